import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import type { MessageDocument } from '../messages'
import { membershipOf } from '../store'
import { checkedPictures, linksOf } from './reviewed-pictures'

/** What nobody looks at in one go; the rest comes when these are done. */
const PAGE = 20

/** Held messages of a group, by index (conversationId, content, order). Three database requests. */
export const listHeld: ActionSpec<Groups['listHeld']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id }),
  async run({ actor, input }) {
    await membershipOf(input.conversationId, actor.personId, 'groups.review')
    const { data } = await db
      .collection('messages')
      .where({ conversationId: input.conversationId, content: 'held' })
      .orderBy('order', 'asc')
      .limit(PAGE)
      .get()
    const messages = data as MessageDocument[]
    const links = await linksOf(messages.map(checkedPictures))
    return {
      messages: messages.map(({ _id, senderName, text, createdAt }, index) => ({
        messageId: _id,
        senderName,
        text,
        pictures: links[index]!,
        at: createdAt.getTime(),
      })),
    }
  },
}
