import type { Obligation } from '../../_kit/obligations/store'
import { surroundingsOf } from './standing'
import { tellWaiting } from './tell-waiting'

/**
 * Tells at once those whom somebody's move has given a notice; the timer would do so within the minute. Six requests to
 * look around, and up to three for each person told; none when nobody waits.
 */
export async function tellNow(obligation: Obligation, now: number): Promise<Obligation> {
  if (!obligation.notices.some(({ outcome }) => outcome === 'waiting')) return obligation
  return tellWaiting(obligation, await surroundingsOf([obligation], now))
}
