/**
 * What becomes of an @ when somebody moves it: which fields change, who is told, when the ladder looks again. Pure; who
 * may is judged before (mention-acts.ts). Times in ms.
 */
import {
  afterAcknowledged,
  afterTold,
  isNight,
  nextMorning,
  timeLeftAfter,
  waitsForMorning,
  type LadderSettings,
} from './ladder'
import { mayMove, type Notice, type NoticeReason, type Obligation, type ObligationState } from './obligations'

/** Fields of an obligation to be set, and what is added to it. */
export interface Change {
  set: Partial<Omit<Obligation, '_id' | 'source' | 'steps' | 'notices' | 'history'>>
  /** A step by the one who moves. */
  step?: ObligationState
  notices?: Notice[]
}

/** Who has an @, or is to have it. */
export interface Holder {
  personId: string
  name: string
  /** Whose business he answers for; an @ counts there from then on. */
  unitId: string | null
}

/** 收到, by each who was told: who says it after the owner did changes no state, but the ladder waits for him. */
export function acknowledged(obligation: Obligation, now: number, settings: LadderSettings): Change {
  const { state, dueAt } = obligation
  const reached = mayMove(state, 'acknowledge') ? 'acknowledged' : state
  const rungAt = afterAcknowledged(now, dueAt.getTime(), settings)
  // What is 收到 stays with its person: it passes to nobody at the end of a shift.
  return { set: { state: reached, ...lookAgain(rungAt) }, step: 'acknowledged' }
}

/** 已答应: until the moment he named; if it passes, the ladder goes on. */
export function promised(obligation: Obligation, by: number): Change {
  const promisedAt = new Date(by)
  return {
    set: { state: 'promised', promisedAt, ...owedBy(obligation, by), ...lookAgain(by) },
    step: 'promised',
  }
}

export function excused(now: number): Change {
  return { set: { state: 'excused', open: false, endedAt: new Date(now), offer: null }, step: 'excused' }
}

/**
 * 没解决: the time that was left when it ended resumes, at least five minutes; the time with the asker does not count.
 * @param owner whoever owes it now
 * @param canWait at night: from the next morning on, when the ladder tells him
 */
export function reopened(
  obligation: Obligation,
  owner: Holder,
  { now, canWait, settings }: { now: number; canWait: boolean; settings: LadderSettings },
): Change {
  const round = obligation.round + 1
  const waits = canWait && isNight(now, settings)
  const from = waits ? nextMorning(now, settings) : now
  const left = timeLeftAfter(obligation.dueAt.getTime(), (obligation.endedAt ?? obligation.dueAt).getTime())
  const notice = noticeTo(
    owner,
    { ...obligation, round, rung: 0 },
    { id: `${round}.0`, why: 'reopened', now },
  )
  return {
    set: {
      state: 'asked',
      open: true,
      endedAt: null,
      promisedAt: null,
      offer: null,
      ...heldBy(obligation, owner),
      calledIds: [owner.personId],
      round,
      rung: waits ? -1 : 0,
      ...owedBy(obligation, from + left),
      ...lookAgain(waits ? from : afterTold(now, settings)),
    },
    step: 'asked',
    notices: waits ? [] : [notice],
  }
}

interface Offering {
  to: Holder
  by: string
  note: string
  moveId: string
  now: number
}

/** Offered: until he accepts nothing else changes; the giver owes the answer and the ladder looks at him. */
export function offered(obligation: Obligation, { to, by, note, moveId, now }: Offering): Change {
  const at = new Date(now)
  return {
    set: {
      offer: { to: to.personId, toName: to.name, by, note, moveId, at },
      calledIds: [...new Set([...calledWithoutOffer(obligation), to.personId])],
    },
    notices: [noticeTo(to, obligation, { id: moveId, why: 'handOver', now })],
  }
}

/** Not accepted: the giver, who still owes it, is told. */
export function declined(obligation: Obligation, moveId: string, now: number): Change {
  const { ownerId, ownerName, unitId } = obligation
  const giver = { personId: ownerId, name: ownerName, unitId }
  return {
    set: { offer: null, calledIds: calledWithoutOffer(obligation) },
    notices: [noticeTo(giver, obligation, { id: moveId, why: 'handOver', now })],
  }
}

/** Accepted, or taken: his from now on, and 收到 by it. A promise given before is kept by who has it now. */
export function taken(
  obligation: Obligation,
  to: Holder,
  { now, settings }: { now: number; settings: LadderSettings },
): Change {
  const { set, step } = acknowledged(obligation, now, settings)
  return { set: { ...set, ...handedTo(obligation, to) }, ...(step ? { step } : {}) }
}

/** Given outright: he is told, and has as long to say 收到 as everyone. What waits for the morning goes on waiting. */
export function assigned(
  obligation: Obligation,
  to: Holder,
  { moveId, now, settings }: { moveId: string; now: number; settings: LadderSettings },
): Change {
  const handed = handedTo(obligation, to)
  if (waitsForMorning(obligation, now)) return { set: handed }
  return {
    set: { ...handed, ...lookAgain(afterTold(now, settings)) },
    notices: [noticeTo(to, obligation, { id: moveId, why: 'handOver', now })],
  }
}

/** 催: one more notice, at the same rung. */
export function urged(obligation: Obligation, moveId: string, now: number): Change {
  const { ownerId: personId, ownerName: name, unitId } = obligation
  return {
    set: {},
    notices: [noticeTo({ personId, name, unitId }, obligation, { id: moveId, why: 'urge', now })],
  }
}

function lookAgain(at: number) {
  return { rungAt: new Date(at), shiftEndsAt: null, nextAt: new Date(at) }
}

/** Another time by which it is owed. The first one is kept: the figures judge by it. */
function owedBy({ dueAt, firstDueAt }: Obligation, at: number) {
  return { dueAt: new Date(at), firstDueAt: firstDueAt ?? dueAt }
}

function heldBy({ unitId }: Obligation, to: Holder) {
  return { ownerId: to.personId, ownerName: to.name, unitId: to.unitId ?? unitId }
}

function handedTo(obligation: Obligation, to: Holder) {
  // The one before is called no more: he handed it over, or somebody relieved him of it.
  const called = calledWithoutOffer(obligation).filter((id) => id !== obligation.ownerId)
  return { ...heldBy(obligation, to), calledIds: [...new Set([...called, to.personId])], offer: null }
}

/** Who is called apart from the one it is offered to, unless the ladder has called him, too. */
function calledWithoutOffer({ calledIds, offer, ownerId, notices }: Obligation): string[] {
  if (!offer || offer.to === ownerId) return calledIds
  const climbed = notices.some(({ personId, why }) => personId === offer.to && why === 'rung')
  return climbed ? calledIds : calledIds.filter((id) => id !== offer.to)
}

function noticeTo(
  { personId, name }: Holder,
  { round, rung }: Pick<Obligation, 'round' | 'rung'>,
  { id, why, now }: { id: string; why: NoticeReason; now: number },
): Notice {
  const at = new Date(now)
  return {
    id,
    personId,
    name,
    why,
    round,
    rung,
    dueAt: at,
    at,
    outcome: 'waiting',
    triedAt: null,
    callId: null,
  }
}
