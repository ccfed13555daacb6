/** Messages in the database. Index (conversationId, n) finds what changed, (conversationId, order) finds a page. */
import type { ContentState } from '../../miniprogram/domain/messages'
import type { Asked } from '../../miniprogram/domain/obligations'
import { command, db } from '../_kit/cloud'
import { takeNumber, type TakenNumber } from './store'

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
  mentions: { obligationId: string; asked: Asked; unitId: string | null }[]
  /** The message it answers. What that one says is looked up when shown: it may have been recalled since. */
  answersId: string | null
  createdAt: Date
  /** What a reviewer decided, if one had to. The reason is told to the sender. */
  review?: { moveId: string; by: string; at: Date; reason: string }
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

/**
 * The newest messages before a place that this reader may see, oldest first. Filtered in the query: a page that held
 * messages filled would show nothing and lead no further back.
 */
export async function messagesBefore(
  conversationId: string,
  beforeOrder: number,
  readerId: string,
  limit: number,
): Promise<MessageDocument[]> {
  const { data } = await db
    .collection('messages')
    .where(
      command.and([
        { conversationId, order: command.lt(beforeOrder) },
        command.or([{ content: command.in(['shown', 'recalled']) }, { senderId: readerId }]),
      ]),
    )
    .orderBy('order', 'desc')
    .limit(limit)
    .get()
  return (data as MessageDocument[]).reverse()
}

/**
 * Takes a number for a change that readers can see, and marks the message with it. `max` keeps two changes at the same
 * moment right: the higher number stays, and both numbers' readers find the message under it. Two requests.
 * @returns the number, to tick with
 */
export async function markChanged(conversationId: string, messageId: string): Promise<number> {
  const taken = await takeNumber(conversationId)
  await markWith(messageId, taken)
  return taken.n
}

/** The same with a number that was taken already. One request. */
export async function markWith(
  messageId: string,
  { n, takenAt }: Pick<TakenNumber, 'n' | 'takenAt'>,
): Promise<void> {
  await db
    .collection('messages')
    .where({ _id: messageId })
    .update({ n: command.max(n), changedAt: command.max(takenAt) })
}

/** One request; `ids` of one page of messages at most. */
export async function messagesByIds(ids: string[]): Promise<MessageDocument[]> {
  if (ids.length === 0) return []
  const { data } = await db
    .collection('messages')
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .get()
  return data as MessageDocument[]
}
