/** What tests of a carnival are made of, beside `aRoute`. */
import { identityIdOf } from '../../cloudfunctions/_kit/ids'
import { appCardId } from '../../cloudfunctions/rallies/app-card'
import { paperCode } from '../../miniprogram/domain/codes'
import { CONSENT_VERSION } from '../../miniprogram/domain/people'
import { serialFrom } from '../../miniprogram/domain/serials'
import { aPerson, fresh, type TestPerson, type TestRoute } from './factories'
import { START, type World } from './world'

let printed = 0

export interface TestCard {
  serial: string
  /** The text of its code. */
  code: string
}

/** A printed postcard that is nobody's yet. */
export async function aPaperCard(world: World, { eventId, routeId }: TestRoute): Promise<TestCard> {
  printed += 1
  const serial = serialFrom([printed, printed >> 5, 7, 11, 13, 17, 19])
  await world.db
    .collection('cards')
    .doc(serial)
    .set({
      kind: 'paper',
      eventId,
      routeId,
      serial,
      joinedTo: null,
      carriedBy: null,
      carriedAs: '',
      createdAt: new Date(START),
      history: [],
    })
  return { serial, code: paperCode(serial) }
}

/** Someone who runs the deployment. */
export async function anOperator(world: World): Promise<TestPerson> {
  const person = await aPerson(world)
  await world.db.collection('persons').doc(person.personId).update({ operator: true })
  return person
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** So many people at once, written as the app would have, since a rush is not about agreeing. */
export async function aCrowd(world: World, count: number): Promise<TestPerson[]> {
  const people = Array.from({ length: count }, () => ({ openid: fresh('oCrowd'), personId: fresh('person') }))
  for (let from = 0; from < count; from += 100)
    await world.db.collection('identities').add(
      people.slice(from, from + 100).map(({ openid, personId }) => ({
        _id: identityIdOf(openid),
        openid,
        personId,
        consentVersion: CONSENT_VERSION,
        phoneDigest: null,
      })),
    )
  return people
}

/** Stamps on the cards that people have in the app, as if they had walked. */
export async function stampsFor(
  world: World,
  people: TestPerson[],
  route: TestRoute,
  points = 3,
): Promise<void> {
  const stamps = people.flatMap(({ personId }) =>
    route.points.slice(0, points).map(({ pointId, sheetId }) => {
      const cardId = appCardId(personId, route.routeId)
      const { eventId, routeId } = route
      const at = new Date(START)
      return {
        ...{
          _id: `${cardId}.${pointId}`,
          cardId,
          eventId,
          routeId,
          pointId,
          sheetId,
          personId,
          way: 'sheet',
        },
        ...{ at, receivedAt: at, scannedAt: at, position: null, flagged: false, flags: [] },
      }
    }),
  )
  for (let from = 0; from < stamps.length; from += 100)
    await world.db.collection('stamps').add(stamps.slice(from, from + 100))
}

/** A desk that is open until eight hours after START, and again the next day. */
export async function aDesk(world: World, eventId: string, name = '示例兑换台'): Promise<string> {
  const deskId = fresh('desk')
  const day = 24 * HOUR
  await world.db
    .collection('desks')
    .doc(deskId)
    .set({
      eventId,
      order: 1,
      name,
      place: '示例路 1 号',
      position: { latitude: 30.66, longitude: 104.1 },
      openHours: [0, day].map((later) => ({
        from: new Date(START - HOUR + later),
        to: new Date(START + 8 * HOUR + later),
      })),
      duty: [],
    })
  return deskId
}

/** A gift for all points of a route unless told otherwise. */
export async function aGift(
  world: World,
  { eventId, routeId }: TestRoute,
  { atLeast = 3, required = [] as string[], voucherMinutes = null as number | null } = {},
): Promise<string> {
  const giftId = fresh('gift')
  await world.db
    .collection('gifts')
    .doc(giftId)
    .set({
      ...{ eventId, order: 1, name: '示例帆布袋', detail: '', voucherMinutes },
      rule: { routeId, required, atLeast },
    })
  return giftId
}

/** A person on a shift of a point or desk that is on for eight hours. */
export async function onShift(
  world: World,
  operator: TestPerson,
  kind: 'point' | 'desk',
  placeId: string,
): Promise<{ person: TestPerson; shiftId: string }> {
  const times = { startsAt: START, endsAt: START + 8 * HOUR }
  const draft = { draftId: fresh('draft'), placeId, kind, name: '示例·小李', ...times }
  const { code, shift } = await world.ok(operator.openid, 'rallies', 'makeShift', draft)
  const person = await aPerson(world)
  await world.ok(person.openid, 'rallies', 'takeShift', { code })
  return { person, shiftId: shift.shiftId }
}
