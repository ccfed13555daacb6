/** 诉求: one case from any door. */
import type { Action, EpochMs } from './envelope'
import type { CallerDoor } from './requests/callers'
import type { ChatDoor } from './requests/chat'
import type { RulesActions } from './requests/rules'
import type { RepresentativeActions } from './requests/representatives'
import type { CaseDuplicates } from './requests/duplicates'
import type { DeskActions, DeskView } from './requests/desk'
import type { CaseFiguresActions } from './requests/figures'
import type { Gatherings } from './requests/gatherings'
import type { CaseMoveName, CaseState } from '../case-states'
import type { CaseDoor, CaseEnding, CaseKind, CasePlace } from '../cases'
import type { CasePhotos, CasePhotoView, SentPhoto } from './requests/photos'
import type { Limit } from '../workdays'

/** A line of a list. */
export interface CaseSummary {
  caseId: string
  number: string
  title: string
  state: CaseState
  kind: CaseKind
  unitName: string
  ownerName: string
  receivedAt: EpochMs
  /** By when the present step is owed. */
  dueAt: EpochMs
  late: boolean
  mine: boolean
}

/** One thing that happened, as far as the reader may know it. */
export interface CaseStep {
  move: CaseMoveName | 'raise'
  label: string
  /** Who did it; a unit's name where the reader is the requester and the doer an official. */
  by: string
  at: EpochMs
  words: string
  photos: CasePhotoView[]
}

/** A case as one reader sees it. */
export interface CaseView {
  caseId: string
  number: string
  door: CaseDoor
  text: string
  topicId: string
  kind: CaseKind
  place: CasePlace | null
  photos: CasePhotoView[]
  state: CaseState
  /** What the requester reads: 收到了, 在办 … */
  shown: string
  /** The reader is who asked. */
  asks: boolean
  requesterName: string
  organisation: string
  unitId: string
  unitName: string
  ownerName: string
  receivedAt: EpochMs
  dueAt: EpochMs
  stepDueAt: EpochMs
  /** Nobody's time runs: it is the requester's turn. */
  stopped: boolean
  late: boolean
  answer: { words: string; photos: CasePhotoView[]; by: string; at: EpochMs } | null
  ending: CaseEnding | null
  /** What the requester said of the answer. */
  rating: { stars: number; words: string; savedTrip: boolean } | null
  mergedInto: { caseId: string; number: string } | null
  elsewhere: string | null
  /** Of one who called or came by: his number as far as it is shown, and whether he has found the case himself. */
  caller: { masked: string; found: boolean } | null
  /** Of a case from a chat: the @ it took over; where it was asked, for whom may read there. */
  chat: { obligationId: string; conversationId: string | null; messageId: string | null } | null
  steps: CaseStep[]
  /** 帮办 of the firm. */
  helper: { name: string; unitName: string } | null
  /** Null for who is no handler. */
  desk: DeskView | null
  /** What the reader may do with it now. */
  mayMove: CaseMoveName[]
  revision: number
}

/** Every move: made once by who moves, so that a repeat after a lost answer knows its own work. */
export interface Move {
  caseId: string
  moveId: string
}
/** What one sees after a move. */
export interface Moved {
  case: CaseView
}

export interface Requests
  extends
    CallerDoor,
    CaseDuplicates,
    CaseFiguresActions,
    CasePhotos,
    ChatDoor,
    DeskActions,
    Gatherings,
    RepresentativeActions,
    RulesActions {
  /** A person: what one may raise, and the choices. */
  openForm: Action<
    Record<string, never>,
    {
      topics: { id: string; name: string }[]
      name: string
      organisation: string
      phoneVerified: boolean
      /** Of who takes cases in; '' when it has none. */
      dutyPhone: string
      /** By when each is answered, as the district has set it. A cloud of before does not say. */
      limits?: Record<'inquiry' | 'ordinary' | 'urgent', Limit>
      /** Works at the intake: types in for others. A cloud of before does not say. */
      mayTypeIn?: boolean
    }
  >
  /** A person with a verified phone: raises a case. A repeat finds the first. */
  raiseCase: Action<
    {
      draftId: string
      text: string
      topicId: string
      kind: 'urgent' | 'inquiry' | 'ordinary'
      name: string
      organisation: string
      place: CasePlace | null
      photos?: SentPhoto[]
    },
    Moved
  >
  /** Whoever it concerns. Another is told that it is not there. */
  openCase: Action<{ caseId: string }, Moved>
  /** A person: his own, the newest first, 20 a page. */
  listOwn: Action<{ before: EpochMs | null }, { cases: CaseSummary[]; more: boolean }>
  /** Staff: what he owes, what his unit has, late first, 20 a page. */
  listQueue: Action<
    {
      of: 'mine' | 'unit' | 'helping'
      unitId: string | null
      after: { dueAt: EpochMs; caseId: string } | null
    },
    { cases: CaseSummary[]; more: boolean }
  >
  /** Staff of the intake, or who has it: sends it to a unit. */
  dispatchCase: Action<Move & { unitId: string; words: string }, Moved>
  /** Staff of the unit: takes it; from now on he owes the answer. */
  acceptCase: Action<Move, Moved>
  /** Staff of the unit: with a reason; the second refusal goes to the arbiter. */
  refuseCase: Action<Move & { words: string }, Moved>
  /** The arbiter: it is this unit's. */
  settleCase: Action<Move & { unitId: string; words: string }, Moved>
  /** It is not ours: why, and where to go. */
  declineCase: Action<Move & { words: string; elsewhere: string }, Moved>
  /** The requester: it is yours after all; once. */
  contestCase: Action<Move & { words: string }, Moved>
  /** Its owner: something is missing; the clock stops. */
  askRequester: Action<Move & { words: string }, Moved>
  /** The requester: here it is. */
  supply: Action<Move & { words: string; photos?: SentPhoto[] }, Moved>
  /** Its owner: goes on without what was asked for. */
  goOn: Action<Move, Moved>
  /** Its owner: the answer; the requester decides. */
  answerCase: Action<Move & { words: string; photos?: SentPhoto[] }, Moved>
  /** The requester: solved; stars and words if he likes. */
  confirmCase: Action<Move & { rating: { stars: number; words: string; savedTrip: boolean } | null }, Moved>
  /** The requester: not solved, and why. */
  disputeCase: Action<Move & { words: string }, Moved>
  /** The requester. */
  withdrawCase: Action<Move & { words: string }, Moved>
  /** The requester or a leader: at most once a day. */
  urgeCase: Action<Move, Moved>
}
