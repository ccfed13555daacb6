import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { db } from '../../_kit/cloud'
import { moveId } from '../../_kit/inputs'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { claimIdOf } from '../gifts/claim-id'
import type { ItemDocument } from '../gifts/store'
import { moveCard } from './move-card'
import { serial } from './open-paper-card'
import { presentCard, readCard } from './paper-card'

/**
 * Makes a paper card one's own, once and for ever. A gift it had counts as one's own: the person's claim is written as
 * used, without an item. Four database requests, and one for each gift it had.
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
    const giftsHad = await settle(after._id, by, now)
    return { card: presentCard(after, by), giftsHad }
  },
}

/**
 * Read after the joining: what was claimed for the card between its reading and its joining counts as well. A voucher
 * that is still open is not settled, since it may run out unused; his claim finds it by its card.
 * @returns the gifts' ids, those with an open voucher too
 */
async function settle(cardId: string, personId: string, now: number): Promise<string[]> {
  const { data } = await db.collection('giftItems').where({ cardIds: cardId }).limit(100).get()
  const items = data as ItemDocument[]
  const given = items.filter(({ state }) => state === 'given').map(({ giftId }) => giftId)
  await Promise.all(
    [...new Set(given)].map((giftId) =>
      addOnce('settledClaims', {
        _id: claimIdOf(giftId, personId),
        ...{ giftId, personId, cardId, at: new Date(now) },
      }),
    ),
  )
  return [...new Set(items.map(({ giftId }) => giftId))]
}
