/** 办事台: what handlers do among themselves. */
import type { CaseTemplate, CaseTopic } from '../../case-rules'
import type { CaseKind } from '../../cases'
import type { ErrorCode } from '../../errors'
import type { Action, EpochMs } from '../envelope'
import type { CaseSummary, Move, Moved } from '../requests'

/** What a case shows its handlers alone. */
export interface DeskView {
  /** To whom it is offered; the owner owes it until he takes it. */
  offeredTo: { personId: string; name: string } | null
  senderName: string
  refusals: { unitId: string; unitName: string; words: string; at: EpochMs }[]
  opinions: {
    unitId: string
    unitName: string
    ownerName: string
    dueAt: EpochMs
    asked: string
    /** Null until it is given. */
    answeredAt: EpochMs | null
    /** Waited for no more. */
    released: boolean
  }[]
  extension: {
    workdays: number
    reason: string
    byName: string
    decision: 'approved' | 'refused' | null
  } | null
  /** Told to 督查. */
  reportedAt: EpochMs | null
}

/** What the desk's sheets offer for one case. */
export interface DeskChoices {
  /** Every unit, by name. */
  units: { unitId: string; name: string }[]
  /** Who works for the unit that has it, and for the intake. */
  people: { personId: string; name: string; unitId: string; unitName: string }[]
  topics: Pick<CaseTopic, 'id' | 'name'>[]
  templates: CaseTemplate[]
  /** By topic and place; null where the dispatcher has to think. */
  proposal: { unitId: string; name: string } | null
}

/** A line of what waits to be sent on. */
export interface Undispatched extends CaseSummary {
  proposal: { unitId: string; name: string } | null
  refusedBy: string[]
}

export interface Dispatched {
  caseId: string
  /** Null when it was sent. */
  code: ErrorCode | null
  facts: Record<string, string | number>
}

/** A line of what 督查 was told of: late and open. */
export interface ReportedCase extends CaseSummary {
  /** When the unit was told that it would be. */
  unitToldAt: EpochMs | null
  reportedAt: EpochMs
  /** The deadline the requester was told. */
  promisedAt: EpochMs
}

export interface DeskActions {
  /** A person: where he works, and what of the desk is his. Nothing for who is no staff. */
  openMyDesk: Action<
    Record<string, never>,
    { units: { unitId: string; name: string }[]; intake: boolean; inspector: boolean; keepsRules: boolean }
  >
  /** 督查: what is late after its unit was told that it would be reported; what is on time is not there. 20 a page. */
  listReported: Action<{ before: EpochMs | null }, { cases: ReportedCase[]; more: boolean }>
  /** A handler: the choices of the sheets. */
  openDesk: Action<{ caseId: string }, DeskChoices>
  /** Staff of the intake: what waits to be sent on, the longest waiting first, 20 a page. */
  listUndispatched: Action<
    { after: { dueAt: EpochMs; caseId: string } | null },
    { cases: Undispatched[]; units: { unitId: string; name: string }[]; more: boolean }
  >
  /** Staff of the intake: up to 20 at once, each a move of its own with an outcome of its own. */
  dispatchCases: Action<
    { dispatches: (Move & { unitId: string })[]; words: string },
    { outcomes: Dispatched[] }
  >
  /** Who has it or helps: how it goes, told to the requester. */
  sayProgress: Action<Move & { words: string }, Moved>
  /** A handler: for handlers alone. */
  noteCase: Action<Move & { words: string }, Moved>
  /** Its owner or the unit's head: to a colleague; until he takes it the owner owes it. */
  offerCase: Action<Move & { personId: string; words: string }, Moved>
  /** Whom it is offered to, or the unit's head. */
  takeCase: Action<Move, Moved>
  /** Whom it is offered to: no. */
  declineCaseOffer: Action<Move & { words: string }, Moved>
  /** Its owner or the unit's head, after they accepted it: with a reason; it counts as a refusal. */
  sendBackCase: Action<Move & { words: string }, Moved>
  /** Who has it, or above: another unit owes its opinion by then. */
  askOpinion: Action<Move & { unitId: string; workdays: number; words: string }, Moved>
  /** A unit that was asked. */
  giveOpinion: Action<Move & { words: string }, Moved>
  /** 帮办: who goes the way with the firm; one of the unit's or the intake's. */
  nameHelper: Action<Move & { unitId: string; personId: string }, Moved>
  /** The helper: a step of the way, told to the firm. */
  tellHelp: Action<Move & { words: string }, Moved>
  /** Its owner, once, before the deadline has passed. */
  askExtension: Action<Move & { workdays: number; words: string }, Moved>
  /** Head or leader, never who asked. */
  grantExtension: Action<Move & { words: string }, Moved>
  refuseExtension: Action<Move & { words: string }, Moved>
  /** Intake or arbiter: the limit is counted anew from the receipt. */
  reclassifyCase: Action<Move & { kind: CaseKind; topicId: string }, Moved>
  /** The requester of a case that silence closed or that he rated not: once. */
  rateCase: Action<Move & { rating: { stars: number; words: string; savedTrip: boolean } }, Moved>
}
