/** 群聊: conversations, members, messages and the @ in them. */
import type { Action, EpochMs } from './envelope'
import type { PrivateChats } from './groups/private'
import type { Review } from './groups/review'
import type { ContentState } from '../messages'
import type { ObligationState } from '../obligations'

export interface ConversationSummary {
  conversationId: string
  kind: 'group' | 'private'
  name: string
  memberCount: number
  /** Changes the reader has not read: last change number − his read number. */
  unread: number
  /** The message that changed last, or null while it is still on its way. */
  last: { text: string; senderName: string; at: EpochMs } | null
}

export interface Conversation {
  conversationId: string
  kind: 'group' | 'private'
  name: string
  memberCount: number
  /** The newest change number handed out. */
  n: number
  readN: number
  /** The reader himself. */
  me: { personId: string; role: string }
  /** Of a private chat: the other takes no messages of the reader. */
  blocked: boolean
}

export interface Member {
  personId: string
  name: string
  /** As the organisation writes it: 企业, 群主, 镇领导, 科室负责人, 律师, 媒体, 电商, 金融. */
  role: string
  /** Firm or unit. */
  organisation: string
  /** May be asked by @, since he answers for a unit or a profession. */
  mentionable: boolean
}

/** One step on the way of an @, with its own time. */
export interface MentionStep {
  state: ObligationState
  at: EpochMs
}

/**
 * One @ in a message. Those concerned (asker, the one who owes the answer, 群主) see state, times and deadline;
 * everyone else sees only whether it is still being handled: `steps` empty, `dueAt` null, `state` asked or answered.
 */
export interface MentionView {
  obligationId: string
  personId: string
  name: string
  state: ObligationState
  steps: MentionStep[]
  dueAt: EpochMs | null
  concernsMe: boolean
  /** The reader owes this answer. */
  mine: boolean
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
  mentions: MentionView[]
  /** The message it answers, if any. */
  answers: { messageId: string; senderName: string; text: string } | null
  at: EpochMs
}

export interface MessagePage {
  messages: MessageView[]
  /** Ask for changes after this next time. It stops before a number that has been taken but has not arrived. */
  cursor: number
  /** A number below the newest is younger than 10 s and not there yet: ask again in a second. */
  waiting: boolean
}

export interface Groups extends PrivateChats, Review {
  /** A person: his conversations, the one with the newest change first. */
  listConversations: Action<Record<string, never>, { conversations: ConversationSummary[] }>
  /** A member: the conversation and its newest 30 messages. */
  openConversation: Action<
    { conversationId: string },
    MessagePage & { conversation: Conversation; earlier: boolean }
  >
  /** A member: what changed after a number, at most 50, oldest change first. `more`: ask again at once. */
  readChanges: Action<{ conversationId: string; after: number }, MessagePage & { more: boolean }>
  /** A member: the 30 messages before a place. */
  readEarlier: Action<
    { conversationId: string; beforeOrder: number },
    { messages: MessageView[]; earlier: boolean }
  >
  /** A member: a page of members in order of role and name; `after` is what the page before answered as `after`. */
  listMembers: Action<{ conversationId: string; after?: string }, { members: Member[]; after: string | null }>
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
      answersMessageId?: string
    },
    { message: MessageView }
  >
  /** 群主: ends a membership; from that moment nothing new reaches the one removed. */
  removeMember: Action<{ conversationId: string; personId: string; moveId: string }, { removed: true }>
  /** A member: has read up to a change number. Never moves backwards. */
  markRead: Action<{ conversationId: string; n: number }, { readN: number }>
  /** The one who owes the answer: has the message in front of him. */
  seeMention: Action<{ obligationId: string; moveId: string }, { mention: MentionView }>
  /** The one who owes the answer: 收到. */
  acknowledgeMention: Action<{ obligationId: string; moveId: string }, { mention: MentionView }>
}
