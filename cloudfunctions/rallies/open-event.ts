import * as v from 'valibot'
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { command, db } from '../_kit/cloud'
import type { ActionSpec } from '../_kit/serve'
import { presentRoute } from './present'
import type { CardDocument, EventDocument, RouteDocument, StampDocument } from './store'

type Read = EventDocument & {
  routes: RouteDocument[]
  owned: CardDocument[]
  ownStamps: StampDocument[]
  cardStamps: StampDocument[]
}

/** The event that is on, with its routes and the reader's progress. Two database requests. */
export const openEvent: ActionSpec<Rallies['openEvent']> = {
  who: 'anyone',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const $ = command.aggregate
    const { data } = await db
      .collection('events')
      .aggregate()
      .match({ state: 'on' })
      .limit(1)
      .addFields({ reader: $.literal(actor.personId ?? '') })
      .lookup({ from: 'routes', localField: '_id', foreignField: 'eventId', as: 'routes' })
      .lookup({ from: 'cards', localField: 'reader', foreignField: 'joinedTo', as: 'owned' })
      .lookup({ from: 'stamps', localField: 'reader', foreignField: 'personId', as: 'ownStamps' })
      .lookup({ from: 'stamps', localField: 'owned._id', foreignField: 'cardId', as: 'cardStamps' })
      .end()
    const event = data[0] as Read | undefined
    if (!event) return { event: null, routes: [] }
    const { name, theme, district, articleDates, organisers, partners = [] } = event
    const stamps = [...event.ownStamps, ...event.cardStamps]
    return {
      event: { eventId: event._id, name, theme, district, articleDates, organisers, partners },
      routes: event.routes
        .sort((one, other) => one.order - other.order)
        .map((route) => presentRoute(route, stamps, now)),
    }
  },
}
