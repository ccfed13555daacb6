/** 群聊: conversations, members, messages and the @ in them. One function per action. */
import type { Answer } from '../domain/contract/envelope'
import type {
  Conversation,
  ConversationSummary,
  Member,
  MessagePage,
  MessageView,
  PinnedNotice,
} from '../domain/contract/groups'
import { callAction } from './cloud'
import { makeId } from './ids'
import { putInOutbox } from './outbox'
import type { WaitingCall } from './waiting-calls'

const LIST_KEY = 'conversations'

export async function listConversations(): Promise<Answer<{ conversations: ConversationSummary[] }>> {
  const answer = await callAction('groups', 'listConversations', {})
  if (answer.ok) {
    wx.setStorage({ key: LIST_KEY, data: answer.data.conversations })
    forgetUnlisted(answer.data.conversations)
  }
  return answer
}

/** The list as this phone saw it last, or null. */
export function lastConversations(): ConversationSummary[] | null {
  return (wx.getStorageSync(LIST_KEY) as ConversationSummary[] | '') || null
}

export function openConversation(
  conversationId: string,
): Promise<Answer<MessagePage & { conversation: Conversation; earlier: boolean }>> {
  return callAction('groups', 'openConversation', { conversationId })
}

/** A conversation as this phone had it last, for reading without a network. */
export interface ConversationCopy {
  pinned: PinnedNotice | null
  conversation: Conversation
  messages: MessageView[]
  cursor: number
  earlier: boolean
}

const copyKey = (conversationId: string) => `chat/${conversationId}`

export function keepConversation(copy: ConversationCopy): void {
  wx.setStorage({ key: copyKey(copy.conversation.conversationId), data: copy })
}

/** Null when this phone never had it, or must no longer show it. */
export function lastConversation(conversationId: string): ConversationCopy | null {
  return (wx.getStorageSync(copyKey(conversationId)) as ConversationCopy | '') || null
}

/** The cloud refused him the conversation: what the phone kept of it goes too. */
export function forgetConversation(conversationId: string): void {
  wx.removeStorageSync(copyKey(conversationId))
  wx.removeStorageSync(membersKey(conversationId))
}

/** The list says where he is no longer: what the phone kept of those goes at once, opened or not. */
function forgetUnlisted(conversations: ConversationSummary[]): void {
  const listed = new Set(conversations.map(({ conversationId }) => conversationId))
  wx.getStorageInfoSync()
    .keys.map((key) => /^(?:chat|members)\/(.+)$/.exec(key)?.[1])
    .forEach((conversationId) => {
      if (conversationId && !listed.has(conversationId)) forgetConversation(conversationId)
    })
}

export function readChanges(
  conversationId: string,
  after: number,
): Promise<Answer<MessagePage & { more: boolean }>> {
  return callAction('groups', 'readChanges', { conversationId, after })
}

export function readEarlier(
  conversationId: string,
  beforeOrder: number,
): Promise<Answer<{ messages: MessageView[]; earlier: boolean }>> {
  return callAction('groups', 'readEarlier', { conversationId, beforeOrder })
}

export function markRead(conversationId: string, n: number): Promise<Answer<{ readN: number }>> {
  return callAction('groups', 'markRead', { conversationId, n })
}

export interface MessageInput {
  draftId: string
  conversationId: string
  text: string
  mentionIds: string[]
  unitIds?: string[]
  askEach?: boolean
  canWait?: boolean
  noAnswerNeeded?: boolean
  answersMessageId?: string
  toAll?: boolean
  /** `fileId` is the path on the phone until the outbox has uploaded it. */
  pictures?: { fileId: string; width: number; height: number }[]
  cardOf?: string
}

/** The line of the outbox in which a conversation's messages wait. */
export function lineOf(conversationId: string): string {
  return `chat/${conversationId}`
}

/** Hands a message to the outbox. @throws when the phone's storage is full and nothing was kept */
export function sendMessage(input: MessageInput): WaitingCall {
  const line = lineOf(input.conversationId)
  const files = (input.pictures ?? []).map(({ fileId: path }) => {
    const ending = /\.[a-z]+$/.exec(path)?.[0] ?? ''
    return { path, cloudPath: `chat/${makeId()}${ending}`, fileId: null }
  })
  return putInOutbox({ id: input.draftId, line, area: 'groups', action: 'sendMessage', input, files })
}

const membersKey = (conversationId: string) => `members/${conversationId}`

/** The members as this phone saw them last; empty when it never did. */
export function lastMembers(conversationId: string): Member[] {
  return (wx.getStorageSync(membersKey(conversationId)) as Member[] | '') || []
}

/**
 * All members, page by page; `onPage` gets the list so far, first from what this phone had last time.
 * @returns null when complete, else the refusal that stopped it
 */
export async function loadMembers(
  conversationId: string,
  onPage: (members: Member[]) => void,
): Promise<Answer | null> {
  const before = lastMembers(conversationId)
  if (before.length > 0) onPage(before)
  const members: Member[] = []
  let after: string | null = null
  do {
    const answer: Answer<{ members: Member[]; after: string | null }> = await callAction(
      'groups',
      'listMembers',
      after === null ? { conversationId } : { conversationId, after },
    )
    if (!answer.ok) return answer
    members.push(...answer.data.members)
    after = answer.data.after
    if (members.length >= before.length) onPage([...members])
  } while (after !== null)
  onPage(members)
  wx.setStorage({ key: membersKey(conversationId), data: members })
  return null
}
