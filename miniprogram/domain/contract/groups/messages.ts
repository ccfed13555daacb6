/** Messages as a reader sees them, and what can be done with them. */
import type { Action, EpochMs } from '../envelope'
import type { CaseState } from '../../case-states'
import type { ContentState, PictureState } from '../../messages'
import type { MentionAct } from '../../mention-acts'
import type { ObligationState } from '../../obligations'

/** One step on the way of an @, with its own time. */
export interface MentionStep {
  state: ObligationState
  at: EpochMs
}

/**
 * One @ in a message. Those concerned (asker, the one who owes the answer, who was called since, 群主) see state, times,
 * people and deadline; everyone else sees only whether it is still being handled: `steps` and `called` empty, what may
 * be null is null, `state` asked or answered.
 */
export interface MentionView {
  obligationId: string
  askedKind: 'person' | 'unit'
  /** Of the person or the unit asked. */
  personId: string
  name: string
  state: ObligationState
  steps: MentionStep[]
  /** Asked with 不用回应: no clock was opened. `state` is excused. */
  noAnswerNeeded: boolean
  /** When the clock starts: later than the message when the asker waits for the morning. */
  startsAt: EpochMs | null
  dueAt: EpochMs | null
  /** 已答应 · by when. */
  promisedAt: EpochMs | null
  /** Who owes the answer now. */
  ownerId: string | null
  ownerName: string | null
  /** Who was told since besides the owner, and every phone call, in order. */
  called: {
    name: string
    at: EpochMs
    reached: boolean
    /** Being told at this moment, such as a phone that rings: whether it reaches him is not known yet. */
    underWay: boolean
    byPhone: boolean
  }[]
  /** To dial; for the asker, after the first missed rung. */
  dutyPhone: string | null
  /** 转给: who is to take it. Until he accepts, the owner owes the answer. */
  offer: { toId: string; toName: string; note: string } | null
  /** The case that took it over: number and state for every reader. */
  case: CaseMark | null
  /** The reader may make a case of it. */
  mayRaise: boolean
  concernsMe: boolean
  /** The reader owes this answer. */
  mine: boolean
  /** What this reader may do with it now; a page shows these and no other. `answer` is sendMessage with answersMessageId. */
  mayAct: MentionAct[]
}

/** A case seen from the chat it came from. */
export interface CaseMark {
  /** Null for whom the case does not concern: he could not open it. */
  caseId: string | null
  number: string
  state: CaseState
}

/** The message in which a case comes back: changed in place. */
export interface CaseCardView extends CaseMark {
  unitName: string
  /** The answer; '' for whom it is not meant. */
  words: string
}

/** A picture: its size in pixels as the phone said, and whether the reader may see it. */
export interface PictureView {
  width: number
  height: number
  state: PictureState
}

/** 名片. */
export interface CardView {
  personId: string
  name: string
  role: string
  organisation: string
}

export interface MessageView {
  messageId: string
  conversationId: string
  /** Its place in the conversation; never changes. Sort by it. */
  order: number
  /** The number of its latest change. */
  n: number
  senderId: string
  senderName: string
  senderRole: string
  senderOrganisation: string
  mine: boolean
  text: string
  content: ContentState
  /** Why a reviewer decided as he did; for the sender alone, '' otherwise. */
  reason: string
  /** @所有人, by 群主: an announcement, which asks nobody. */
  toAll: boolean
  /** In the order in which they were chosen; `pictureLinks` says where they are. */
  pictures: PictureView[]
  /** A member's card as it was when sent. */
  card: CardView | null
  /** A case that came out of this chat and has an answer, or has ended. */
  caseCard: CaseCardView | null
  mentions: MentionView[]
  /** The message it answers, if any. */
  answers: { messageId: string; senderName: string; text: string } | null
  at: EpochMs
}

/** The one message that stands above a group, by 群主. */
export interface PinnedNotice {
  messageId: string
  senderName: string
  text: string
}

export interface MessagePage {
  messages: MessageView[]
  /** Null also when what was pinned has been recalled since. */
  pinned: PinnedNotice | null
  /** Ask for changes after this next time. It stops before a number that has been taken but has not arrived. */
  cursor: number
  /** A number below the newest is younger than 10 s and not there yet: ask again in a second. */
  waiting: boolean
  /** The cloud's time of this answer. */
  now: EpochMs
}

export interface Messages {
  /** Its sender, within two minutes: its words are gone for everyone, in quotes too, and what it asked ends. */
  recallMessage: Action<{ messageId: string; moveId: string }, { content: 'recalled' }>
  /** 群主: takes any message of his group out of sight. The reason is told to its sender. */
  withdrawMessage: Action<{ messageId: string; reason: string; moveId: string }, { content: 'withdrawn' }>
  /** 群主: this message stands above the group, instead of the one before. */
  pinMessage: Action<{ messageId: string; moveId: string }, { pinned: PinnedNotice }>
  /** 群主: nothing stands above the group any more. */
  unpinMessage: Action<{ conversationId: string; moveId: string }, { pinned: null }>
  /**
   * A member with a verified phone number. `draftId` is made once per draft on the phone; sending it again finds the
   * first. `answersMessageId` makes it the answer to an @ the sender owes in that message.
   */
  sendMessage: Action<
    {
      draftId: string
      conversationId: string
      text: string
      mentionIds: string[]
      /** Units asked: who is on duty there owes the answer, else its head, else 群主. With the persons at most 5. */
      unitIds?: string[]
      /** Each who was asked answers for himself; otherwise the first answer releases the others. */
      askEach?: boolean
      /** At night: the clock starts in the morning. By day it means nothing. */
      canWait?: boolean
      /** 不用回应, as in a thank-you: the @ opens no clock and tells nobody. */
      noAnswerNeeded?: boolean
      answersMessageId?: string
      /** 群主 only: pushed to all members whose month is not full, and counted. */
      toAll?: boolean
      /** At most 9, uploaded before by this phone. Without text they are a message, too. */
      pictures?: { fileId: string; width: number; height: number }[]
      /** A member of the conversation whose card is sent. */
      cardOf?: string
    },
    {
      message: MessageView
      /** Of an announcement: how many firms had a full month and were not pushed. */
      leftInPeace: number
    }
  >
  /** A member: where the pictures of messages he may see are, for at most ten minutes; '' for one he may not see yet. */
  pictureLinks: Action<
    { conversationId: string; messageIds: string[] },
    { links: { messageId: string; urls: string[] }[] }
  >
  /** A person: how often he was pushed this month what he did not ask for. `counted`: he is a firm in some group. */
  myDisturbances: Action<Record<string, never>, { counted: boolean; count: number; max: number }>
  /** Asker, who owes the answer, or 群主: an id by which an @ can be shown outside, in the old group. */
  shareMention: Action<{ obligationId: string }, { shareId: string }>
  /** Anyone who has the id: first words and state, nothing else. `conversationId` only for members. */
  openShared: Action<
    { shareId: string },
    { title: string; handled: boolean; conversationId: string | null; messageId: string | null }
  >
}
