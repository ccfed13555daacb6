import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { MessageDocument } from '../messages'
import { followContent } from '../review/held'
import { membershipOf } from '../store'
import { entryOf, wasDone, type Deed } from './history'

/** 群主 keeps order in his group: a message goes out of everyone's sight, and its sender is told why. */
export const withdrawMessage: ActionSpec<Groups['withdrawMessage']> = {
  who: 'person',
  input: v.strictObject({
    messageId: id,
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
    moveId,
  }),
  async run({ actor, input, now }) {
    const message = await find<MessageDocument>('messages', input.messageId)
    if (!message) throw new Refusal('NOT_ALLOWED')
    await membershipOf(message.conversationId, actor.personId, 'groups.withdraw').catch((error: unknown) => {
      // The same answer for "not there" and "not yours": an id must not be probed.
      throw error instanceof Refusal ? new Refusal('NOT_ALLOWED') : error
    })
    await withdraw(message, { moveId: input.moveId, by: actor.personId, now, reason: input.reason })
    return { content: 'withdrawn' }
  },
}

/**
 * Takes a message out of sight and ends what it asked. Its words stay in the database: who was withdrawn may ask for the
 * decision to be looked at again.
 * @throws Refusal NOT_FOUND when it is out of sight already, by another deed than this one
 */
export async function withdraw(message: MessageDocument, deed: Deed & { reason: string }): Promise<void> {
  const { moveId: move, by, now, reason } = deed
  if (!wasDone(message, move)) {
    const { updated } = await db
      .collection('messages')
      .where({ _id: message._id, content: command.in(['shown', 'held']) })
      .update({
        content: 'withdrawn',
        review: command.set({ moveId: move, by, at: new Date(now), reason }),
        history: command.push([entryOf('withdraw', deed)]),
      })
    const again = updated === 1 ? null : await find<MessageDocument>('messages', message._id)
    if (again && !wasDone(again, move)) throw new Refusal('NOT_FOUND')
  }
  await followContent({ ...message, content: 'withdrawn' }, deed)
}
