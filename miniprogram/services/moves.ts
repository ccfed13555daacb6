/** Moves of the person's own: asking again after a lost answer must be recognised as the same move. */
import type { Answer } from '../domain/contract/envelope'
import { isPassing } from './cloud'
import { makeId } from './ids'

const moves = new Map<string, string>()

/**
 * Calls with an id made once for what is meant, until the cloud has decided; then the same wish is a new move.
 * @param wish what is meant, such as "changeRole/<person>/律师"
 */
export async function moveOnce<Output>(
  wish: string,
  call: (moveId: string) => Promise<Answer<Output>>,
): Promise<Answer<Output>> {
  const moveId = moves.get(wish) ?? makeId()
  moves.set(wish, moveId)
  const answer = await call(moveId)
  if (answer.ok || !isPassing(answer.code)) moves.delete(wish)
  return answer
}
