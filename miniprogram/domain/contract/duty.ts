/** 待我回应: what a person owes an answer to, from every area; and the rotas that say who that is. */
import type { Action, EpochMs } from './envelope'
import type { DutyReach } from './duty/reach'
import type { DutyRota } from './duty/rota'
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
  dueAt: EpochMs
}

export interface Duty extends DutyRota, DutyReach {
  /** A person: his open obligations, the least time left first, at most 20 a page. */
  listInbox: Action<Record<string, never>, { items: InboxItem[]; more: boolean; answeredToday: number }>
}
