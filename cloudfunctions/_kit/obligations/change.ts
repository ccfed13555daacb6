/** Changing an obligation in ways that its state alone does not tell: offers, hand-overs, promises, rungs. */
import { isOpen } from '../../../miniprogram/domain/obligations'
import type { Change } from '../../../miniprogram/domain/mention-changes'
import { command, db } from '../cloud'
import { Refusal } from '../refusal'
import { findObligation, type Obligation } from './store'

export interface Deed {
  move: string
  /** Made once by whoever moves, so that a repeat after a lost answer is recognised as its own work. */
  moveId: string
  by: string
  /** The cloud's time in ms. */
  now: number
}

/** This person did this very thing before: a repeat after a lost answer. */
export function wasMoved({ history }: Obligation, { moveId, by }: Pick<Deed, 'moveId' | 'by'>): boolean {
  return history.some((entry) => entry.moveId === moveId && entry.by === by)
}

/**
 * A conditional update on (id, state, number of moves so far): whatever happened in between, also what left the state
 * as it was, makes it look again. One request; two more for each race lost.
 * @param judge what to write, from the obligation as it stands; throws the Refusal when it can be done no more
 * @returns the obligation as it stands after this move, now or earlier
 */
export async function changeObligation(
  loaded: Obligation,
  deed: Deed,
  judge: (current: Obligation) => Change,
): Promise<Obligation> {
  let current = loaded
  for (;;) {
    if (wasMoved(current, deed)) return current
    const { set, step, notices = [] } = judge(current)
    const at = new Date(deed.now)
    const to = set.state ?? current.state
    const steps = step ? [{ state: step, at, by: deed.by }] : []
    const history = [{ moveId: deed.moveId, move: deed.move, from: current.state, to, by: deed.by, at }]
    // Whoever dies before he tells them leaves it to the timer's next run.
    const soonTold = notices.length > 0 ? { nextAt: new Date(deed.now) } : {}
    const { updated } = await db
      .collection('obligations')
      .where({
        _id: current._id,
        state: current.state,
        history: command.size(current.history.length),
        // A rung taken meanwhile has called somebody.
        notices: command.size(current.notices.length),
      })
      .update({
        ...set,
        open: isOpen(to),
        ...soonTold,
        // Set as a whole: merged into null, an object's fields would have nowhere to go.
        ...(set.offer ? { offer: command.set(set.offer) } : {}),
        ...(steps.length > 0 ? { steps: command.push(steps) } : {}),
        ...(notices.length > 0 ? { notices: command.push(notices) } : {}),
        history: command.push(history),
      })
    if (updated === 1)
      return {
        ...current,
        ...set,
        ...soonTold,
        open: isOpen(to),
        steps: [...current.steps, ...steps],
        notices: [...current.notices, ...notices],
        history: [...current.history, ...history],
      }
    const again = await findObligation(current._id)
    if (!again) throw new Refusal('NOT_FOUND')
    current = again
  }
}
