import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { settle } from '../../miniprogram/domain/changes'
import { id, number } from '../_kit/inputs'
import type { ActionSpec } from '../_kit/serve'
import { messagesAfter } from './messages'
import { presentMessages, presentPinned } from './present'
import { readerIn } from './present-mention'
import { seatOf } from './store'

/** More than an opening page and the changes it may lack, so that nobody has to ask twice to begin. */
const PAGE = 100

/** What changed after a number. Three database requests. */
export const readChanges: ActionSpec<Groups['readChanges']> = {
  who: 'person',
  input: v.strictObject({
    conversationId: id,
    after: number,
  }),
  async run({ actor, input, now }) {
    const seat = await seatOf(input.conversationId, actor.personId)
    const messages = await messagesAfter(input.conversationId, input.after, PAGE)
    const changes = messages.map((message) => ({ n: message.n, changedAt: message.changedAt.getTime() }))
    const settled = settle(input.after, changes, now)
    return {
      messages: presentMessages(messages, readerIn(seat, now)),
      pinned: presentPinned(seat.pinned),
      ...settled,
      more: messages.length === PAGE && !settled.waiting,
      now,
    }
  },
}
