/** A step in a paper card's life, written only if nobody else was quicker. */
import { command, db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import type { CardDocument, Step } from '../store'
import { presentCard, readCard, type ReadCard } from './paper-card'

export interface CardMove {
  moveId: string
  move: 'carry' | 'putDown' | 'join'
  by: string
  now: number
}

/**
 * One database request; one more when somebody else moved the card at the same instant.
 * @returns the card after the step
 * @throws Refusal when it is no longer as it was read
 */
export async function moveCard(
  card: ReadCard,
  changed: Partial<Pick<CardDocument, 'carriedBy' | 'carriedAs' | 'joinedTo'>>,
  { moveId, move, by, now }: CardMove,
): Promise<ReadCard> {
  const step: Step = { moveId, move, by, at: new Date(now) }
  const { updated } = await db
    .collection('cards')
    .where({ _id: card._id, joinedTo: card.joinedTo, carriedBy: card.carriedBy ?? null })
    .update({ ...changed, history: command.push([step]) })
  if (updated === 1) return { ...card, ...changed, history: [...card.history, step] }
  const after = await readCard(card._id, by)
  if (after.history.some((each) => each.moveId === moveId)) return after
  throw new Refusal(presentCard(after, by).state === 'owned' ? 'CARD_OWNED' : 'CARD_ELSEWHERE')
}
