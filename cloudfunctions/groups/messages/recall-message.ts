import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { mayRecall, RECALL_WITHIN_MS } from '../../../miniprogram/domain/messages'
import { command, db, deleteFile } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { obligationsOfMessage } from '../../_kit/obligations/store'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { MessageDocument } from '../messages'
import { followContent } from '../review/held'
import { membershipOf } from '../store'
import { entryOf, wasDone, type Deed } from './history'

/** The sender takes back what he wrote. The words leave the database too: nobody is to find them later. */
export const recallMessage: ActionSpec<Groups['recallMessage']> = {
  who: 'person',
  input: v.strictObject({ messageId: id, moveId }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const message = await find<MessageDocument>('messages', input.messageId)
    // The same answer for "not there" and "not yours": an id must not be probed.
    if (!message || message.senderId !== personId) throw new Refusal('NOT_ALLOWED')
    await membershipOf(message.conversationId, personId, 'groups.recall', { senderId: message.senderId })
    const deed = { moveId: input.moveId, by: personId, now }
    if (!wasDone(message, deed.moveId)) await recall(message, deed)
    await followContent({ ...message, content: 'recalled' }, deed)
    return { content: 'recalled' }
  },
}

async function recall(message: MessageDocument, deed: Deed): Promise<void> {
  if (!mayRecall(message.createdAt.getTime(), deed.now)) throw new Refusal('RECALL_TOO_LATE')
  if (message.answersId && (await endedSomething(message.answersId, message._id)))
    throw new Refusal('RECALL_ANSWERED')
  const { updated } = await db
    .collection('messages')
    .where({
      _id: message._id,
      content: command.in(['shown', 'held']),
      createdAt: command.gte(new Date(deed.now - RECALL_WITHIN_MS)),
    })
    .update({ content: 'recalled', text: '', pictures: [], history: command.push([entryOf('recall', deed)]) })
  if (updated === 1) {
    await Promise.all((message.pictures ?? []).map(({ fileId }) => deleteFile(fileId)))
    return
  }
  const again = await find<MessageDocument>('messages', message._id)
  if (!again || !wasDone(again, deed.moveId)) throw new Refusal('NOT_FOUND')
}

/** Whether an @ counts as answered by this very message: taken back, it would say 已回应 with no answer to be seen. */
async function endedSomething(questionId: string, answerId: string): Promise<boolean> {
  const obligations = await obligationsOfMessage(questionId)
  return obligations.some(({ history }) => history.some((entry) => entry.moveId === answerId))
}
