import * as v from 'valibot'
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { db } from '../_kit/cloud'
import type { ActionSpec } from '../_kit/serve'
import { presentRoute } from './present'
import { cardsOf, stampsOf, type EventDocument, type RouteDocument } from './store'

/** The event that is on, with its routes and the reader's progress. At most five requests, three for a stranger. */
export const openEvent: ActionSpec<Rallies['openEvent']> = {
  who: 'anyone',
  input: v.strictObject({}),
  async run({ actor, now }) {
    const found = await db.collection('events').where({ state: 'on' }).limit(1).get()
    const event = found.data[0] as EventDocument | undefined
    if (!event) return { event: null, routes: [] }
    const [{ data }, stamps] = await Promise.all([
      db.collection('routes').where({ eventId: event._id }).orderBy('order', 'asc').limit(20).get(),
      actor.personId ? cardsOf(actor.personId, event._id).then(stampsOf) : [],
    ])
    const { name, theme, district, articleDates, organisers } = event
    return {
      event: { eventId: event._id, name, theme, district, articleDates, organisers },
      routes: (data as RouteDocument[]).map((route) => presentRoute(route, stamps, now)),
    }
  },
}
