/**
 * What may be done with an @ at a moment, and by whom: one list for the buttons of a page and for the cloud, which
 * judges each anew. Pure; times in ms.
 */
import type { ErrorCode, ErrorFacts } from './errors'
import { waitsForMorning } from './ladder'
import { isOpen, mayMove, OBLIGATION_STATES, type Obligation } from './obligations'
import { can, type Permission } from './permissions'
import { HEAD_ROLE } from './roles'
import { sayTime } from './times'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A promise lies ahead, at most this far. */
export const PROMISE_WITHIN_MS = 7 * DAY
/** One more promise may follow a first; after that only an answer does. */
export const PROMISES_MAX = 2
/** How long after its end the asker may say 没解决. */
export const REOPEN_WITHIN_MS = 7 * DAY
/** Between two urges of the same @, whoever urges. */
export const URGE_EVERY_MS = 10 * MINUTE

const PERMISSION_OF = {
  see: 'obligations.move',
  acknowledge: 'mentions.acknowledge',
  answer: 'mentions.answer',
  promise: 'mentions.acknowledge',
  offer: 'mentions.handOver',
  notMine: 'mentions.handOver',
  accept: 'mentions.decideOffer',
  decline: 'mentions.decideOffer',
  take: 'mentions.take',
  assign: 'mentions.assign',
  urge: 'mentions.urge',
  excuse: 'mentions.excuse',
  reopen: 'mentions.reopen',
} as const satisfies Record<string, Permission>

/** In the order in which buttons show them. */
export type MentionAct = keyof typeof PERMISSION_OF
const ACTS = Object.keys(PERMISSION_OF) as MentionAct[]

/** What is owed about a held message or a report is 群主's alone: nobody else may take it or be handed it. */
const OF_A_REVIEW: MentionAct[] = ['see', 'acknowledge']

/** Who acts: an active member of the conversation it was asked in. */
export interface Acting {
  personId: string
  /** 群主 of that conversation. */
  isGroupHead: boolean
  /** Head of the unit whose business it is, or of one above it. */
  isUnitHead?: boolean
}

export function mayAct(act: MentionAct, obligation: Obligation, acting: Acting): boolean {
  if (obligation.source.about !== 'mention' && !OF_A_REVIEW.includes(act)) return false
  const { ownerId, askerId, calledIds, offer } = obligation
  return can(PERMISSION_OF[act], {
    personId: acting.personId,
    member: { state: 'active', role: acting.isGroupHead ? HEAD_ROLE : '' },
    headOfUnit: acting.isUnitHead ?? false,
    ownerId,
    askerId,
    calledIds,
    offeredTo: offer?.to ?? null,
  })
}

/** 转成诉求: the asker, who owes the answer and who was called to it, as long as it is open. */
export function mayRaise(obligation: Obligation, personId: string): boolean {
  const { source, state, askerId, calledIds } = obligation
  if (source.about !== 'mention' || !isOpen(state)) return false
  return can('mentions.raise', { personId, member: { state: 'active', role: '' }, askerId, calledIds })
}

type Reason = { code: ErrorCode; facts: ErrorFacts } | null

/** Why it cannot be done now by one who may; null when it can. */
export function whyNot(act: MentionAct, obligation: Obligation, acting: Acting, now: number): Reason {
  const { state, ownerId } = obligation
  const already = { code: 'MOVE_REFUSED', facts: { state: OBLIGATION_STATES[state].label } } as const
  if (act === 'reopen') {
    if (!mayMove(state, 'reopen')) return already
    const late = now - (obligation.endedAt?.getTime() ?? 0) > REOPEN_WITHIN_MS
    return late ? { code: 'REOPEN_TOO_LATE', facts: {} } : null
  }
  if (!isOpen(state)) return already
  if (act === 'see') return mayMove(state, 'see') ? null : already
  if (act === 'acknowledge') return hasAcknowledged(obligation, acting.personId) ? already : null
  if (act === 'promise')
    return promised(obligation) < PROMISES_MAX ? null : { code: 'PROMISED_TWICE', facts: {} }
  if (act === 'take')
    return ownerId === acting.personId ? { code: 'MOVE_REFUSED', facts: { state: '由您回应' } } : null
  if (act === 'urge') return whyNotUrge(obligation, acting, now)
  return null
}

/** Everything one reader may do at this moment. */
export function actsOn(obligation: Obligation, acting: Acting, now: number): MentionAct[] {
  return ACTS.filter(
    (act) => mayAct(act, obligation, acting) && whyNot(act, obligation, acting, now) === null,
  )
}

/**
 * Each who is told says 收到 for himself: a leader who was called after the owner's 收到 ran out says it too, and the
 * ladder waits for him. Being urged is no new call, or it would put the ladder off.
 */
function hasAcknowledged({ state, steps, notices }: Obligation, personId: string): boolean {
  if (mayMove(state, 'acknowledge')) return false
  const told = notices.filter((notice) => notice.personId === personId && notice.why !== 'urge')
  const since = Math.max(0, ...told.map(({ at }) => at.getTime()))
  return steps.some(
    ({ by, state: reached, at }) =>
      by === personId && (reached === 'acknowledged' || reached === 'promised') && at.getTime() >= since,
  )
}

/** How often it was promised since it was asked or asked again. */
function promised({ history }: Obligation): number {
  const reopened = history.map(({ move }) => move).lastIndexOf('reopen')
  return history.slice(reopened + 1).filter(({ move }) => move === 'promise').length
}

function whyNotUrge(obligation: Obligation, { personId }: Acting, now: number): Reason {
  const { askerId, startsAt, nextAt, dueAt, notices } = obligation
  const from = personId === askerId ? dueAt : waitsForMorning(obligation, now) ? nextAt : startsAt
  if (now < from.getTime()) return { code: 'URGE_TOO_EARLY', facts: { from: sayTime(from.getTime(), now) } }
  const last = Math.max(0, ...notices.filter(({ why }) => why === 'urge').map(({ at }) => at.getTime()))
  const minutes = Math.ceil((last + URGE_EVERY_MS - now) / MINUTE)
  return minutes > 0 ? { code: 'URGED_ALREADY', facts: { minutes } } : null
}
