/** 待我回应: what a person owes an answer to, from every area; and the rotas that say who that is. */
import type { Action, EpochMs } from './envelope'
import type { DutyReach } from './duty/reach'
import type { DutyRota } from './duty/rota'
import type { MentionAct } from '../mention-acts'
import type { ObligationSource, ObligationState } from '../obligations'

export interface InboxItem {
  obligationId: string
  /** Which area it comes from; its page opens from there. */
  source: ObligationSource
  /** One line of what is asked. */
  title: string
  askerName: string
  state: ObligationState
  steps: { state: ObligationState; at: EpochMs }[]
  askedAt: EpochMs
  /** When the clock starts: later than it was asked when the asker waits for the morning. */
  startsAt: EpochMs
  dueAt: EpochMs
  /** 已答应 · by when. */
  promisedAt: EpochMs | null
  /** Who owes the answer: another than the reader when he was called, or it is only offered to him. */
  ownerName: string
  mine: boolean
  /** 转给 the reader: until he accepts, the owner owes the answer. */
  offered: { by: string; note: string } | null
  /** What the reader may do with it now. What needs a head's rights is on the pages of the group. */
  mayAct: MentionAct[]
}

export interface Duty extends DutyRota, DutyReach {
  /** A person: what is open and his to answer, or he was called to, the least time left first, at most 20. */
  listInbox: Action<
    Record<string, never>,
    { items: InboxItem[]; more: boolean; answeredToday: number; now: EpochMs }
  >
}
