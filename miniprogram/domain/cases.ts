/** 诉求: a case, in the shape in which it is stored. Pure; times in Date. */
import type { CaseMoveName, CaseState } from './case-states'
import type { CaseRungName } from './case-ladder'
import type { Limit, TimeLeft } from './workdays'

/** 急 2 clock hours; 咨询 1, 一般 5, 疑难 15 working days; set otherwise by the operator. Source: issue of the cases. */
export const CASE_KINDS = {
  urgent: { label: '紧急', limit: { hours: 2 } },
  inquiry: { label: '咨询', limit: { workdays: 1 } },
  ordinary: { label: '一般', limit: { workdays: 5 } },
  hard: { label: '疑难', limit: { workdays: 15 } },
} as const satisfies Record<string, { label: string; limit: Limit }>

export type CaseKind = keyof typeof CASE_KINDS

export const CASE_DOORS = {
  chat: '群聊',
  form: '小程序',
  phone: '电话',
  counter: '窗口或老群',
  gathering: '活动现场',
} as const

export type CaseDoor = keyof typeof CASE_DOORS

/** Ways in which it ended that are counted apart. */
export type CaseEnding = 'confirmed' | 'silent'

/** One thing that happened. `moveId` is made once by who did it, so that a repeat knows its own work. */
export interface CaseMove {
  moveId: string
  move: CaseMoveName | 'raise'
  from: CaseState
  to: CaseState
  /** A person, or 'due' for the clock. */
  by: string
  byName: string
  at: Date
  /** Who is to hear of it: follows from the move, and is told after it, at most once each. */
  tell?: { personId: string; name: string }[]
  /** What was said with it. Of a move that is not `told`, for handlers alone. */
  words?: string
  photos?: CasePhoto[]
  /** About the opinion this unit owes, not about the case's own step. */
  opinionOf?: string
}

/** WeChat's check of a picture comes later; until then only who sent it and handlers see it. */
export interface CasePhoto {
  fileId: string
  width: number
  height: number
  by: string
}

export interface CasePlace {
  latitude: number
  longitude: number
  address: string
}

/** A unit that helps; it owes its opinion, and the case stays with its owner. */
export interface CoHandling {
  unitId: string
  unitName: string
  /** That unit and those above it. */
  unitPath: string[]
  /** Who owes it. */
  ownerId: string
  ownerName: string
  dueAt: Date
  words: string
  askedBy: string
  askedByName: string
  askedAt: Date
  answeredAt: Date | null
  /** The case was answered or is over: it is waited for no more. */
  released: boolean
  /** Its own ladder, towards its own date. */
  climbed: CaseRungName[]
  /** Of the case, when this last changed: its obligation shows that one. */
  revision: number
}

export interface Extension {
  workdays: number
  reason: string
  by: string
  byName: string
  askedAt: Date
  decision: 'approved' | 'refused' | null
  decidedBy: string | null
}

export interface CaseRating {
  /** 1 very bad … 5 very good. */
  stars: number
  words: string
  /** 这次少跑了一趟, by his own tap; counted as an estimate. */
  savedTrip: boolean
  at: Date
}

export interface Case {
  _id: string
  number: string
  door: CaseDoor
  /** Null until the caller of a typed-in case has found it by his own verified number. */
  requesterId: string | null
  requesterName: string
  organisation: string
  /** Of the number a caller gave: see `phoneDigest`. Null for who asked in the app. */
  callerDigest: string | null
  /** 138****1234; missing when he gave none, or asked in the app. */
  callerMasked?: string
  /** Who typed it in; null when the requester did. */
  typedBy: string | null
  /** `keeperIds`: its scribes and who made it. */
  gathering: {
    id: string
    name: string
    leaderId: string
    leaderName: string
    keeperIds?: string[]
  } | null
  /** The message it came from, and the @ that it ended. */
  chat: { conversationId: string; messageId: string; obligationId: string } | null
  text: string
  topicId: string
  kind: CaseKind
  place: CasePlace | null
  /** The cells around its place, for hints of duplicates: see `cellsAround`. */
  cell: string | null
  photos: CasePhoto[]
  state: CaseState
  /** Its number of moves; guards every move. */
  revision: number
  open: boolean
  /** Owes the next step. Never null. */
  ownerId: string
  ownerName: string
  /** Where it is, or is offered to; while it is with the intake, that. */
  unitId: string
  unitName: string
  /** That unit and those above it: what a head's queue is found by. */
  unitPath: string[]
  /** By whom it was sent: it stays with him until it is accepted. */
  senderId: string | null
  senderName: string
  receivedAt: Date
  limit: Limit
  /** The deadline the requester was told, and what it was at first. */
  dueAt: Date
  firstDueAt: Date
  /** By when the present step is owed: of dispatch and acceptance, earlier than dueAt. */
  stepDueAt: Date
  /** While nobody's time runs: what was left. */
  left: TimeLeft | null
  /** Which rungs of the ladder were taken towards the present deadlines. */
  climbed: CaseRungName[]
  /** When the clock does something by itself: the next rung, silence, going on. Null when it never will. */
  nextAt: Date | null
  refusals: { unitId: string; unitName: string; by: string; words: string; at: Date }[]
  offeredTo: { personId: string; name: string; moveId: string } | null
  coHandling: CoHandling[]
  helper: { personId: string; name: string; unitName: string } | null
  extension: Extension | null
  answer: { words: string; photos: CasePhoto[]; by: string; byName: string; at: Date } | null
  answeredAt: Date | null
  endedAt: Date | null
  ending: CaseEnding | null
  rating: CaseRating | null
  disputes: number
  /** Where it belongs, of what is not ours. */
  elsewhere: string | null
  contested: boolean
  mergedInto: { caseId: string; number: string } | null
  followerIds: string[]
  /** The asker lets the whole group read the answer. */
  shared: boolean
  lateAt: Date | null
  reportedAt: Date | null
  /** Its obligation and its card do not yet show the newest move. Missing once they do. */
  unfollowed?: true
  history: CaseMove[]
  /** A mark of what was sent under this id: the same id with other content is refused. */
  fingerprint: string
}

/** Texts, in characters. */
export const CASE_TEXT_MAX = 1000
export const CASE_PHOTOS_MAX = 6
/** The requester is silent so long after an answer: closed, and counted apart. */
export const SILENT_DAYS = 7
/** Nothing came of what was asked for so long: it goes on with what is there. */
export const ASKING_DAYS = 7
/** A case closed by silence may be taken up again so long. */
export const DISPUTE_DAYS = 30
export const REFUSALS_MAX = 2

/** First words, one line. */
export function caseTitle({ text }: Pick<Case, 'text'>): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 30 ? line : `${line.slice(0, 29)}…`
}
