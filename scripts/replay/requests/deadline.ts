/**
 * By when things are owed: the reader's own reckoning, from the text and docs/decisions/0070, entry by entry of a
 * case's history. Nothing of domain/{case-clock,case-ladder,workdays} is imported. Moments in ms.
 */
import type { Case, CaseMove } from '../../../miniprogram/domain/cases'
import { nineOClock, nthWorkdayEnds, workdaysLeft } from './days'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WORKDAYS: Record<string, number> = { inquiry: 1, ordinary: 5, hard: 15 }
const STEP_RUNGS = ['soon', 'stepLate', 'stepLeader']
const OURS = ['received', 'offered', 'arbitrating', 'handling']
/** Moves after which whoever has it next has a time of his own for the next step. */
const STEPS = ['dispatch', 'refuse']

export interface Reckoning {
  due: number
  /** Of the step; the same as due while the answer is owed. */
  step: number
  /** What was left when the requester's turn began: ms of 紧急, else working days; null while the time runs. */
  left: number | null
  lateTold: boolean
  taken: string[]
}

const isUrgent = ({ kind }: Pick<Case, 'kind'>) => kind === 'urgent'
const stepEnds = (current: Case, at: number, due: number) => {
  const own = isUrgent(current) ? at + 30 * MINUTE : nthWorkdayEnds(at, 1)
  return due > at ? Math.min(own, due) : own
}

export function firstReckoning(current: Case): Reckoning {
  const at = current.receivedAt.getTime()
  const due = isUrgent(current) ? at + 2 * HOUR : nthWorkdayEnds(at, WORKDAYS[current.kind]!)
  return { due, step: stepEnds(current, at, due), left: null, lateTold: false, taken: [] }
}

export const rungOf = ({ moveId }: Pick<CaseMove, 'moveId'>) => moveId.split('.').slice(0, -1).join('.')

/** After one more thing happened. */
export function reckon(current: Case, before: Reckoning, { move, moveId, at, to }: CaseMove): Reckoning {
  const now = at.getTime()
  const left = (due: number) => (isUrgent(current) ? Math.max(0, due - now) : workdaysLeft(now, due))
  const anew = (rest: number) =>
    isUrgent(current) ? now + Math.max(rest, 30 * MINUTE) : nthWorkdayEnds(now, Math.max(rest, 1))
  const ownStep = (due: number) => ({
    step: stepEnds(current, now, due),
    taken: before.taken.filter((rung) => !STEP_RUNGS.includes(rung)),
  })
  if (move === 'climb') {
    const rung = rungOf({ moveId })
    return { ...before, taken: [...before.taken, rung], lateTold: before.lateTold || rung === 'late' }
  }
  if (STEPS.includes(move)) return { ...before, ...ownStep(before.due) }
  if (move === 'accept' || move === 'settle')
    return {
      ...before,
      step: before.due,
      taken: before.taken.filter((rung) => !STEP_RUNGS.includes(rung)),
    }
  if (move === 'ask' || move === 'answer') return { ...before, left: left(before.due) }
  if (move === 'supply' || move === 'goOn') {
    if (before.lateTold) return { ...before, step: before.due, left: null }
    const due = anew(before.left ?? left(before.due))
    return { ...before, due, step: due, left: null, taken: [] }
  }
  if (move === 'dispute' || move === 'contest') {
    const due = anew(before.left ?? left(before.due))
    const again = { ...before, due, step: due, left: null, taken: [], lateTold: false }
    return to === 'arbitrating' ? { ...again, step: stepEnds(current, now, due) } : again
  }
  if (move === 'decline' || move === 'withdraw') return { ...before, left: null }
  return before
}

/** What the clock should have done by now: rungs, silence, going on. */
export function pendingAt(current: Case, { due, step, taken }: Reckoning, now: number): string[] {
  const since = (move: string) =>
    current.history
      .filter((entry) => entry.move === move)
      .at(-1)
      ?.at.getTime() ?? 0
  if (current.state === 'answered') return since('answer') + 7 * DAY <= now ? ['silence'] : []
  if (current.state === 'asking') return since('ask') + 7 * DAY <= now ? ['goOn'] : []
  if (!OURS.includes(current.state)) return []
  return rungs(current, due, step, taken).flatMap(([name, at]) =>
    at <= now && !taken.includes(name) ? [name] : [],
  )
}

/** Null when the rung is not known. */
export function rungAt(current: Case, { due, step, taken }: Reckoning, name: string): number | null {
  return rungs(current, due, step, taken).find(([each]) => each === name)?.[1] ?? null
}

function rungs(current: Case, due: number, step: number, taken: string[]): [string, number][] {
  const after = (n: number, from = due) => (isUrgent(current) ? from + n * HOUR : nthWorkdayEnds(from, n))
  const again = taken.filter((name) => name.startsWith('again.')).length
  const reported = after(3)
  return [
    ['soon', isUrgent(current) ? step - 30 * MINUTE : nineOClock(step)],
    ...(step < due
      ? ([
          ['stepLate', step],
          ['stepLeader', after(1, step)],
        ] as [string, number][])
      : []),
    ['late', due],
    ['lateLeader', after(1)],
    ['warn', after(2)],
    ['report', reported],
    [
      `again.${again}`,
      isUrgent(current) ? reported + (again + 1) * DAY : nthWorkdayEnds(reported, (again + 1) * 5),
    ],
  ]
}
