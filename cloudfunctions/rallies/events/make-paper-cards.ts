import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { serialFrom } from '../../../miniprogram/domain/serials'
import { db } from '../../_kit/cloud'
import { isDuplicate } from '../../_kit/duplicate'
import { draftedId } from '../../_kit/ids'
import { draftId, id } from '../../_kit/inputs'
import { addOnce, find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import { newestKey } from '../point-secrets'
import { sceneKeys } from '../scene-check'
import type { CardDocument, RouteDocument } from '../store'

const ADDED_AT_ONCE = 100

/**
 * Paper postcards of a route, ready to be printed with their serials. The serials follow from the draft and a secret: a
 * repeat after a lost answer makes no second pile. Three database requests, and one for each hundred.
 */
export const makePaperCards: ActionSpec<Rallies['makePaperCards']> = {
  who: 'person',
  input: v.strictObject({
    draftId,
    routeId: id,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const route = await find<RouteDocument>('routes', input.routeId)
    if (!route) throw new Refusal('NOT_FOUND')
    const batch = draftedId(actor.personId, 'paper-cards', input.draftId)
    const key = sceneKeys()[newestKey()]!
    const serials = Array.from({ length: input.count }, (_, at) =>
      serialFrom(createHmac('sha256', key).update(`paper ${batch} ${at}`).digest()),
    )
    const made = { moveId: batch, move: 'print', by: actor.personId, at: new Date(now) }
    const cards = serials.map((serial): CardDocument => ({
      ...{ _id: serial, kind: 'paper', eventId: route.eventId, routeId: route._id, serial },
      ...{ joinedTo: null, carriedBy: null, carriedAs: '', createdAt: new Date(now), history: [made] },
    }))
    for (let from = 0; from < cards.length; from += ADDED_AT_ONCE)
      await addCards(cards.slice(from, from + ADDED_AT_ONCE))
    return { serials }
  },
}

async function addCards(cards: CardDocument[]): Promise<void> {
  try {
    await db.collection('cards').add(cards)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    for (const card of cards) {
      const { document } = await addOnce('cards', card)
      // Two serials that meet by chance, once in thousands of millions: better none of this pile than one card twice.
      if (document.routeId !== card.routeId) throw new Error('a serial was taken')
    }
  }
}
