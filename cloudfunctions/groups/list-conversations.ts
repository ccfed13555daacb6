import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { isMentionable } from '../../miniprogram/domain/roles'
import { command, db } from '../_kit/cloud'
import type { ActionSpec } from '../_kit/serve'
import { presentMessages } from './present'
import { messagesByIds } from './messages'
import type { ConversationDocument, MemberDocument } from './store'

/** More conversations than a person keeps up with; the list is not paged beyond. */
const LIMIT = 50

/** Four database requests, who included, and one for each conversation in which something changed since he read. */
export const listConversations: ActionSpec<Groups['listConversations']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const { personId } = actor
    const members = (await db.collection('members').where({ personId, state: 'active' }).limit(LIMIT).get())
      .data as MemberDocument[]
    if (members.length === 0) return { conversations: [] }
    const conversations = await conversationsOf(members)
    const [last, unread] = await Promise.all([
      lastMessages(conversations, members, now),
      unreadMessages(conversations, members),
    ])
    return {
      conversations: conversations
        // A private chat that was only opened is nothing yet, least of all to the other.
        .filter(({ kind, n }) => kind === 'group' || n > 0)
        .map((conversation) => {
          const member = members.find((each) => each.conversationId === conversation._id)!
          return {
            conversationId: conversation._id,
            kind: conversation.kind,
            name: member.private?.with ?? conversation.name,
            memberCount: conversation.memberCount,
            mentionable: isMentionable(member.role),
            unread: unread.get(conversation._id) ?? 0,
            last: last.get(conversation._id) ?? null,
          }
        })
        .sort((one, other) => (other.last?.at ?? 0) - (one.last?.at ?? 0)),
    }
  },
}

async function conversationsOf(members: MemberDocument[]): Promise<ConversationDocument[]> {
  const ids = members.map((member) => member.conversationId)
  const { data } = await db
    .collection('conversations')
    .where({ _id: command.in(ids) })
    .limit(LIMIT)
    .get()
  return data as ConversationDocument[]
}

/** The newest message of each conversation, as far as the reader may see it: one request. */
async function lastMessages(conversations: ConversationDocument[], members: MemberDocument[], now: number) {
  const messages = await messagesByIds(conversations.flatMap(({ lastMessageId }) => lastMessageId ?? []))
  const last = new Map<string, { text: string; senderName: string; at: number }>()
  for (const message of messages) {
    const member = members.find((each) => each.conversationId === message.conversationId)!
    const [view] = presentMessages([{ ...message, mentions: [], obligations: [], answered: [] }], {
      ...member,
      now,
    })
    if (view) last.set(view.conversationId, { text: view.text, senderName: view.senderName, at: view.at })
  }
  return last
}

/**
 * How many messages were written since a reader read: one request for each conversation in which anything changed, by
 * index (conversationId, content, order). Change numbers alone would call every 收到 of an @ an unread message.
 */
async function unreadMessages(conversations: ConversationDocument[], members: MemberDocument[]) {
  const changed = conversations.flatMap(({ _id, n }) => {
    const member = members.find((each) => each.conversationId === _id)!
    return n > member.readN ? [member] : []
  })
  const counted = await Promise.all(
    changed.map(async ({ conversationId, readN }): Promise<[string, number]> => {
      const since = { conversationId, content: 'shown', order: command.gt(readN) }
      const { total } = await db.collection('messages').where(since).count()
      return [conversationId, total ?? 0]
    }),
  )
  return new Map(counted)
}
