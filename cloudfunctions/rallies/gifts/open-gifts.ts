import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import type { DeskStock, GiftView } from '../../../miniprogram/domain/contract/rallies/gifts'
import { giftProgress } from '../../../miniprogram/domain/gifts'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { unique } from '../arrival'
import type { CardDocument, EventDocument, PointDocument, RouteDocument, StampDocument } from '../store'
import { claimIdOf } from './claim-id'
import { presentVoucher } from './present-voucher'
import type { DeskDocument, GiftDocument, ItemDocument } from './store'

type Read = EventDocument & {
  gifts: GiftDocument[]
  desks: DeskDocument[]
  routes: RouteDocument[]
  points: PointDocument[]
  owned: CardDocument[]
  asked: CardDocument[]
  ownStamps: StampDocument[]
  cardStamps: StampDocument[]
}

interface Left {
  giftId: string
  deskId: string
  left: number
}

/** An event's gifts for one holder: what is missing, and where how many are left. Five database requests. */
export const openGifts: ActionSpec<Rallies['openGifts']> = {
  who: 'person',
  input: v.strictObject({
    eventId: id,
    cardIds: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(5))),
  }),
  async run({ actor, input, now }) {
    const serials = input.cardIds ?? []
    const holder = serials.length === 0 ? actor.personId : null
    const [event, left] = await Promise.all([
      readEvent(input.eventId, holder, serials),
      countFree(input.eventId),
    ])
    if (!event) throw new Refusal('NOT_FOUND')
    const reads = ({ joinedTo, carriedBy }: CardDocument) =>
      joinedTo === actor.personId || carriedBy === actor.personId
    if (event.asked.some((card) => !reads(card))) throw new Refusal('CARD_NOT_HERE')
    const cards = (holder ? event.owned : event.asked).filter((card) => card.eventId === event._id)
    const had = await readHad(event.gifts, holder, cards)
    return { gifts: event.gifts.sort((one, other) => one.order - other.order).map(view) }

    function view(gift: GiftDocument): GiftView {
      const stamps = unique([...(holder ? event!.ownStamps : []), ...event!.cardStamps])
      const counted = new Set(
        stamps
          .filter(({ personId, cardId }) => personId === holder || cards.some(({ _id }) => _id === cardId))
          .map(({ pointId }) => pointId),
      )
      const closed = (thing: { closedFrom?: Date | null }) => (thing.closedFrom?.getTime() ?? Infinity) <= now
      const points = event!.points.map((point) => {
        const route = event!.routes.find(({ _id }) => _id === point.routeId)!
        const { _id: pointId, routeId, name } = point
        return { pointId, routeId, name, closed: closed(point) || closed(route) }
      })
      const routeName = event!.routes.find(({ _id }) => _id === gift.rule.routeId)?.name ?? ''
      const { ready, rule, missing } = giftProgress(gift.rule, points, counted, routeName)
      const item = had.items.find(({ giftId }) => giftId === gift._id)
      const itemDesk = event!.desks.find(({ _id }) => _id === item?.deskId)
      const settled = had.settled.has(gift._id)
      return {
        giftId: gift._id,
        name: gift.name,
        detail: gift.detail,
        rule,
        state: item || settled ? 'had' : ready ? 'ready' : 'collecting',
        missing,
        desks: event!.desks.flatMap((desk) => stockAt(desk, gift._id)),
        voucher: item && itemDesk ? presentVoucher(item, gift, itemDesk) : null,
      }
    }

    /** None where this gift never lay. */
    function stockAt(desk: DeskDocument, giftId: string): DeskStock[] {
      const line = left.find((each) => each.giftId === giftId && each.deskId === desk._id)
      if (!line) return []
      const closes = desk.openHours.map(({ to }) => to.getTime()).filter((to) => to > now)
      const { _id: deskId, name, place, position } = desk
      const closesAt = closes.length > 0 ? Math.min(...closes) : 0
      return [{ deskId, name, place, position, left: line.left, closesAt }]
    }
  },
}

async function readEvent(
  eventId: string,
  holder: string | null,
  serials: string[],
): Promise<Read | undefined> {
  const $ = command.aggregate
  const { data } = await db
    .collection('events')
    .aggregate()
    .match({ _id: eventId })
    .limit(1)
    .addFields({ holder: $.literal(holder ?? ''), serials: $.literal(serials) })
    .lookup({ from: 'gifts', localField: '_id', foreignField: 'eventId', as: 'gifts' })
    .lookup({ from: 'desks', localField: '_id', foreignField: 'eventId', as: 'desks' })
    .lookup({ from: 'routes', localField: '_id', foreignField: 'eventId', as: 'routes' })
    .lookup({ from: 'points', localField: 'routes._id', foreignField: 'routeId', as: 'points' })
    .lookup({ from: 'cards', localField: 'holder', foreignField: 'joinedTo', as: 'owned' })
    .lookup({ from: 'cards', localField: 'serials', foreignField: '_id', as: 'asked' })
    .addFields({ cards: $.concatArrays(['$owned._id', '$asked._id']) })
    .lookup({ from: 'stamps', localField: 'holder', foreignField: 'personId', as: 'ownStamps' })
    .lookup({ from: 'stamps', localField: 'cards', foreignField: 'cardId', as: 'cardStamps' })
    .end()
  return data[0] as Read | undefined
}

/** Free and not free, so that a desk that has handed out its last one is still named. Index (eventId, state). */
async function countFree(eventId: string): Promise<Left[]> {
  const $ = command.aggregate
  const { data } = await db
    .collection('giftItems')
    .aggregate()
    .match({ eventId })
    .group({
      _id: { giftId: '$giftId', deskId: '$deskId' },
      left: $.sum($.cond({ if: $.eq(['$state', 'free']), then: 1, else: 0 })),
    })
    .limit(1000)
    .end()
  return (data as { _id: Omit<Left, 'left'>; left: number }[]).map(({ _id, left }) => ({ ..._id, left }))
}

/** What was had of these gifts: by the person, or by any of the cards. */
async function readHad(gifts: GiftDocument[], holder: string | null, cards: CardDocument[]) {
  const holders = [...(holder ? [holder] : []), ...cards.map(({ _id }) => _id)]
  const claimIds = gifts.flatMap(({ _id }) => holders.map((each) => claimIdOf(_id, each)))
  if (claimIds.length === 0) return { items: [] as ItemDocument[], settled: new Set<string>() }
  const [items, settled] = await Promise.all([
    db
      .collection('giftItems')
      .where({ claimIds: command.in(claimIds) })
      .limit(100)
      .get(),
    db
      .collection('settledClaims')
      .where({ _id: command.in(claimIds) })
      .limit(100)
      .get(),
  ])
  return {
    items: items.data as ItemDocument[],
    settled: new Set((settled.data as { giftId: string }[]).map(({ giftId }) => giftId)),
  }
}
