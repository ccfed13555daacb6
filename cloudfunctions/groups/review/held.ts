/** What ends with a message's content state: what it asks, what it answers, and the look that was owed at it. */
import { titleOf } from '../../../miniprogram/domain/mentions'
import { isOpen } from '../../../miniprogram/domain/obligations'
import { command, db } from '../../_kit/cloud'
import { moveObligation } from '../../_kit/obligations/move'
import { findObligation, obligationsOfMessage, type Obligation } from '../../_kit/obligations/store'
import { tickConversation, tickInboxes } from '../../_kit/ticks'
import { answerAsked } from '../answer-asked'
import { markChanged, messagesByIds, type MessageDocument } from '../messages'
import { reviewObligationId } from './review-obligation'

interface Decision {
  moveId: string
  by: string
  now: number
}

/**
 * After the content state was written: everything that follows from it, each step finding its own work when repeated.
 * A message shown now asks by its own words, and answers what it was written to answer; one refused asks nobody.
 */
export async function followContent(message: MessageDocument, decision: Decision): Promise<void> {
  const { conversationId } = message
  const shown = message.content === 'shown'
  const mentions = await obligationsOfMessage(message._id)
  if (mentions.length > 0) await retitle(message._id, shown ? titleOf(message.text) : GONE_TITLE)
  if (!shown) {
    for (const each of mentions.filter(({ state }) => isOpen(state))) await askNoMore(each, message, decision)
  }
  const ended =
    shown && message.answersId
      ? await answerAsked({
          questionId: message.answersId,
          answerId: message._id,
          personId: message.senderId,
          at: message.createdAt,
          now: decision.now,
        })
      : { inboxes: [], messageIds: [] }
  let question = 0
  for (const messageId of ended.messageIds) question = await markChanged(conversationId, messageId)
  const looked = await endLook(message._id, decision)
  // The message last: its number tells readers, who then find everything else done.
  const n = await markChanged(conversationId, message._id)
  await Promise.all([
    tickConversation(conversationId, Math.max(n, question)),
    tickInboxes([...mentions.flatMap(({ calledIds }) => calledIds), ...ended.inboxes, ...looked]),
  ])
}

/** What another message asks as well goes on, by that message's words. */
async function askNoMore(each: Obligation, message: MessageDocument, decision: Decision): Promise<void> {
  const others = each.messageIds.filter((messageId) => messageId !== message._id)
  const [next] = (await messagesByIds(others)).filter(
    ({ content }) => content === 'shown' || content === 'held',
  )
  if (!next) return void (await moveObligation(each, { ...decision, move: 'recall' }))
  await db
    .collection('obligations')
    .where({ _id: each._id })
    .update({
      messageIds: command.pull(message._id),
      'source.messageId': next._id,
      ...(next.content === 'shown' ? { title: titleOf(next.text) } : {}),
    })
}

/** A title holds first words: they go with the message. */
const GONE_TITLE = '这条消息已不在'

async function retitle(messageId: string, title: string): Promise<void> {
  await db
    .collection('obligations')
    .where({ messageIds: messageId, 'source.messageId': messageId, 'source.about': 'mention' })
    .update({ title })
}

/** @returns whose inbox it was in */
async function endLook(messageId: string, decision: Decision): Promise<string[]> {
  const look = await findObligation(reviewObligationId(messageId))
  if (!look || !isOpen(look.state)) return []
  await moveObligation(look, { ...decision, move: 'answer' })
  return [look.ownerId]
}
