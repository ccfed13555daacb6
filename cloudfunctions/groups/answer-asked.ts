/** What an answer ends. One message is one question: the first answer releases the others who were asked in it. */
import { moveObligation } from '../_kit/obligations/move'
import { obligationsOfMessage, type Obligation } from '../_kit/obligations/store'
import { Refusal } from '../_kit/refusal'

interface Answer {
  /** The message that asked. */
  questionId: string
  /** The answer's own id; it is the move id too, so a repeat of the answer finds its work done. */
  answerId: string
  personId: string
  now: number
}

/**
 * Ends what the answering person owes for a question, and then releases the others: in this order, or two who answer at
 * the same instant would release each other and nobody would have answered. A reply by someone who owes nothing ends
 * nothing: it is only a reply.
 * @returns whose inboxes changed, by this answer now or before; empty when it ended nothing
 */
export async function answerAsked({ questionId, answerId, personId, now }: Answer): Promise<string[]> {
  const obligations = await obligationsOfMessage(questionId)
  const own = obligations.find((obligation) => obligation.ownerId === personId)
  if (!own || !(await moved(own, 'answer'))) return []
  const others = obligations.filter((obligation) => obligation !== own)
  const released = await Promise.all(
    others.map(async (each) => ((await moved(each, 'release')) ? [each.ownerId] : [])),
  )
  return [personId, ...released.flat()]

  /** False when someone else ended it before: the answer is still a message, nothing is lost. */
  async function moved(obligation: Obligation, move: 'answer' | 'release'): Promise<boolean> {
    try {
      await moveObligation(obligation, { move, moveId: answerId, by: personId, now })
      return true
    } catch (error) {
      if (error instanceof Refusal && error.code === 'MOVE_REFUSED') return false
      throw error
    }
  }
}
