import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { moveId } from '../../_kit/inputs'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { claimIdOf } from '../gifts/claim-id'
import { moveCard } from './move-card'
import { serial } from './open-paper-card'
import { presentCard, readCard, type ReadCard } from './paper-card'

/**
 * Makes a paper card one's own, once and for ever. A gift it had counts as one's own: the person's claim is written as
 * used, without an item. Three database requests, and one for each gift it had.
 */
export const joinCard: ActionSpec<Rallies['joinCard']> = {
  who: 'person',
  input: v.strictObject({ moveId, serial }),
  async run({ actor, input, now }) {
    const by = actor.personId
    const card = await readCard(input.serial, by)
    if (card.joinedTo && card.joinedTo !== by) throw new Refusal('CARD_OWNED')
    const changed = { joinedTo: by, carriedBy: null, carriedAs: '' }
    const after =
      card.joinedTo === by
        ? card
        : await moveCard(card, changed, { moveId: input.moveId, move: 'join', by, now })
    // Also for a repeat: the first call may have died between the two writings.
    const giftsHad = await settle(after, by, now)
    return { card: presentCard(after, by), giftsHad }
  },
}

/** @returns the gifts' ids */
async function settle(card: ReadCard, personId: string, now: number): Promise<string[]> {
  const had = card.items.filter(({ state }) => state === 'claimed' || state === 'given')
  const giftIds = [...new Set(had.map(({ giftId }) => giftId))]
  await Promise.all(
    giftIds.map((giftId) =>
      addOnce('settledClaims', {
        _id: claimIdOf(giftId, personId),
        giftId,
        personId,
        cardId: card._id,
        at: new Date(now),
      }),
    ),
  )
  return giftIds
}
