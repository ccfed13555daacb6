/** A claim's id: gift + person, or gift + card while the card is joined to nobody. */
import { derivedId } from '../../_kit/ids'

/** @param holder a person's id, or a paper card's serial */
export function claimIdOf(giftId: string, holder: string): string {
  return derivedId('gift-claim', giftId, holder)
}
