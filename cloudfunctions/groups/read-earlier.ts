import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import type { ActionSpec } from '../_kit/serve'
import { messagesBefore } from './messages'
import { presentMessages } from './present'
import { membershipOf } from './store'

const PAGE = 30

/** The page before a place. Three database requests, four when a message asks somebody. */
export const readEarlier: ActionSpec<Groups['readEarlier']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: v.pipe(v.string(), v.maxLength(64)),
    beforeOrder: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  async run({ actor, input }) {
    const member = await membershipOf(input.conversationId, actor.personId)
    const messages = await messagesBefore(input.conversationId, input.beforeOrder, PAGE)
    return { messages: await presentMessages(messages, member), earlier: messages.length === PAGE }
  },
}
