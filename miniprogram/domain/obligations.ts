/** An obligation: someone owes an answer by a time. One shape for chat and cases. Pure rules; no clock, no database. */

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

export interface ObligationSource {
  area: 'groups'
  /** An @ in a message; a look at a message held for review; a look at a report. */
  about: 'mention' | 'review' | 'report'
  conversationId: string
  messageId: string
  conversationName: string
}

export interface Obligation {
  _id: string
  /** Where it came from; the area's own functions move it, since only they may write its source. */
  source: ObligationSource
  title: string
  askerId: string
  askerName: string
  asked: Asked
  /** Owes the answer now. Never null: see `ownerOf`. */
  ownerId: string
  unitId: string | null
  state: ObligationState
  /** The same as isOpen(state), kept in the document because an index needs it. */
  open: boolean
  steps: ObligationStep[]
  /** How far up the ladder it has been carried; 0 is the owner alone. */
  rung: number
  dueAt: Date
  /** A stopped clock keeps what was left of the time; `leftMs` means nothing while it runs. */
  clock: { state: 'running' | 'stopped'; leftMs: number }
  createdAt: Date
  endedAt: Date | null
  history: ObligationMove[]
}

/** Which state a move may start from and where it leads. What is not listed is refused. */
export const MOVES = {
  see: { from: ['asked', 'notified'], to: 'seen' },
  acknowledge: { from: ['asked', 'notified', 'seen'], to: 'acknowledged' },
  answer: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'answered' },
  release: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'released' },
  recall: { from: ['asked', 'notified', 'seen', 'acknowledged', 'promised'], to: 'recalled' },
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
