/** What a move does to the clocks of a case. Pure; moments in ms. */
import { isOfStep, nextRung } from './case-ladder'
import { nextOpinionRung } from './case-opinions'
import { ASKING_DAYS, SILENT_DAYS, type Case, type CaseKind } from './cases'
import { endOfLimit, resumed, timeLeft, type Limit, type WorkCalendar } from './workdays'

const DAY = 24 * 60 * 60_000

/** How long a step that is not yet the answer may take; source: issue of the cases, "until accepted it stays with the sender". */
function stepLimit(kind: CaseKind): Limit {
  return kind === 'urgent' ? { hours: 0.5 } : { workdays: 1 }
}

type Clock = Pick<Case, 'dueAt' | 'stepDueAt' | 'left' | 'climbed'>

/** Sending on, accepting and deciding have a time of their own, inside the requester's deadline as long as that lies ahead. */
export function shortStep(
  current: Pick<Case, 'kind' | 'dueAt' | 'climbed'>,
  now: number,
  calendar: WorkCalendar,
) {
  const own = endOfLimit(now, stepLimit(current.kind), calendar)
  const due = current.dueAt.getTime()
  return {
    stepDueAt: new Date(due > now ? Math.min(own, due) : own),
    climbed: current.climbed.filter((name) => !isOfStep(name)),
  }
}

/** From now on the answer is owed. */
export function longStep(current: Pick<Case, 'dueAt' | 'climbed'>) {
  return { stepDueAt: current.dueAt, climbed: current.climbed.filter((name) => !isOfStep(name)) }
}

/** The requester's turn: what is left is kept. */
export function stopped(current: Pick<Case, 'dueAt' | 'limit'>, now: number, calendar: WorkCalendar) {
  return { left: timeLeft(now, current.dueAt.getTime(), current.limit, calendar) }
}

/**
 * The requester's turn is over. What was late when it was asked about stays late: asking heals nothing.
 * @param mayHeal after an answer that did not solve it at least a working day is left, whatever was before
 */
export function goesOn(
  current: Pick<Case, 'dueAt' | 'left' | 'limit' | 'climbed' | 'lateAt'>,
  { now, calendar, mayHeal }: { now: number; calendar: WorkCalendar; mayHeal: boolean },
): Clock {
  if (current.lateAt && !mayHeal)
    return { dueAt: current.dueAt, stepDueAt: current.dueAt, left: null, climbed: current.climbed }
  const left = current.left ?? timeLeft(now, current.dueAt.getTime(), current.limit, calendar)
  const dueAt = new Date(resumed(now, left, calendar))
  return { dueAt, stepDueAt: dueAt, left: null, climbed: [] }
}

/** When the clock next does something by itself: follows from the case alone, so every move sets it. */
export function nextAtOfCase(current: Case, calendar: WorkCalendar): Date | null {
  const own = ownNextAt(current, calendar)
  const opinion = nextOpinionRung(current, calendar)
  return opinion && (own === null || opinion.rung.at < own.getTime()) ? new Date(opinion.rung.at) : own
}

/** Of the case's own step. */
function ownNextAt(current: Case, calendar: WorkCalendar): Date | null {
  const since = current.history.at(-1)?.at.getTime() ?? current.receivedAt.getTime()
  if (current.state === 'asking') {
    const asked = [...current.history].reverse().find(({ move }) => move === 'ask')
    return new Date((asked?.at.getTime() ?? since) + ASKING_DAYS * DAY)
  }
  if (current.state === 'answered')
    return new Date((current.answeredAt?.getTime() ?? since) + SILENT_DAYS * DAY)
  const rung = nextRung(current, calendar)
  return rung && new Date(rung.at)
}

/** Whether what the clock does next is about the case's own step: a rung about an opinion may come before it. */
export function isOwnStepDue(current: Case, now: number, calendar: WorkCalendar): boolean {
  const at = ownNextAt(current, calendar)
  return at !== null && at.getTime() <= now
}
