/** Messages in the database. Index (conversationId, n) finds what changed, (conversationId, order) finds a page. */
import type { ContentState } from '../../miniprogram/domain/messages'
import type { Asked } from '../../miniprogram/domain/obligations'
import { command, db } from '../_kit/cloud'

export interface MessageDocument {
  _id: string
  conversationId: string
  /** The number it was written under: its place, for ever. */
  order: number
  /** The number of its latest change. */
  n: number
  /** When that number was taken: tells readers how old a hole before it is. */
  changedAt: Date
  senderId: string
  senderName: string
  senderRole: string
  senderOrganisation: string
  text: string
  content: ContentState
  mentions: { obligationId: string; asked: Asked }[]
  answers: { messageId: string; senderName: string; text: string } | null
  createdAt: Date
  /** A mark of what was sent under this id: the same id with other content is refused. */
  fingerprint: string
}

export async function messagesAfter(
  conversationId: string,
  after: number,
  limit: number,
): Promise<MessageDocument[]> {
  const { data } = await db
    .collection('messages')
    .where({ conversationId, n: command.gt(after) })
    .orderBy('n', 'asc')
    .limit(limit)
    .get()
  return data as MessageDocument[]
}

/** The newest messages before a place, oldest first. */
export async function messagesBefore(
  conversationId: string,
  beforeOrder: number,
  limit: number,
): Promise<MessageDocument[]> {
  const { data } = await db
    .collection('messages')
    .where({ conversationId, order: command.lt(beforeOrder) })
    .orderBy('order', 'desc')
    .limit(limit)
    .get()
  return (data as MessageDocument[]).reverse()
}

/**
 * Marks a message as changed. `max` keeps two changes at the same moment right: the higher number stays, and both
 * numbers' readers find the message under it.
 */
export async function markChanged(messageId: string, n: number, now: number): Promise<void> {
  await db
    .collection('messages')
    .where({ _id: messageId })
    .update({ n: command.max(n), changedAt: command.max(new Date(now)) })
}
