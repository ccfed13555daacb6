import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { MessageDocument } from '../messages'
import { membershipOf } from '../store'
import { followContent } from './held'

/** 群主 shows a held message, which then takes the place it was written at, or refuses it with a reason. */
export const reviewMessage: ActionSpec<Groups['reviewMessage']> = {
  who: 'person',
  input: v.strictObject({
    messageId: id,
    verdict: v.picklist(['show', 'refuse']),
    reason: v.optional(v.pipe(v.string(), v.maxLength(100))),
    moveId,
  }),
  async run({ actor, input, now }) {
    const message = await find<MessageDocument>('messages', input.messageId)
    // The same answer for "not there" and "not yours": an id must not be probed.
    if (!message) throw new Refusal('NOT_ALLOWED')
    await membershipOf(message.conversationId, actor.personId, 'groups.review').catch((error: unknown) => {
      throw error instanceof Refusal ? new Refusal('NOT_ALLOWED') : error
    })
    const content = input.verdict === 'show' ? 'shown' : 'refused'
    const decision = { moveId: input.moveId, by: actor.personId, now }
    const review = { ...decision, at: new Date(now), reason: input.reason?.trim() ?? '' }
    if (!(await decide(message, content, review))) throw new Refusal('REVIEWED_ALREADY')
    await followContent({ ...message, content }, decision)
    return { content }
  },
}

/** @returns false when it is no longer held, by another decision than this one */
async function decide(
  message: MessageDocument,
  content: 'shown' | 'refused',
  { moveId: move, by, at, reason }: { moveId: string; by: string; at: Date; reason: string },
): Promise<boolean> {
  const review = { moveId: move, by, at, reason }
  const { updated } = await db
    .collection('messages')
    .where({ _id: message._id, content: 'held' })
    .update({ content, review })
  if (updated === 1) return true
  const again = await find<MessageDocument>('messages', message._id)
  return again?.review?.moveId === move
}
