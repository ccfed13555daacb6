import * as v from 'valibot'
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { db } from '../_kit/cloud'
import { id } from '../_kit/inputs'
import { find } from '../_kit/once'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { presentPoint, presentRoute, presentStamp } from './present'
import { cardsOf, stampsOf, type PointDocument, type RouteDocument } from './store'

/** One route with its points and the reader's own cards. Five requests, three for a stranger. */
export const openRoute: ActionSpec<Rallies['openRoute']> = {
  who: 'anyone',
  input: v.strictObject({ routeId: id }),
  async run({ actor, input, now }) {
    const [route, { data }] = await Promise.all([
      find<RouteDocument>('routes', input.routeId),
      db.collection('points').where({ routeId: input.routeId }).orderBy('order', 'asc').limit(100).get(),
    ])
    if (!route) throw new Refusal('NOT_FOUND')
    const ofEvent = actor.personId ? await cardsOf(actor.personId, route.eventId) : []
    const cards = ofEvent.filter((card) => card.routeId === route._id)
    const stamps = await stampsOf(cards)
    return {
      route: presentRoute(route, stamps, now),
      treasures: route.treasures,
      points: (data as PointDocument[]).map(presentPoint),
      cards: cards.map((card) => ({ cardId: card._id, kind: card.kind, serial: card.serial })),
      stamps: stamps.map(presentStamp),
    }
  },
}
