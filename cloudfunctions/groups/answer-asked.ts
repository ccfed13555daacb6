/** What an answer ends. One message is one question: the first answer releases the others who were asked in it. */
import { isReleasedBy } from '../../miniprogram/domain/obligations'
import { moveObligation } from '../_kit/obligations/move'
import { obligationsOfMessages, type Obligation } from '../_kit/obligations/store'
import { Refusal } from '../_kit/refusal'

interface Answer {
  /** The message that asked. */
  questionId: string
  /** The answer's own id; it is the move id too, so a repeat of the answer finds its work done. */
  answerId: string
  personId: string
  /** When it was written: who was called only later had not answered by it. */
  at: Date
  /** The cloud's time in ms. */
  now: number
}

interface Ended {
  /** Whose inboxes changed, by this answer now or before; empty when it ended nothing. */
  inboxes: string[]
  /** The messages whose @ look different now. */
  messageIds: string[]
}

/**
 * Ends what the answering person owes for a question, or was called to, and then releases the others: in this order, or
 * two who answer at the same instant would release each other and nobody would have answered. A reply by someone who owes
 * nothing ends nothing: it is only a reply.
 */
export async function answerAsked({ questionId, answerId, personId, at, now }: Answer): Promise<Ended> {
  const obligations = await obligationsOfMessages([questionId])
  const own = obligations.filter((each) => owedTo(each, personId, at))
  const ended = await all(own, 'answer')
  if (ended.length === 0) return { inboxes: [], messageIds: [] }
  const covered = new Set(ended.flatMap(({ messageIds }) => messageIds))
  const others = covered.size > 1 ? await obligationsOfMessages([...covered]) : obligations
  const released = await all(
    others.filter((each) => !own.some(({ _id }) => _id === each._id) && isReleasedBy(each, covered)),
    'release',
  )
  const touched = [...ended, ...released]
  return {
    inboxes: [personId, ...touched.flatMap(({ calledIds }) => calledIds)],
    messageIds: [...new Set(touched.flatMap(({ messageIds }) => messageIds))],
  }

  async function all(list: Obligation[], move: 'answer' | 'release'): Promise<Obligation[]> {
    const moved = await Promise.all(list.map(async (each) => ((await moves(each, move)) ? [each] : [])))
    return moved.flat()
  }

  /** False when someone else ended it before: the answer is still a message, nothing is lost. */
  async function moves(obligation: Obligation, move: 'answer' | 'release'): Promise<boolean> {
    try {
      await moveObligation(obligation, { move, moveId: answerId, by: personId, now })
      return true
    } catch (error) {
      if (error instanceof Refusal && error.code === 'MOVE_REFUSED') return false
      throw error
    }
  }
}

/** Whether he was one of those who could end it by what he wrote at a moment. */
export function owedTo(obligation: Obligation, personId: string, at: Date): boolean {
  const { ownerId, calledIds, notices } = obligation
  if (ownerId !== personId && !calledIds.includes(personId)) return false
  const told = notices.filter((notice) => notice.personId === personId)
  return told.length === 0 || told.some((notice) => notice.at <= at)
}
