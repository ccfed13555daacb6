import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { now as readClock } from '../../_kit/clock'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { tickConversation } from '../../_kit/ticks'
import { markWith, type MessageDocument } from '../messages'
import { presentPinned } from '../present'
import { seatOf, takeNumber, type ConversationDocument } from '../store'
import { entryOf, wasDone, type Deed } from './history'

/** One message a group. Seven database requests. */
export const pinMessage: ActionSpec<Groups['pinMessage']> = {
  who: 'person',
  input: v.strictObject({ messageId: id, moveId }),
  async run({ actor, input, now }) {
    const message = await find<MessageDocument>('messages', input.messageId)
    if (!message) throw new Refusal('NOT_ALLOWED')
    const { conversation } = await seatOf(message.conversationId, actor.personId, 'groups.pin')
    const pinned = presentPinned(message)
    if (!pinned) throw new Refusal('NOT_FOUND')
    const deed = { moveId: input.moveId, by: actor.personId, now }
    await movePin(conversation, { subject: message, messageId: message._id, move: 'pin' }, deed)
    return { pinned }
  },
}

export const unpinMessage: ActionSpec<Groups['unpinMessage']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, moveId }),
  async run({ actor, input, now }) {
    const { conversation, pinned } = await seatOf(input.conversationId, actor.personId, 'groups.pin')
    const deed = { moveId: input.moveId, by: actor.personId, now }
    if (pinned) await movePin(conversation, { subject: pinned, messageId: null, move: 'unpin' }, deed)
    return { pinned: null }
  },
}

interface PinMove {
  /** The message the move is about: its history keeps it, and its number tells readers. */
  subject: MessageDocument
  /** What stands above the group afterwards. */
  messageId: string | null
  move: 'pin' | 'unpin'
}

/**
 * The pin and the number that tells of it change in one conditional update: of two moves at the same instant one wins,
 * the other is told to try again. A repeat finds its own move, and tells again in case the first died before it did.
 */
async function movePin(
  conversation: ConversationDocument,
  { subject, messageId, move }: PinMove,
  deed: Deed,
) {
  const { _id: conversationId } = conversation
  const last = conversation.pinned?.moveId
  if (last !== deed.moveId && wasDone(subject, deed.moveId)) return // done once, and moved on since
  let n: number
  if (last === deed.moveId) n = (await takeNumber(conversationId)).n
  else {
    const pinned = { messageId, moveId: deed.moveId, by: deed.by, at: new Date(deed.now) }
    const { doc } = await db
      .collection('conversations')
      .where({ _id: conversationId, 'pinned.moveId': last ?? null })
      .updateAndReturn({ n: command.inc(1), pinned: command.set(pinned) })
    if (!doc) throw new Refusal('BUSY')
    n = (doc as ConversationDocument).n
  }
  await markWith(subject._id, { n, takenAt: new Date(readClock()) })
  if (!wasDone(subject, deed.moveId))
    await db
      .collection('messages')
      .where({ _id: subject._id })
      .update({ history: command.push([entryOf(move, deed)]) })
  await tickConversation(conversationId, n)
}
