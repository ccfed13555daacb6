/** Messages in the database. Index (conversationId, n) finds what changed, (conversationId, order) finds a page. */
import type { CaseCard } from '../../miniprogram/domain/case-card'
import type { CardView } from '../../miniprogram/domain/contract/groups/messages'
import { PUBLIC_STATES, type ContentState, type PictureState } from '../../miniprogram/domain/messages'
import type { Asked, Obligation } from '../../miniprogram/domain/obligations'
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
  toAll?: boolean
  /** `askedAt`: when its check was asked for again; not there before that. */
  pictures?: { fileId: string; width: number; height: number; state: PictureState; askedAt?: Date }[]
  card?: CardView
  /** Of the message in which a case comes back: how it stood when this was last written. */
  caseCard?: CaseCard
  mentions: {
    /** The one it opens unless it joins another: then this id stays unused. */
    obligationId: string
    asked: Asked
    unitId: string | null
    /** Asked with 不用回应: no obligation at all. */
    noAnswerNeeded?: true
  }[]
  /** Each who was asked answers for himself. */
  askEach?: true
  /** The clock of what it asks waits for the morning. */
  canWait?: true
  /** When its number was taken, if something follows from it: the timer looks whether it did. */
  followAt?: Date
  /** The message it answers. What that one says is looked up when shown: it may have been recalled since. */
  answersId: string | null
  createdAt: Date
  /** What a reviewer decided, if one had to. The reason is told to the sender. */
  review?: { moveId: string; by: string; at: Date; reason: string }
  /** What was done with it since it was sent. A recalled message keeps this and no words. */
  history?: { moveId: string; move: string; by: string; at: Date }[]
  /** A mark of what was sent under this id: the same id with other content is refused. */
  fingerprint: string
}

/** A message with what it refers to: the obligations of its @, and the message it answers. */
export interface ReadMessage extends MessageDocument {
  obligations: Obligation[]
  answered: MessageDocument[]
}

/** What changed after a number, oldest change first. One request. */
export async function messagesAfter(
  conversationId: string,
  after: number,
  limit: number,
): Promise<ReadMessage[]> {
  const changed = { conversationId, n: command.gt(after) }
  return withReferences(db.collection('messages').aggregate().match(changed).sort({ n: 1 }).limit(limit))
}

/**
 * The newest messages before a place that this reader may see, oldest first. Filtered in the query: a page that held
 * messages filled would show nothing and lead no further back. One request.
 */
export async function messagesBefore(
  conversationId: string,
  beforeOrder: number,
  readerId: string,
  limit: number,
): Promise<ReadMessage[]> {
  const readable = command.and([
    { conversationId, order: command.lt(beforeOrder) },
    command.or([{ content: command.in(PUBLIC_STATES) }, { senderId: readerId }]),
  ])
  const page = db.collection('messages').aggregate().match(readable).sort({ order: -1 }).limit(limit)
  return (await withReferences(page)).reverse()
}

type Page = ReturnType<ReturnType<typeof db.collection>['aggregate']>

/**
 * Joined in the database, by `_id` and by the index of_message: as requests of their own these would be half of what a
 * page costs. By the message, since an @ may have joined an obligation that another message opened.
 */
async function withReferences(page: Page): Promise<ReadMessage[]> {
  const { data } = await page
    .lookup({ from: 'obligations', localField: '_id', foreignField: 'messageIds', as: 'obligations' })
    .lookup({ from: 'messages', localField: 'answersId', foreignField: '_id', as: 'answered' })
    .end()
  return data as ReadMessage[]
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
