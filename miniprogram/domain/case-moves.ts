/** What becomes of a case by a move. Pure: who may has been judged before, by the table of moves. Moments in ms. */
import type { CaseRungName } from './case-ladder'
import { opinionsAfter } from './case-opinions'
import { goesOn, longStep, nextAtOfCase, shortStep, stopped } from './case-clock'
import { CASE_STATES, ruleOf, type CaseMoveName, type CaseState } from './case-states'
import { REFUSALS_MAX, type Case, type CaseMove, type CasePhoto } from './cases'
import type { WorkCalendar } from './workdays'

export interface Named {
  personId: string
  name: string
}

/** A unit with who answers for it. */
export interface TakingUnit {
  unitId: string
  name: string
  /** Itself and those above it. */
  path: string[]
  /** On duty there, else its head, else the arbiter. */
  answerer: Named
  head: Named | null
  /** Works there. */
  staff: Named[]
}

export interface CaseDeed {
  move: CaseMoveName
  moveId: string
  by: Named
  now: number
  words?: string
  photos?: CasePhoto[]
}

export interface CaseChange {
  set: Partial<Case>
  /** Where it leads when the table leaves it open, or to arbitration. */
  to?: CaseState
  tell?: Named[]
  /** It is about the opinion of this unit. */
  opinionOf?: string
}

/** Around every change: the calendar, and by whom a case is taken when nobody else has it. */
export interface CaseAround {
  calendar: WorkCalendar
  intake: TakingUnit
  arbiter: Named
}

/** The case as it stands after a move: state, clocks, history and the moment the timer looks again. */
export function moved(current: Case, deed: CaseDeed, change: CaseChange, calendar: WorkCalendar): Case {
  const to = change.to ?? ruleOf(deed.move).to ?? current.state
  const at = new Date(deed.now)
  const others = (change.tell ?? []).filter(
    ({ personId }, place, all) =>
      personId !== deed.by.personId && all.findIndex((each) => each.personId === personId) === place,
  )
  const entry: CaseMove = {
    ...{ moveId: deed.moveId, move: deed.move, from: current.state, to },
    ...{ by: deed.by.personId, byName: deed.by.name, at },
    ...(others.length > 0 ? { tell: others } : {}),
    ...(deed.words ? { words: deed.words } : {}),
    ...(change.opinionOf ? { opinionOf: change.opinionOf } : {}),
    ...(deed.photos && deed.photos.length > 0 ? { photos: deed.photos } : {}),
  }
  const done = CASE_STATES[to].kind === 'done'
  const after: Case = {
    ...current,
    ...change.set,
    state: to,
    open: !done,
    endedAt: done ? (current.endedAt ?? at) : null,
    revision: current.revision + 1,
    unfollowed: true,
    history: [...current.history, entry],
  }
  const settledUp = { ...after, coHandling: opinionsAfter(after) }
  return { ...settledUp, nextAt: nextAtOfCase(settledUp, calendar) }
}

export const requesterOf = ({ requesterId, requesterName }: Case): Named[] =>
  requesterId ? [{ personId: requesterId, name: requesterName }] : []
/** Whom its outcome concerns: also those whose own case was merged into it. */
const audienceOf = (current: Case): Named[] => [
  ...requesterOf(current),
  ...current.followerIds.map((personId) => ({ personId, name: '' })),
]
export const ownerOf = ({ ownerId, ownerName }: Case): Named => ({ personId: ownerId, name: ownerName })
export const owned = ({ personId, name }: Named) => ({ ownerId: personId, ownerName: name })
const placed = ({ unitId, name, path }: TakingUnit) => ({ unitId, unitName: name, unitPath: path })

/** Sent to a unit; until that accepts, the sender owes it. */
export function dispatched(current: Case, deed: CaseDeed, unit: TakingUnit, around: CaseAround): CaseChange {
  const { personId, name } = deed.by
  return {
    set: {
      ...placed(unit),
      ...owned(deed.by),
      ...{ senderId: personId, senderName: name },
      ...shortStep(current, deed.now, around.calendar),
    },
    tell: [unit.answerer, ...(unit.head ? [unit.head] : [])],
  }
}

export function accepted(current: Case, deed: CaseDeed): CaseChange {
  return {
    set: { ...owned(deed.by), ...longStep(current) },
    tell: [...requesterOf(current), ownerOf(current)],
  }
}

/** Back to who sent it; the second time the arbiter decides. */
export function refused(current: Case, deed: CaseDeed, around: CaseAround): CaseChange {
  const { unitId, unitName } = current
  const refusal = { unitId, unitName, by: deed.by.name, words: deed.words ?? '', at: new Date(deed.now) }
  const refusals = [...current.refusals, refusal]
  const step = shortStep(current, deed.now, around.calendar)
  const back = { ...placed(around.intake), offeredTo: null, ...step, refusals }
  if (refusals.length >= REFUSALS_MAX)
    return { set: { ...back, ...owned(around.arbiter) }, to: 'arbitrating', tell: [around.arbiter] }
  const { staff, head, answerer } = around.intake
  // Who has left the intake meanwhile does not get it back.
  const sender = [...staff, ...(head ? [head] : [])].find(({ personId }) => personId === current.senderId)
  const to = sender ?? answerer
  return { set: { ...back, ...owned(to) }, to: 'received', tell: [to] }
}

/** Decided: it is this unit's, and cannot be refused again. */
export function settled(current: Case, unit: TakingUnit): CaseChange {
  return {
    set: { ...placed(unit), ...owned(unit.answerer), ...longStep(current) },
    tell: [unit.answerer, ...(unit.head ? [unit.head] : []), ...requesterOf(current)],
  }
}

export function declined(current: Case, elsewhere: string): CaseChange {
  return { set: { elsewhere, left: null }, tell: audienceOf(current) }
}

/** The requester says that it is ours after all: once, and somebody else looks. */
export function contested(current: Case, deed: CaseDeed, around: CaseAround): CaseChange {
  const clock = goesOn(current, { now: deed.now, calendar: around.calendar, mayHeal: true })
  const step = shortStep({ ...current, ...clock }, deed.now, around.calendar)
  return {
    set: {
      ...placed(around.intake),
      ...owned(around.arbiter),
      ...clock,
      ...step,
      contested: true,
      elsewhere: null,
    },
    tell: [around.arbiter],
  }
}

export function asked(current: Case, deed: CaseDeed, around: CaseAround): CaseChange {
  return { set: stopped(current, deed.now, around.calendar), tell: requesterOf(current) }
}

/** What was asked for has come, or will not come: the clock goes on. */
export function wentOn(current: Case, deed: CaseDeed, around: CaseAround): CaseChange {
  const photos = deed.move === 'supply' ? [...current.photos, ...(deed.photos ?? [])] : current.photos
  return {
    set: { ...goesOn(current, { now: deed.now, calendar: around.calendar, mayHeal: false }), photos },
    tell: [ownerOf(current), ...(deed.move === 'goOn' ? requesterOf(current) : [])],
  }
}

export function answered(current: Case, deed: CaseDeed, around: CaseAround): CaseChange {
  const at = new Date(deed.now)
  const { personId, name } = deed.by
  const answer = { words: deed.words ?? '', photos: deed.photos ?? [], by: personId, byName: name, at }
  return {
    set: { ...stopped(current, deed.now, around.calendar), answer, answeredAt: at },
    tell: audienceOf(current),
  }
}

export function confirmed(current: Case, rating: Case['rating']): CaseChange {
  return { set: { ending: 'confirmed', rating, left: null }, tell: [ownerOf(current)] }
}

export function disputed(current: Case, deed: CaseDeed, around: CaseAround): CaseChange {
  return {
    set: {
      ...goesOn(current, { now: deed.now, calendar: around.calendar, mayHeal: true }),
      ...{ disputes: current.disputes + 1, ending: null, lateAt: null },
    },
    tell: [ownerOf(current)],
  }
}

export function silent(current: Case): CaseChange {
  // What was left is kept: silence may be broken later.
  return { set: { ending: 'silent' }, tell: [...requesterOf(current), ownerOf(current)] }
}

export function withdrawn(current: Case): CaseChange {
  return { set: { left: null, offeredTo: null }, tell: [ownerOf(current)] }
}

export function urged(current: Case): CaseChange {
  return { set: {}, tell: [ownerOf(current)] }
}

/** A rung of the ladder was reached. @param listeners whom it tells, already looked up */
export function climbedTo(current: Case, rung: CaseRungName, listeners: Named[], now: number): CaseChange {
  const at = new Date(now)
  return {
    set: {
      climbed: [...current.climbed, rung],
      ...(rung === 'late' ? { lateAt: at } : {}),
      ...(rung === 'report' ? { reportedAt: current.reportedAt ?? at } : {}),
    },
    tell: listeners,
  }
}
