/** Moving an obligation from state to state: the only way its state ever changes. */
import {
  isOpen,
  mayMove,
  MOVES,
  OBLIGATION_STATES,
  type MoveName,
} from '../../../miniprogram/domain/obligations'
import { command, db } from '../cloud'
import { Refusal } from '../refusal'
import { findObligation, type Obligation } from './store'

interface Move {
  move: MoveName
  /** Made once by whoever moves, so that a repeat after a lost answer is recognised as its own work. */
  moveId: string
  by: string
  now: number
}

/**
 * A conditional update on (id, state as loaded): of two moves at the same instant one wins and the other looks again.
 * One request; two more when it lost the race.
 * @returns the obligation as it stands, and whether this move (now or earlier) brought it there
 * @throws Refusal MOVE_REFUSED when the state allows it no more
 */
export async function moveObligation(
  loaded: Obligation,
  { move, moveId, by, now }: Move,
): Promise<{ obligation: Obligation; repeated: boolean }> {
  let current = loaded
  for (;;) {
    if (current.history.some((entry) => entry.moveId === moveId))
      return { obligation: current, repeated: true }
    if (!mayMove(current.state, move))
      throw new Refusal('MOVE_REFUSED', { state: OBLIGATION_STATES[current.state].label })
    const at = new Date(now)
    const to = MOVES[move].to
    const step = { state: to, at, by }
    const entry = { moveId, move, from: current.state, to, by, at }
    const ended = isOpen(to) ? {} : { endedAt: at }
    const { updated } = await db
      .collection('obligations')
      .where({ _id: current._id, state: current.state })
      .update({
        state: to,
        open: isOpen(to),
        ...ended,
        steps: command.push(step),
        history: command.push(entry),
      })
    if (updated === 1) {
      const moved = { ...current, ...ended, state: to, open: isOpen(to) }
      return {
        obligation: { ...moved, steps: [...current.steps, step], history: [...current.history, entry] },
        repeated: false,
      }
    }
    const again = await findObligation(current._id)
    if (!again) throw new Refusal('NOT_FOUND')
    current = again
  }
}
