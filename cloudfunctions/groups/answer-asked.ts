/** What an answer ends. One message is one question: the first answer releases the others who were asked in it. */
import { mayMove } from '../../miniprogram/domain/obligations'
import { moveObligation } from '../_kit/obligations/move'
import { obligationsOfMessage } from '../_kit/obligations/store'
import { Refusal } from '../_kit/refusal'
import { titleOf } from '../../miniprogram/domain/mentions'
import type { MessageDocument } from './messages'

/** What stands above an answer, so that it can be read without scrolling back. */
export function answeredBy(message: MessageDocument): NonNullable<MessageDocument['answers']> {
  return {
    messageId: message._id,
    senderName: message.senderName,
    text: message.content === 'shown' ? titleOf(message.text) : '',
  }
}

/**
 * Ends what the answering person owes for a message, and releases the others. The move id is the answer's own id, so a
 * repeat of the answer finds its work done. A reply by someone who owes nothing ends nothing: it is only a reply.
 * @returns whether anything is different now, or was made so by this answer before
 */
export async function answerAsked(answer: {
  messageId: string
  answerId: string
  personId: string
  now: number
}): Promise<boolean> {
  const { messageId, answerId, personId, now } = answer
  const obligations = await obligationsOfMessage(messageId)
  const own = obligations.find((obligation) => obligation.ownerId === personId)
  if (!own) return false
  const moves = obligations.map(async (obligation) => {
    const move = obligation === own ? 'answer' : 'release'
    const done = obligation.history.some((entry) => entry.moveId === answerId)
    if (!done && !mayMove(obligation.state, move)) return false
    try {
      await moveObligation(obligation, { move, moveId: answerId, by: personId, now })
      return true
    } catch (error) {
      // Someone else ended it between reading and writing: the answer is still a message, nothing is lost.
      if (error instanceof Refusal && error.code === 'MOVE_REFUSED') return false
      throw error
    }
  })
  return (await Promise.all(moves)).some(Boolean)
}
