/** What handlers do among themselves and tell the requester of. Pure; moments in ms. See case-moves for the way itself. */
import { longStep, shortStep } from './case-clock'
import { isOfStep } from './case-ladder'
import {
  owned,
  ownerOf,
  refused,
  requesterOf,
  type CaseAround,
  type CaseChange,
  type CaseDeed,
  type Named,
} from './case-moves'
import { CASE_STATES } from './case-states'
import type { Case, CaseKind, CaseRating } from './cases'
import { endOfLimit, endOfWorkday, workdaysBetween, type Limit, type WorkCalendar } from './workdays'

/** Told to the requester. */
export function said(current: Case): CaseChange {
  return { set: {}, tell: requesterOf(current) }
}

/** Among handlers: the owner hears of it. */
export function noted(current: Case): CaseChange {
  return { set: {}, tell: [ownerOf(current)] }
}

/** Until he takes it, the giver owes it. A later offer takes the place of an earlier one. */
export function offeredTo(deed: CaseDeed, to: Named): CaseChange {
  return { set: { offeredTo: { ...to, moveId: deed.moveId } }, tell: [to] }
}

/** By whom it was offered to, or by the unit's head. */
export function taken(current: Case, deed: CaseDeed): CaseChange {
  return { set: { ...owned(deed.by), offeredTo: null }, tell: [ownerOf(current)] }
}

export function offerDeclined(current: Case): CaseChange {
  return { set: { offeredTo: null }, tell: [ownerOf(current)] }
}

/** Accepted before, and still not theirs: it counts as a refusal, so the second time the arbiter decides. */
export function sentBack(current: Case, deed: CaseDeed, around: CaseAround): CaseChange {
  const change = refused(current, deed, around)
  return { ...change, tell: [...(change.tell ?? []), ownerOf(current)] }
}

/** Who owed it is gone: another does, of the same unit where there is one. */
export function passedOn(to: Named): CaseChange {
  return { set: { ...owned(to), offeredTo: null }, tell: [to] }
}

export function helperNamed(current: Case, helper: NonNullable<Case['helper']>): CaseChange {
  const { personId, name } = helper
  return { set: { helper }, tell: [{ personId, name }, ...requesterOf(current)] }
}

/** @param deciders who may say yes or no */
export function extensionAsked(deed: CaseDeed, workdays: number, deciders: Named[]): CaseChange {
  const { by, now, words = '' } = deed
  return {
    set: {
      extension: {
        ...{ workdays, reason: words, by: by.personId, byName: by.name },
        ...{ askedAt: new Date(now), decision: null, decidedBy: null },
      },
    },
    tell: deciders,
  }
}

export function extensionGranted(current: Case, deed: CaseDeed, calendar: WorkCalendar): CaseChange {
  const extension = current.extension!
  const dueAt = new Date(endOfWorkday(current.dueAt.getTime(), extension.workdays, calendar))
  return {
    set: {
      extension: { ...extension, decision: 'approved', decidedBy: deed.by.personId },
      ...{ dueAt, stepDueAt: dueAt, climbed: [] },
    },
    tell: [{ personId: extension.by, name: extension.byName }, ...requesterOf(current)],
  }
}

export function extensionRefused(current: Case, deed: CaseDeed): CaseChange {
  const extension = current.extension!
  return {
    set: { extension: { ...extension, decision: 'refused', decidedBy: deed.by.personId } },
    tell: [{ personId: extension.by, name: extension.byName }],
  }
}

/** Another kind has another limit, counted from the receipt; what the requester was asked for does not count, as before. */
export function reclassified(
  current: Case,
  deed: CaseDeed,
  {
    kind,
    topicId,
    limit,
    calendar,
  }: { kind: CaseKind; topicId: string; limit: Limit; calendar: WorkCalendar },
): CaseChange {
  const tell = [ownerOf(current)]
  if (kind === current.kind) return { set: { topicId }, tell }
  const dueAt = deadlineAnew(current, limit, calendar)
  const due = dueAt.getTime()
  const changed = { ...current, kind, limit, dueAt }
  // A deadline that lies ahead again has not been missed; one that has passed keeps its rungs.
  const climbed = due > deed.now ? current.climbed.filter(isOfStep) : current.climbed
  const step = shortStep({ ...changed, climbed }, deed.now, calendar)
  const clock =
    current.state === 'handling'
      ? longStep({ ...changed, climbed })
      : { ...step, stepDueAt: earlier(step.stepDueAt, current.stepDueAt), climbed }
  const lateAt = due > deed.now ? null : current.lateAt
  return { set: { kind, topicId, limit, dueAt, lateAt, ...clock }, tell }
}

const earlier = (one: Date, other: Date) => (one < other ? one : other)

function deadlineAnew(current: Case, limit: Limit, calendar: WorkCalendar): Date {
  const received = current.receivedAt.getTime()
  const still = stoodStill(current, calendar)
  if ('hours' in limit) return new Date(endOfLimit(received, limit, calendar) + still.ms)
  const granted = current.extension?.decision === 'approved' ? current.extension.workdays : 0
  return new Date(endOfWorkday(received, limit.workdays + still.workdays + granted, calendar))
}

/** How long it was the requester's turn. */
function stoodStill({ history }: Case, calendar: WorkCalendar): { ms: number; workdays: number } {
  const still = { ms: 0, workdays: 0 }
  for (const [place, { to, at }] of history.entries()) {
    const next = history[place + 1]?.at
    if (CASE_STATES[to].kind === 'open' || !next) continue
    still.ms += next.getTime() - at.getTime()
    still.workdays += workdaysBetween(at.getTime(), next.getTime(), calendar)
  }
  return still
}

export function rated(rating: CaseRating): CaseChange {
  return { set: { rating } }
}
