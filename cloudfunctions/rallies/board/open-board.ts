import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import type { BoardDesk, BoardPoint } from '../../../miniprogram/domain/contract/rallies/operating'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { DeskDocument, GiftDocument } from '../gifts/store'
import { requireOperator } from '../operator'
import type { EventDocument, Hours, PointDocument, RouteDocument } from '../store'
import type { BoardDocument } from './count-stamps'

const MINUTE = 60_000
/** A point that is open and has been silent for so long is called. */
const SILENT_MS = 20 * MINUTE
/** The pace of a desk is that of the last hour. */
const PACE_MS = 60 * MINUTE

type Read = EventDocument & {
  board: BoardDocument[]
  routes: RouteDocument[]
  points: PointDocument[]
  desks: DeskDocument[]
  gifts: GiftDocument[]
}
interface Stock {
  _id: { deskId: string; giftId: string }
  left: number
  pace: number
}

/** The day-of board as the timer last counted, stock as it is now. Four database requests. */
export const openBoard: ActionSpec<Rallies['openBoard']> = {
  who: 'person',
  input: v.strictObject({ eventId: id }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const [event, stock] = await Promise.all([readEvent(input.eventId), readStock(input.eventId, now)])
    if (!event) throw new Refusal('NOT_FOUND')
    const board = event.board[0]
    return {
      countedAt: board?.countedTo.getTime() ?? null,
      stamps: board?.stamps ?? 0,
      points: event.points.map((point) => presentPoint(point, event, board, now)),
      desks: event.desks
        .sort((one, other) => one.order - other.order)
        .map((desk) => presentDesk(desk, event.gifts, stock, now)),
    }
  },
}

const isWithin = (now: number) => (hours: Hours) => hours.from.getTime() <= now && now < hours.to.getTime()

function contactOf(duty: DeskDocument['duty'] | undefined, now: number) {
  const person = (duty ?? []).find(isWithin(now))
  return person ? { name: person.name, phone: person.phone } : null
}

function presentPoint(
  point: PointDocument,
  event: Read,
  board: BoardDocument | undefined,
  now: number,
): BoardPoint {
  const counted = board?.points[point._id]
  const lastAt = counted?.lastAt.getTime() ?? null
  const open = (point.openHours ?? []).find(isWithin(now))
  const route = event.routes.find(({ _id }) => _id === point.routeId)
  const closedFrom = Math.min(
    point.closedFrom?.getTime() ?? Infinity,
    route?.closedFrom?.getTime() ?? Infinity,
  )
  // Silent since its last stamp, or since it opened.
  const since = open ? Math.max(lastAt ?? 0, open.from.getTime()) : now
  return {
    pointId: point._id,
    name: point.name,
    routeName: route?.name ?? '',
    stamps: counted?.count ?? 0,
    lastAt,
    silent: open !== undefined && now < closedFrom && now - since >= SILENT_MS,
    contact: contactOf(point.duty, now),
  }
}

function presentDesk(desk: DeskDocument, gifts: GiftDocument[], stock: Stock[], now: number): BoardDesk {
  const lines = stock.filter(({ _id }) => _id.deskId === desk._id)
  return {
    deskId: desk._id,
    name: desk.name,
    gifts: lines.flatMap(({ _id, left, pace }) => {
      const gift = gifts.find((each) => each._id === _id.giftId)
      const runsOutAt = left === 0 ? now : pace > 0 ? Math.round(now + (left / pace) * PACE_MS) : null
      return gift ? [{ giftId: gift._id, name: gift.name, left, runsOutAt }] : []
    }),
    contact: contactOf(desk.duty, now),
  }
}

async function readEvent(eventId: string): Promise<Read | undefined> {
  const { data } = await db
    .collection('events')
    .aggregate()
    .match({ _id: eventId })
    .limit(1)
    .lookup({ from: 'boards', localField: '_id', foreignField: '_id', as: 'board' })
    .lookup({ from: 'routes', localField: '_id', foreignField: 'eventId', as: 'routes' })
    .lookup({ from: 'points', localField: 'routes._id', foreignField: 'routeId', as: 'points' })
    .lookup({ from: 'desks', localField: '_id', foreignField: 'eventId', as: 'desks' })
    .lookup({ from: 'gifts', localField: '_id', foreignField: 'eventId', as: 'gifts' })
    .end()
  return data[0] as Read | undefined
}

/** Free items, and how many were claimed in the last hour. Index (eventId, state). */
async function readStock(eventId: string, now: number): Promise<Stock[]> {
  const $ = command.aggregate
  const one = (condition: unknown) => $.sum($.cond({ if: condition, then: 1, else: 0 }))
  const { data } = await db
    .collection('giftItems')
    .aggregate()
    .match({ eventId })
    .group({
      _id: { deskId: '$deskId', giftId: '$giftId' },
      left: one($.eq(['$state', 'free'])),
      pace: one($.gt(['$claimedAt', new Date(now - PACE_MS)])),
    })
    .limit(1000)
    .end()
  return data as Stock[]
}
