/** What people do with an @ besides answering it, and what 群主 and heads see of all of them. */
import type { Action, EpochMs } from '../envelope'
import type { LadderSettings } from '../../ladder'
import type { MentionAct } from '../../mention-acts'
import type { ObligationState } from '../../obligations'
import type { MentionView } from './messages'

export type { MentionAct }

interface Moved {
  mention: MentionView
}

/** Whom an @ is handed to: a member, or a unit, which is then whoever is on duty there at that moment. */
export interface HandTo {
  kind: 'person' | 'unit'
  id: string
}

/** A line of 全群待回应. */
export interface OpenMention {
  obligationId: string
  messageId: string
  /** One line of what is asked. */
  title: string
  askerName: string
  /** The person or unit named by the @. */
  askedName: string
  ownerName: string
  state: ObligationState
  askedAt: EpochMs
  /** When the clock starts, and by when the answer is owed: how many minutes are left. */
  startsAt: EpochMs
  dueAt: EpochMs
  promisedAt: EpochMs | null
  /** How far it has climbed: −1 nobody was told yet, 0 its owner alone. */
  rung: number
  /** Who would have to accept it; null when it is offered to nobody. */
  offeredTo: string | null
  /** What the reader may do about it. */
  mayAct: MentionAct[]
}

/** How often, out of how many whose time had come. */
export interface WithinLimit {
  n: number
  within: number
}

/** Of one group and one month. Never of a person: nothing in it can be split by who answered. */
export interface MentionFigures {
  /** Every @ of the month that asked for an answer. */
  n: number
  /** Those that ended without an answer of their own. */
  ended: { released: number; excused: number; recalled: number; transferred: number }
  acknowledged: WithinLimit
  answered: WithinLimit
  /** From the first ask to the last answer, in minutes; null while nothing was answered. */
  minutes: { n: number; mean: number; median: number; p90: number; worst: number } | null
  /** Past their time without an answer, however old; and the age of the oldest in minutes. */
  unanswered: { n: number; oldest: number | null }
  /** Still within their time. */
  waiting: number
}

/** What people do with one @. */
export interface MentionMoves {
  /** The one who owes the answer: has the message in front of him. */
  seeMention: Action<{ obligationId: string; moveId: string }, Moved>
  /** Who owes the answer, or was called: 收到. */
  acknowledgeMention: Action<{ obligationId: string; moveId: string }, Moved>
  /** Who owes the answer, or was called: will answer by a moment, at most seven days ahead. Once more after that. */
  promiseMention: Action<{ obligationId: string; by: EpochMs; moveId: string }, Moved>
  /** 不用回应: the asker; or who owes it, which the asker may refuse by reopening. */
  excuseMention: Action<{ obligationId: string; moveId: string }, Moved>
  /**
   * 没解决, or 还是要回应: the asker, within seven days. What was left of the time resumes, at least five minutes;
   * `canWait`: at night, only from the next morning on.
   */
  reopenMention: Action<{ obligationId: string; canWait?: boolean; moveId: string }, Moved>
  /** 转给: who owes the answer. Until it is accepted he goes on owing it. At night only to someone on duty. */
  offerMention: Action<{ obligationId: string; to: HandTo; note?: string; moveId: string }, Moved>
  /** The one it was offered to: it is his from now on, and he has said 收到 by it. */
  acceptMention: Action<{ obligationId: string; moveId: string }, Moved>
  /** The one it was offered to: it stays with who offered it. */
  declineOffer: Action<{ obligationId: string; moveId: string }, Moved>
  /** 不归我: who owes the answer; it is offered to the head of his unit, or to 群主. */
  notMine: Action<{ obligationId: string; reason: string; moveId: string }, Moved>
  /** 群主, or the head of the unit within his unit: hands it over outright. At night only to someone on duty. */
  assignMention: Action<{ obligationId: string; to: HandTo; moveId: string }, Moved>
  /** 我来接: whoever was called, the head of the unit, or 群主. */
  takeMention: Action<{ obligationId: string; moveId: string }, Moved>
  /** 催: 群主 and the head of the unit; the asker once its time has passed. At most once in ten minutes. */
  urgeMention: Action<{ obligationId: string; moveId: string }, Moved>
}

/** What 群主 and heads see of all of them, and what a group decides for itself. */
export interface MentionBoard {
  /**
   * 全群待回应, the least time left first, 20 a page: 群主 those of the group, a head those of his units; nobody else.
   * `after` is what the page before answered.
   */
  listOpen: Action<
    { conversationId: string; after?: string },
    { mentions: OpenMention[]; after: string | null }
  >
  /** 群主 and heads of units of the group. `month` such as 2026-04. */
  figures: Action<{ conversationId: string; month: string }, { figures: MentionFigures }>
  /** A member: the group's minutes and hours. */
  openLadder: Action<
    { conversationId: string },
    { ladder: LadderSettings; showSeen: boolean; mayChange: boolean }
  >
  /** 群主: the minutes of each rung, the hours of the night, and whether askers are shown 已看到. */
  setLadder: Action<
    { conversationId: string; ladder: LadderSettings; showSeen: boolean; moveId: string },
    { ladder: LadderSettings; showSeen: boolean }
  >
}
