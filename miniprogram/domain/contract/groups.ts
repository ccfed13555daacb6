/** 群聊: conversations, members, messages and the @ in them. */
import type { Action, EpochMs } from './envelope'
import type { Asking } from './groups/asking'
import type { ChatCases } from './groups/cases'
import type { Members } from './groups/members'
import type { MentionBoard, MentionMoves } from './groups/mentions'
import type { MessagePage, Messages, MessageView } from './groups/messages'
import type { PrivateChats } from './groups/private'
import type { Review } from './groups/review'
import type { Roster } from './groups/roster'

export type { Member } from './groups/members'
export type { MentionStep, MentionView, MessagePage, MessageView, PinnedNotice } from './groups/messages'

export interface ConversationSummary {
  conversationId: string
  kind: 'group' | 'private'
  name: string
  memberCount: number
  /** The reader may be asked by @ there, so he may owe answers. */
  mentionable: boolean
  /** Messages written since the reader read. */
  unread: number
  /** The newest message; null when the reader may not see it, or it is still on its way. */
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
  /** Of a private chat: the reader takes no messages of the other. */
  blocking: boolean
}

export interface Groups
  extends Asking, ChatCases, Members, MentionBoard, MentionMoves, Messages, PrivateChats, Review, Roster {
  /** A person: his conversations, the one with the newest change first. */
  listConversations: Action<Record<string, never>, { conversations: ConversationSummary[] }>
  /** A member: the conversation and its newest 30 messages. */
  openConversation: Action<
    { conversationId: string },
    MessagePage & { conversation: Conversation; earlier: boolean }
  >
  /** A member: what changed after a number, at most 100, oldest change first. `more`: ask again. */
  readChanges: Action<{ conversationId: string; after: number }, MessagePage & { more: boolean }>
  /** A member: the 30 messages before a place. */
  readEarlier: Action<
    { conversationId: string; beforeOrder: number },
    { messages: MessageView[]; earlier: boolean }
  >
  /** A member: has read up to a change number. Never moves backwards. */
  markRead: Action<{ conversationId: string; n: number }, { readN: number }>
}
