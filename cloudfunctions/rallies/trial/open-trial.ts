import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import type { TrialPoint } from '../../../miniprogram/domain/contract/rallies/operating'
import { sayGap, uncovered } from '../../../miniprogram/domain/duty-gaps'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { hoursOf, type GiftDocument } from '../gifts/store'
import { requireOperator } from '../operator'
import type { EventDocument, Hours, PointDocument, RouteDocument, SheetDocument } from '../store'
import type { TrialScan } from './trial-scan'

type Read = EventDocument & {
  routes: RouteDocument[]
  points: PointDocument[]
  sheets: SheetDocument[]
  gifts: GiftDocument[]
  scans: TrialScan[]
}

/** The page before opening: 20/20, wrong place, no signal, hours without a person, stock. Four database requests. */
export const openTrial: ActionSpec<Rallies['openTrial']> = {
  who: 'person',
  input: v.strictObject({ eventId: id }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const [event, counts] = await Promise.all([readEvent(input.eventId), countItems(input.eventId)])
    if (!event) throw new Refusal('NOT_FOUND')
    const order = new Map(event.routes.map((route) => [route._id, route]))
    const points = event.points
      .sort((one, other) => rank(one) - rank(other))
      .map((point) => presentPoint(point, order.get(point.routeId)!, event, now))
    return {
      done: points.filter(({ state }) => state === 'scanned').length,
      of: points.length,
      points,
      stock: event.gifts.map(({ _id, name }) => ({ name, items: counts.get(_id) ?? 0 })),
    }

    function rank(point: PointDocument): number {
      return (order.get(point.routeId)?.order ?? 0) * 1000 + point.order
    }
  },
}

/** A point with a sheet that was scanned at its place. */
function presentPoint(point: PointDocument, route: RouteDocument, event: Read, now: number): TrialPoint {
  const sheets = event.sheets.filter(
    ({ pointId, withdrawnAt }) => pointId === point._id && withdrawnAt === null,
  )
  const scans = event.scans.filter(({ sheetId }) => sheets.some(({ _id }) => _id === sheetId))
  const wrong = scans.some(({ wrongPlace }) => wrongPlace)
  const duty = hoursOf((point.duty ?? []) as Hours[])
  return {
    pointId: point._id,
    name: point.name,
    routeName: route.name,
    state: wrong ? 'wrongPlace' : scans.length > 0 ? 'scanned' : 'notScanned',
    noSignal: scans.some(({ waited }) => waited),
    hoursWithoutPerson: uncovered(hoursOf(point.openHours ?? []), duty).map((gap) => sayGap(gap, now)),
  }
}

async function readEvent(eventId: string): Promise<Read | undefined> {
  const { data } = await db
    .collection('events')
    .aggregate()
    .match({ _id: eventId })
    .limit(1)
    .lookup({ from: 'routes', localField: '_id', foreignField: 'eventId', as: 'routes' })
    .lookup({ from: 'points', localField: 'routes._id', foreignField: 'routeId', as: 'points' })
    .lookup({ from: 'sheets', localField: '_id', foreignField: 'eventId', as: 'sheets' })
    .lookup({ from: 'gifts', localField: '_id', foreignField: 'eventId', as: 'gifts' })
    .lookup({ from: 'trialScans', localField: '_id', foreignField: 'eventId', as: 'scans' })
    .end()
  return data[0] as Read | undefined
}

/** Free items by gift. Index (eventId, state). */
async function countItems(eventId: string): Promise<Map<string, number>> {
  const { data } = await db
    .collection('giftItems')
    .aggregate()
    .match({ eventId, state: 'free' })
    .group({ _id: '$giftId', count: command.aggregate.sum(1) })
    .limit(1000)
    .end()
  return new Map((data as { _id: string; count: number }[]).map(({ _id, count }) => [_id, count]))
}
