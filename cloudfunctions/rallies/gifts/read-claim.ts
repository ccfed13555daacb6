/**
 * Everything a claim is decided by, in one reading: the gift and its rule, the event's points, the desk, the holder's
 * cards with their stamps, and what he has had of this gift already.
 */
import { giftProgress, type GiftProgress } from '../../../miniprogram/domain/gifts'
import { command, db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import { unique } from '../arrival'
import type { ShiftDocument } from '../staff/store'
import type { CardDocument, PointDocument, RouteDocument, StampDocument } from '../store'
import { claimIdOf } from './claim-id'
import type { DeskDocument, GiftDocument, ItemDocument } from './store'

interface Read extends GiftDocument {
  routes: RouteDocument[]
  points: PointDocument[]
  desk: DeskDocument[]
  shift: ShiftDocument[]
  owned: CardDocument[]
  asked: CardDocument[]
  ownStamps: StampDocument[]
  cardStamps: StampDocument[]
  claimed: ItemDocument[]
  cardItems: ItemDocument[]
  settled: { _id: string }[]
}

export interface Claiming {
  gift: GiftDocument
  desk: DeskDocument | undefined
  shift: ShiftDocument | undefined
  /** Every right this claim uses up: the person's own first, then those of the cards that count for him. */
  claimIds: string[]
  cardIds: string[]
  asked: CardDocument[]
  progress: GiftProgress
  stamped: number
  /** An item of this gift that the holder has had or waits for. */
  had: ItemDocument | null
  /** Used without an item: a joined card had its gift. */
  settled: boolean
}

export interface ClaimWanted {
  giftId: string
  /** A person, for whom all his cards count; or null for paper cards alone. */
  holder: string | null
  serials: string[]
  deskId?: string
  shiftId?: string
}

/** One database request. @throws Refusal NOT_FOUND, SERIAL_WRONG */
export async function readClaim(wanted: ClaimWanted, now: number): Promise<Claiming> {
  const { giftId, holder, serials } = wanted
  const read = await readAll(wanted)
  if (!read) throw new Refusal('NOT_FOUND')
  if (serials.some((serial) => !read.asked.some(({ _id }) => _id === serial)))
    throw new Refusal('SERIAL_WRONG')
  const cards = holder ? read.owned : read.asked
  const cardIds = cards
    .filter(({ eventId }) => eventId === read.eventId)
    .map(({ _id }) => _id)
    .sort()
  const stamps = unique([...(holder ? read.ownStamps : []), ...read.cardStamps]).filter(
    (stamp) => stamp.personId === holder || cardIds.includes(stamp.cardId),
  )
  const stamped = new Set(stamps.map(({ pointId }) => pointId))
  const closed = ({ closedFrom }: { closedFrom?: Date | null }) =>
    Boolean(closedFrom && closedFrom.getTime() <= now)
  const points = read.points.map((point) => {
    const route = read.routes.find(({ _id }) => _id === point.routeId)!
    return {
      pointId: point._id,
      routeId: point.routeId,
      name: point.name,
      closed: closed(point) || closed(route),
    }
  })
  const routeName = read.routes.find(({ _id }) => _id === read.rule.routeId)?.name ?? ''
  const items = unique([...read.claimed, ...read.cardItems.filter((item) => item.giftId === giftId)])
  return {
    gift: read,
    desk: read.desk[0],
    shift: read.shift[0],
    claimIds: [...(holder ? [holder] : []), ...cardIds].map((each) => claimIdOf(giftId, each)),
    cardIds,
    asked: read.asked,
    progress: giftProgress(read.rule, points, stamped, routeName),
    stamped: points.filter(({ pointId }) => stamped.has(pointId)).length,
    had: items.find(({ state }) => state === 'claimed' || state === 'given') ?? null,
    settled: read.settled.length > 0,
  }
}

async function readAll({ giftId, holder, serials, deskId = '', shiftId = '' }: ClaimWanted) {
  const $ = command.aggregate
  const claimIds = [...(holder ? [holder] : []), ...serials].map((each) => claimIdOf(giftId, each))
  const { data } = await db
    .collection('gifts')
    .aggregate()
    .match({ _id: giftId })
    .limit(1)
    .addFields({
      holder: $.literal(holder ?? ''),
      serials: $.literal(serials),
      deskId: $.literal(deskId),
      shiftId: $.literal(shiftId),
      claimIds: $.literal(claimIds),
    })
    .lookup({ from: 'routes', localField: 'eventId', foreignField: 'eventId', as: 'routes' })
    .lookup({ from: 'points', localField: 'routes._id', foreignField: 'routeId', as: 'points' })
    .lookup({ from: 'shifts', localField: 'shiftId', foreignField: '_id', as: 'shift' })
    .addFields({ deskIds: $.concatArrays([['$deskId'], '$shift.placeId']) })
    .lookup({ from: 'desks', localField: 'deskIds', foreignField: '_id', as: 'desk' })
    .lookup({ from: 'cards', localField: 'holder', foreignField: 'joinedTo', as: 'owned' })
    .lookup({ from: 'cards', localField: 'serials', foreignField: '_id', as: 'asked' })
    .addFields({ cards: $.concatArrays(['$owned._id', '$asked._id']) })
    .lookup({ from: 'stamps', localField: 'holder', foreignField: 'personId', as: 'ownStamps' })
    .lookup({ from: 'stamps', localField: 'cards', foreignField: 'cardId', as: 'cardStamps' })
    .lookup({ from: 'giftItems', localField: 'claimIds', foreignField: 'claimIds', as: 'claimed' })
    .lookup({ from: 'giftItems', localField: 'cards', foreignField: 'cardIds', as: 'cardItems' })
    .lookup({ from: 'settledClaims', localField: 'claimIds', foreignField: '_id', as: 'settled' })
    .end()
  return data[0] as Read | undefined
}
