/** Reading what stands in the store, all pages of it. */
import type { Obligation } from '../../../miniprogram/domain/obligations'
import type { Database } from '../../admin-database'

export interface StoredMessage {
  _id: string
  n: number
  content: string
  senderId: string
  mentions: { asked: { id: string }; noAnswerNeeded?: true }[]
}

export const waitedFor = ({ mentions }: Pick<StoredMessage, 'mentions'>) =>
  mentions.filter(({ noAnswerNeeded }) => !noAnswerNeeded)

interface Query {
  orderBy(field: string, order: 'asc'): Query
  skip(count: number): Query
  limit(count: number): Query
  get(): Promise<{ data: unknown[] }>
}

const PAGE = 200

export async function readAll<Document>(query: unknown): Promise<Document[]> {
  const all: Document[] = []
  for (;;) {
    const { data } = await (query as Query).skip(all.length).limit(PAGE).get()
    all.push(...(data as Document[]))
    if (data.length < PAGE) return all
  }
}

/** The @ in messages which no obligation follows, although an answer is waited for. */
export async function missingOwners(db: Database, messages: StoredMessage[]): Promise<string[]> {
  const asking = messages.filter(
    (message) => ['shown', 'held'].includes(message.content) && waitedFor(message).length > 0,
  )
  if (asking.length === 0) return []
  const ids = asking.map(({ _id }) => _id)
  const obligations = await readAll<Obligation>(
    db.collection('obligations').where({ messageIds: db.command.in(ids) }),
  )
  return asking.flatMap(({ _id, mentions }) =>
    waitedFor({ mentions })
      .filter(
        ({ asked }) =>
          !obligations.some(
            (each) =>
              each.messageIds.includes(_id) && each.asked.id === asked.id && each.source.about === 'mention',
          ),
      )
      .map(({ asked }) => `${_id} asks ${asked.id}`),
  )
}
