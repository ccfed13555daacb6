/** An obligation: someone owes an answer by a time. One shape for chat and cases. Pure rules; no clock, no database. */
import type { CaseCard } from './case-card'

/**
 * The states in one table. `kind` is what code asks ("is it open?"), the label is what people read.
 * The ways out are total: an obligation that is open always has an owner, and ends only in one of the done states.
 */
export const OBLIGATION_STATES = {
  asked: { label: '已送到', kind: 'open' },
  notified: { label: '已发通知', kind: 'open' },
  seen: { label: '已看到', kind: 'open' },
  acknowledged: { label: '收到', kind: 'open' },
  promised: { label: '已答应', kind: 'open' },
  answered: { label: '已回应', kind: 'done' },
  released: { label: '已由他人回应', kind: 'done' },
  transferred: { label: '已转诉求', kind: 'done' },
  excused: { label: '不用回应', kind: 'done' },
  recalled: { label: '已撤回', kind: 'done' },
} as const

export type ObligationState = keyof typeof OBLIGATION_STATES

export function isOpen(state: ObligationState): boolean {
  return OBLIGATION_STATES[state].kind === 'open'
}

/** Who may be asked: a person, or a unit, which then answers by whoever is on duty. */
export interface Asked {
  kind: 'person' | 'unit'
  id: string
  name: string
}

/** A state reached, when and through whom. */
export interface ObligationStep {
  state: ObligationState
  at: Date
  by: string
}

/** One change in the document's own history. `moveId` lets a repeat after a lost answer know its own work. */
export interface ObligationMove {
  moveId: string
  move: string
  from: ObligationState
  to: ObligationState
  by: string
  at: Date
}

export interface GroupsSource {
  area: 'groups'
  /** An @ in a message; a look at a message held for review; a look at a report. */
  about: 'mention' | 'review' | 'report'
  conversationId: string
  messageId: string
  conversationName: string
}

/** What is owed about a case: its next step, or the opinion of a unit that helps with it. */
export interface RequestsSource {
  area: 'requests'
  about: 'case' | 'coHandling'
  caseId: string
  number: string
  /** Of the case that this shows: a later one is never overwritten by an earlier one. */
  revision: number
  /** How the case stands, in a word. */
  label: string
}

export type ObligationSource = GroupsSource | RequestsSource

/**
 * Someone was told that he is asked, or that an @ has climbed to him. It stands in the obligation itself, written by the
 * same conditional update as the rung or the hand-over it tells of: it can neither be missing nor be there twice. It is
 * the entry of his inbox and the guarantee; what WeChat carries besides is at most once.
 */
export interface Notice {
  /** `<round>.<rung>` of the ladder, or the move id of a hand-over: unique in its obligation. */
  id: string
  personId: string
  /** How he is called in the group: shown to those concerned without another look-up. */
  name: string
  why: NoticeReason
  round: number
  rung: number
  /** When it was due, and when it was written. */
  dueAt: Date
  at: Date
  outcome: NoticeOutcome
  /** When somebody began to tell him outside the app: only who set it may. */
  triedAt: Date | null
  /** Of a phone call, once it is asked for: what the channel calls it; '' before. Null for everything but a call. */
  callId: string | null
}

export type NoticeReason = 'asked' | 'rung' | 'shift' | 'handOver' | 'urge' | 'reopened'

/**
 * What became of it outside the app. `waiting`: not tried yet; whoever tells it makes it `telling` first, and of two one
 * wins. `sent`: WeChat or the robot took it, no more is claimed. `seen`: in the app at that moment. `unknown`: no answer
 * came; like `unreachable` it counts as not reached. `calling`: it rings, how it went is asked a run later.
 */
export type NoticeOutcome =
  | 'waiting'
  | 'telling'
  | 'sent'
  | 'seen'
  | 'unreachable'
  | 'unknown'
  | 'calling'
  | 'answeredCall'
  | 'missedCall'

/** Offered to another: until he accepts, the giver owes the answer. */
export interface HandOverOffer {
  to: string
  toName: string
  by: string
  note: string
  moveId: string
  at: Date
}

export interface Obligation<Source extends ObligationSource = GroupsSource> {
  _id: string
  /** Where it came from; the area's own functions move it, since only they may write its source. */
  source: Source
  /** The source's message first, then those whose @ of the same person joined while it was open. */
  messageIds: string[]
  title: string
  askerId: string
  askerName: string
  asked: Asked
  /** Owes the answer now. Never null: see `ownerOf`. */
  ownerId: string
  ownerName: string
  unitId: string | null
  state: ObligationState
  /** The same as isOpen(state), kept in the document because an index needs it. */
  open: boolean
  steps: ObligationStep[]
  /** Everyone in whose inbox it stands: the owner, and those the ladder has called. */
  calledIds: string[]
  /** Each who was asked answers for himself: the first answer does not release the others. */
  askEach: boolean
  /** When the clock starts: at the asking, or the next morning when the asker can wait. */
  startsAt: Date
  /** By when the answer is owed: what people see, and the order of inboxes. */
  dueAt: Date
  /** What `dueAt` was before a promise or 没解决 moved it; missing while neither did. The figures judge by it. */
  firstDueAt?: Date
  /** By when it was promised; null unless it was. */
  promisedAt: Date | null
  /** How far up the ladder it has been carried: -1 nobody was told yet, 0 the owner alone. */
  rung: number
  /** Each morning after the last rung, and each 没解决, begins a new one. */
  round: number
  /** When the next rung is due. */
  rungAt: Date
  /** Of a unit asked and not yet 收到: when it passes to the next on duty. */
  shiftEndsAt: Date | null
  /** The earlier of the two: what the timer looks for, by index. */
  nextAt: Date
  notices: Notice[]
  /**
   * When the ladder last moved it, or something became of a notice; missing before. Whoever does so marks its messages
   * then: one that is not marked since was left by a crash.
   */
  movedAt?: Date
  /** To dial, shown to the asker; known from the first missed rung on. */
  dutyPhone: string | null
  offer: HandOverOffer | null
  /** Of an @ that a case took over: how that stands. Missing while there is none. */
  card?: CaseCard
  /** The group does not show the card yet: what its timer looks for, by index. Missing once it does. */
  cardDueAt?: Date
  /** A message of the card's own stands in the group. Missing before. */
  cardShown?: true
  createdAt: Date
  endedAt: Date | null
  history: ObligationMove[]
}

/** From whichever area. */
export type AnyObligation = Obligation<ObligationSource>

/**
 * The end of some @ ends this one, too: all it asks was asked by messages whose @ has ended, and not each was to answer
 * for himself.
 * @param covered the messages whose @ has ended
 */
export function isReleasedBy(
  { askEach, messageIds, state }: Pick<AnyObligation, 'askEach' | 'messageIds' | 'state'>,
  covered: ReadonlySet<string>,
): boolean {
  return !askEach && isOpen(state) && messageIds.every((messageId) => covered.has(messageId))
}

/** Which state a move may start from and where it leads. What is not listed is refused. */
export const MOVES = {
  see: { from: ['asked', 'notified'], to: 'seen' },
  acknowledge: { from: ['asked', 'notified', 'seen'], to: 'acknowledged' },
  answer: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'answered' },
  release: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'released' },
  recall: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'recalled' },
  /** 已答应: it stays open with its owner until the time he named. A new promise may follow a kept-open one. */
  promise: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'promised' },
  /** 不用回应: by the asker, or by who owes it, which the asker may refuse (reopen). */
  excuse: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'excused' },
  /** 已转诉求: only when the case has an owner. */
  transfer: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'transferred' },
  /** 没解决, or 还是要回应: by the asker. */
  reopen: { from: ['answered', 'excused'], to: 'asked' },
  /** 已发通知. */
  notify: { from: ['asked'], to: 'notified' },
} as const satisfies Record<string, { from: readonly ObligationState[]; to: ObligationState }>

export type MoveName = keyof typeof MOVES

export function mayMove(state: ObligationState, move: MoveName): boolean {
  return (MOVES[move].from as readonly ObligationState[]).includes(state)
}

/** What decides who owes the answer, each already looked up; null where there is nobody. */
export interface OwnerFacts {
  /** On duty at this moment in the unit asked. */
  onDutyId: string | null
  standInId: string | null
  headId: string | null
  /** 群主 for chat, the named arbiter for a case: the last resort, always a person. */
  lastResortId: string
}

/** The owner is total: the person asked, or on duty → stand-in → head of unit → last resort. Never null. */
export function ownerOf(asked: Asked, facts: OwnerFacts): string {
  if (asked.kind === 'person') return asked.id
  return facts.onDutyId ?? facts.standInId ?? facts.headId ?? facts.lastResortId
}
