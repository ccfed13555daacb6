/** One carnival of a schedule, written into the store as an operator would have made it: three routes open at once. */
import { createHash } from 'node:crypto'
import { sealSheet } from '../../../cloudfunctions/rallies/scene-check'
import { identityIdOf } from '../../../cloudfunctions/_kit/ids'
import { CONSENT_VERSION } from '../../../miniprogram/domain/people'
import { serialFrom } from '../../../miniprogram/domain/serials'
import type { Database } from '../../admin-database'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Points of the three routes, as in the article. */
const POINTS = [7, 6, 7]

export interface Spot {
  pointId: string
  routeId: string
  sheetId: string
  scene: string
}
export interface Walker {
  openid: string
  personId: string
}
export interface Carnival {
  eventId: string
  spots: Spot[]
  /** Serials of paper cards, one for each route. */
  paper: { serial: string; routeId: string }[]
  deskId: string
  giftId: string
  people: Walker[]
  opensAt: number
}

/** @param key apart from every other schedule's; letters and digits */
export async function aCarnival(
  db: Database,
  { key, now, people, items }: { key: string; now: number; people: number; items: number },
): Promise<Carnival> {
  const eventId = `event-${key}`
  const opensAt = now - DAY
  const closesAt = new Date(now + 3 * DAY)
  const base = { eventId, history: [] }
  const spots = POINTS.flatMap((count, route) =>
    Array.from({ length: count }, (_, at): Spot => {
      const sheetId = `${key}r${route}p${at}`.padEnd(12, '0').slice(0, 16)
      const pointId = `${eventId}-${route}-${at}`
      return { pointId, routeId: `${eventId}-${route}`, sheetId, scene: sealSheet(sheetId, '1') }
    }),
  )
  const paper = POINTS.map((_, route) => ({
    serial: serialFrom(createHash('sha256').update(`paper ${key} ${route}`).digest()),
    routeId: `${eventId}-${route}`,
  }))
  const walkers = Array.from({ length: people }, (_, at) => ({
    openid: `oReplay-${key}-${at}`,
    personId: `person-${key}-${at}`,
  }))
  const [deskId, giftId] = [`desk-${key}`, `gift-${key}`]
  const put = (collection: string, documents: object[]) => db.collection(collection).add(documents)
  await put('events', [
    {
      ...{ _id: eventId, unitId: 'u', state: 'on', name: `回放 ${key}`, theme: '', district: '示例区' },
      ...{
        articleDates: '',
        organisers: { host: [], coHost: [], carriedOutBy: [] },
        closesAt,
        closedFrom: null,
      },
    },
  ])
  await put(
    'routes',
    POINTS.map((pointCount, route) => ({
      ...{
        _id: `${eventId}-${route}`,
        ...base,
        order: route + 1,
        name: `路线 ${route + 1}`,
        pointKind: '点',
        base: '',
      },
      ...{ gathering: '', opensAt: new Date(opensAt), closesAt, pointCount, treasures: [], changes: [] },
    })),
  )
  await put(
    'points',
    spots.map(({ pointId, routeId }, order) => ({
      ...{
        _id: pointId,
        routeId,
        ...base,
        order,
        name: `点 ${order}`,
        stampName: '点',
        place: '',
        hours: '',
      },
      ...{ activity: '', ways: ['sheet', 'staff'], closedFrom: null },
    })),
  )
  await put(
    'sheets',
    spots.map(({ sheetId, pointId, routeId }) => ({
      ...{ _id: sheetId, eventId, routeId, pointId, keyVersion: '1', withdrawnAt: null },
    })),
  )
  await put(
    'cards',
    paper.map(({ serial, routeId }) => ({
      ...{
        _id: serial,
        kind: 'paper',
        eventId,
        routeId,
        serial,
        joinedTo: null,
        carriedBy: null,
        carriedAs: '',
      },
      ...{ createdAt: new Date(now), history: [] },
    })),
  )
  await put('desks', [
    {
      ...{ _id: deskId, eventId, order: 1, name: '兑换台', place: '', position: null, duty: [] },
      openHours: [{ from: new Date(opensAt), to: new Date(now + 12 * HOUR) }],
    },
  ])
  await put('gifts', [
    {
      ...{ _id: giftId, eventId, order: 1, name: '礼物', detail: '', voucherMinutes: null },
      rule: { routeId: null, required: [], atLeast: 3 },
    },
  ])
  await put(
    'giftItems',
    Array.from({ length: items }, (_, at) => {
      const _id = `item-${key}-${at}`
      return {
        ...{ _id, eventId, giftId, deskId, state: 'free', pick: (at + 0.5) / items, claimId: `free.${_id}` },
        claimIds: [`free.${_id}`],
        ...{
          voucher: `none.${_id}`,
          claimedBy: null,
          cardIds: [],
          claimedAt: null,
          endsAt: null,
          shiftId: null,
        },
        ...{ givenAt: null, givenDesk: '', flagged: false, history: [] },
      }
    }),
  )
  await put(
    'identities',
    walkers.map(({ openid, personId }) => ({
      ...{ _id: identityIdOf(openid), openid, personId, consentVersion: CONSENT_VERSION, phoneDigest: null },
    })),
  )
  return { eventId, spots, paper, deskId, giftId, people: walkers, opensAt }
}

/** A shift that someone has taken. */
export async function aShift(
  db: Database,
  carnival: Carnival,
  shift: { shiftId: string; kind: 'point' | 'desk'; placeId: string; personId: string; now: number },
): Promise<void> {
  const { shiftId, kind, placeId, personId, now } = shift
  await db.collection('shifts').add({
    ...{ _id: shiftId, eventId: carnival.eventId, kind, placeId, placeName: '', name: '示例', personId },
    ...{ startsAt: new Date(now - HOUR), endsAt: new Date(now + 40 * HOUR), codeDigest: `digest-${shiftId}` },
    ...{ takenAt: new Date(now), history: [] },
  })
}
