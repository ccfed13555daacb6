import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { id, number } from '../_kit/inputs'
import type { ActionSpec } from '../_kit/serve'
import { messagesBefore } from './messages'
import { presentMessages } from './present'
import { readerIn } from './present-mention'
import { seatOf } from './store'

const PAGE = 30

/** The page before a place. Three database requests. */
export const readEarlier: ActionSpec<Groups['readEarlier']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    beforeOrder: number,
  }),
  async run({ actor, input, now }) {
    const seat = await seatOf(input.conversationId, actor.personId)
    const messages = await messagesBefore(input.conversationId, input.beforeOrder, actor.personId, PAGE)
    return { messages: presentMessages(messages, readerIn(seat, now)), earlier: messages.length === PAGE }
  },
}
