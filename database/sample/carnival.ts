/** The sample carnival as documents: the event, its routes and points with their sheets, gifts and printed postcards. */
import { serialFrom } from '../../miniprogram/domain/serials'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'
import { DESK_HOURS, DESKS, GIFTS, PAPER_CARDS_A_ROUTE, type SampleGift } from './gifts'
import type { SampleContext, SampleDocument } from './index'
import { picturesOf } from './pictures'
import { EVENT, openHoursOf, routes, sessionsOf, treasures } from './rally'

const put = (collection: string, document: SampleDocument['document']): SampleDocument => ({
  collection,
  document,
})

export function carnival(context: SampleContext): SampleDocument[] {
  const { idOf, sheetId, keyVersion, now } = context
  const eventId = idOf('event')
  const ten = treasures()
  const startOfDay = (day: number) => startOfShanghaiDay(now, day)
  const everyDay = (hours: string) => openHoursOf(hours, { from: -1, to: 27 }, startOfDay)
  return [
    ...gifts(),
    put('events', { _id: eventId, unitId: idOf('carnival'), state: 'on', ...EVENT }),
    ...routes().flatMap(({ key, from, to, points, ...route }) => {
      const routeId = idOf(key)
      const [opensAt, closesAt] = [from, to].map((days) => new Date(startOfShanghaiDay(now, days)))
      return [
        put('routes', {
          _id: routeId,
          eventId,
          ...route,
          opensAt,
          closesAt,
          pointCount: points.length,
          treasures: ten,
        }),
        ...points.flatMap(({ key: pointKey, ...point }, at) => {
          const pointId = idOf(pointKey)
          const chance = [...sheetId(`short ${pointKey}`)].map((digit) => parseInt(digit, 16) + 2 * at)
          const sheet = {
            eventId,
            routeId,
            pointId,
            keyVersion,
            shortCode: serialFrom(chance),
            withdrawnAt: null,
          }
          const pictures = picturesOf(pointKey, context)
          const openHours = openHoursOf(point.hours, { from, to }, startOfDay)
          const dated = {
            openHours,
            duty: openHours.map((hours) => ({
              ...hours,
              name: '示例·志愿者',
              phone: `028-0000-02${10 + at}`,
            })),
            sessions: sessionsOf(pointKey, at, startOfDay),
          }
          return [
            ...pictures.map(({ document }) => put('pictures', document)),
            put('points', {
              ...{ _id: pointId, routeId, eventId, ...point, ...dated },
              pictures: pictures.map(({ picture }) => picture),
            }),
            put('sheets', { _id: sheetId(pointKey), ...sheet }),
          ]
        }),
      ]
    }),
  ]

  function gifts(): SampleDocument[] {
    const desks = DESKS.map(({ key, point, ...desk }) => {
      const position = routes()[1]!.points[point]!.position ?? null
      const openHours = everyDay(DESK_HOURS)
      const duty = openHours.map((hours) => ({ ...hours, name: '示例·志愿者', phone: '028-0000-0230' }))
      return put('desks', { _id: idOf(key), eventId, ...desk, position, openHours, duty })
    })
    const cards = routes().flatMap(({ key }) =>
      Array.from({ length: PAPER_CARDS_A_ROUTE }, (_, at) => {
        const serial = serialFrom(
          [...sheetId(`card ${key} ${at}`)].map((digit) => parseInt(digit, 16) + 7 * at),
        )
        const nobodys = { joinedTo: null, carriedBy: null, carriedAs: '', history: [] }
        const card = { kind: 'paper', eventId, routeId: idOf(key), serial, createdAt: new Date(now) }
        return put('cards', { _id: serial, ...card, ...nobodys })
      }),
    )
    return [...desks, ...cards, ...GIFTS.flatMap((gift) => giftWithItems(gift))]
  }

  function giftWithItems({ key, route, required, atLeast, stock, ...gift }: SampleGift): SampleDocument[] {
    const rule = { routeId: route && idOf(route), required: required.map(idOf), atLeast }
    const items = stock.flatMap((count, desk) =>
      Array.from({ length: count }, (_, at) => {
        const _id = idOf(`${key} at desk ${desk}, ${at}`)
        return put('giftItems', {
          ...{
            _id,
            eventId,
            giftId: idOf(key),
            deskId: idOf(DESKS[desk]!.key),
            state: 'free',
            pick: at / count,
          },
          ...{
            claimId: `free.${_id}`,
            claimIds: [`free.${_id}`],
            voucher: `none.${_id}`,
            claimedBy: null,
            cardIds: [],
            claimedAt: null,
          },
          ...{ endsAt: null, shiftId: null, givenAt: null, givenDesk: '', flagged: false, history: [] },
        })
      }),
    )
    return [put('gifts', { _id: idOf(key), eventId, ...gift, rule, voucherMinutes: null }), ...items]
  }
}
