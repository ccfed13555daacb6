/**
 * The ladder of a case: who hears that a step or the deadline is near, or has passed. Pure; moments in ms.
 *
 * Towards the present step: its owner the morning it is due, the unit's head when it has passed, the leader a working
 * day later. Towards the deadline the requester was told: owner and head when it has passed, the leader a working day
 * later, then the unit is told that it will be reported, and a working day later it is reported to 督查; after that
 * leader and 督查 hear of it each week. 紧急 goes in hours. Source: rows K7, K8; issue of the cases.
 */
import { CASE_STATES } from './case-states'
import type { Case } from './cases'
import { startOfShanghaiDay } from './times'
import { endOfWorkday, type WorkCalendar } from './workdays'

const HOUR = 60 * 60_000
const MORNING = 9 * HOUR
/** Working days between two reports of the same case, hours for 紧急. */
const AGAIN_WORKDAYS = 5
const AGAIN_HOURS = 24

export type CaseRungName =
  'soon' | 'stepLate' | 'stepLeader' | 'late' | 'lateLeader' | 'warn' | 'report' | `again.${number}`

/** Whom a rung tells, of those around the case. */
export type RungListener = 'owner' | 'head' | 'leader' | 'inspector'

export interface CaseRung {
  name: CaseRungName
  at: number
  tells: RungListener[]
}

type Clocked = Pick<Case, 'state' | 'limit' | 'stepDueAt' | 'dueAt' | 'climbed'>

/** The rung to be taken next and when; null while nobody of us owes a step. */
export function nextRung(current: Clocked, calendar: WorkCalendar): CaseRung | null {
  if (CASE_STATES[current.state].kind !== 'open') return null
  const left = rungsOf(current, calendar).filter(({ name }) => !current.climbed.includes(name))
  return left[0] ?? null
}

function rungsOf({ limit, stepDueAt, dueAt, climbed }: Clocked, calendar: WorkCalendar): CaseRung[] {
  const inHours = 'hours' in limit
  const step = stepDueAt.getTime()
  const due = dueAt.getTime()
  const later = (from: number, n: number) => (inHours ? from + n * HOUR : endOfWorkday(from, n, calendar))
  const soon = inHours ? step - HOUR / 2 : startOfShanghaiDay(step) + MORNING
  const rungs: CaseRung[] = [{ name: 'soon', at: soon, tells: ['owner'] }]
  if (step < due)
    rungs.push(
      { name: 'stepLate', at: step, tells: ['owner', 'head'] },
      { name: 'stepLeader', at: later(step, 1), tells: ['leader'] },
    )
  rungs.push(
    { name: 'late', at: due, tells: ['owner', 'head'] },
    { name: 'lateLeader', at: later(due, 1), tells: ['leader'] },
    { name: 'warn', at: later(due, 2), tells: ['owner', 'head'] },
    { name: 'report', at: later(due, 3), tells: ['inspector'] },
  )
  const again = climbed.filter((name) => name.startsWith('again.')).length
  const reported = later(due, 3)
  const at = inHours
    ? reported + (again + 1) * AGAIN_HOURS * HOUR
    : endOfWorkday(reported, (again + 1) * AGAIN_WORKDAYS, calendar)
  rungs.push({ name: `again.${again}`, at, tells: ['leader', 'inspector'] })
  return rungs.sort((one, other) => one.at - other.at)
}

/** Those of the deadline stay taken when only the step changes. */
export const isOfStep = (name: CaseRungName) => ['soon', 'stepLate', 'stepLeader'].includes(name)
