/** The other ways to prove presence, and scans without network. */
import { digitsToSay, rotatingCodes } from '../../../cloudfunctions/rallies/point-secrets'
import type { ScanEvidence, Way } from '../../../miniprogram/domain/contract/rallies/presence'
import { serialFrom, saySerial } from '../../../miniprogram/domain/serials'
import { aPerson, aRoute, type TestPerson, type TestRoute } from '../../support/factories'
import { HOUR, MINUTE } from '../../support/rally'
import { START, startWorld, type World } from '../../support/world'

let world: World
let route: TestRoute
beforeAll(async () => {
  world = await startWorld()
  route = await aRoute(world)
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const DAY = 24 * HOUR
const checkIn = (by: TestPerson, scene: string, evidence: Partial<ScanEvidence> = {}) =>
  world.call(by.openid, 'rallies', 'checkIn', { scene, scannedAt: START, ...evidence })
const ways = (at: number, ...list: Way[]) =>
  world.db.collection('points').doc(route.points[at]!.pointId).update({ ways: list })
const stamp = async (by: TestPerson) =>
  (await world.db.collection('stamps').where({ personId: by.personId }).get()).data[0]

describe('a short code, typed', () => {
  it('is as good as the sheet it stands on', async () => {
    const person = await aPerson(world)
    const shortCode = serialFrom([3, 1, 4, 1, 5, 9, 2])
    await world.db.collection('sheets').doc(route.points[0]!.sheetId).update({ shortCode })
    expect(await checkIn(person, saySerial(shortCode).toLowerCase())).toMatchObject({ ok: true })
    expect(world.requestsOfLastCall()).toBe(3)
    expect(await checkIn(person, serialFrom([1, 1, 1, 1, 1, 1, 1]))).toMatchObject({ code: 'SERIAL_WRONG' })
  })
})

describe('a rotating code', () => {
  const codeAt = (at: number) => rotatingCodes(route.points[1]!.pointId, at, at + 1)[0]!.code
  beforeAll(() => ways(1, 'rotating', 'staff'))

  it('is good for two minutes, and refused afterwards', async () => {
    const person = await aPerson(world)
    const late = { scannedAt: START + 121_000, sentAt: START + 121_000 }
    world.cloud.clock.set(START + 121_000)
    expect(await checkIn(person, codeAt(START), late)).toMatchObject({ code: 'CODE_EXPIRED' })
    world.cloud.clock.set(START + 119_000)
    const intime = { scannedAt: START + 119_000, sentAt: START + 119_000 }
    expect(await checkIn(person, codeAt(START), intime)).toMatchObject({ ok: true })
    expect(world.requestsOfLastCall()).toBe(3)
  })

  it('scanned without network and sent hours later is good, since it proves its own window', async () => {
    const person = await aPerson(world)
    world.cloud.clock.set(START + 5 * HOUR)
    const seen = { cloud: START - HOUR, phone: START - HOUR }
    expect(await checkIn(person, codeAt(START), { seen, sentAt: START + 5 * HOUR })).toMatchObject({
      ok: true,
    })
    expect(await stamp(person)).toMatchObject({ way: 'rotating', flagged: false })
  })

  it('that is made up is refused without asking the database; the sheet is not taken here', async () => {
    const person = await aPerson(world)
    const forged = codeAt(START).replace(/.{10}$/, 'AAAAAAAAAA')
    expect(await checkIn(person, forged)).toMatchObject({ code: 'CODE_FORGED' })
    expect(world.requestsOfLastCall()).toBe(1)
    expect(await checkIn(person, route.points[1]!.scene)).toMatchObject({ code: 'WAY_NOT_HERE' })
  })
})

describe('six digits', () => {
  const { digits } = { digits: () => digitsToSay(route.points[2]!.pointId, START, START + 1)[0]!.digits }
  const say = (by: TestPerson, spoken: string, at = START) =>
    world.call(by.openid, 'rallies', 'checkInByDigits', {
      pointId: route.points[2]!.pointId,
      digits: spoken,
      scannedAt: at,
      sentAt: at,
    })
  const wrong = (by: number) => String((Number(digits()) + by) % 1_000_000).padStart(6, '0')
  beforeAll(() => ways(2, 'sheet', 'digits'))

  it('stamp the point, for ten minutes at most', async () => {
    const [one, other] = [await aPerson(world), await aPerson(world)]
    expect(await say(one, digits())).toMatchObject({ ok: true, data: { already: false } })
    expect(world.requestsOfLastCall()).toBe(4)
    expect(await say(one, digits())).toMatchObject({ ok: true, data: { already: true } })
    world.cloud.clock.set(START + 11 * MINUTE)
    expect(await say(other, digits(), START + 11 * MINUTE)).toMatchObject({ code: 'DIGITS_WRONG' })
  })

  it('are tried three times and no more, the right ones included', async () => {
    const person = await aPerson(world)
    expect(await say(person, wrong(1))).toMatchObject({ code: 'DIGITS_WRONG', facts: { left: 2 } })
    expect(await say(person, wrong(1))).toMatchObject({ code: 'DIGITS_WRONG', facts: { left: 2 } }) // the same again
    expect(await say(person, wrong(2))).toMatchObject({ code: 'DIGITS_WRONG', facts: { left: 1 } })
    expect(await say(person, wrong(3))).toMatchObject({ code: 'DIGITS_LOCKED' })
    expect(await say(person, digits())).toMatchObject({ code: 'DIGITS_LOCKED' })
    expect(await checkIn(person, route.points[2]!.scene)).toMatchObject({ ok: true }) // the sheet still does
  })

  it('at one instant are three tries however many guesses', async () => {
    const person = await aPerson(world)
    const guesses = Array.from({ length: 20 }, (_, by) => say(person, wrong(by + 1)))
    await Promise.all(guesses)
    const { total } = await world.db.collection('codeTries').count()
    const mine = await say(person, wrong(99))
    expect(mine.ok).toBe(false)
    expect(total).toBeLessThanOrEqual(2 + 3 + 3)
  })
})

describe('a scan without network', () => {
  it('is stamped when it arrives, until 72 hours after the event, and flagged when its time is unsure', async () => {
    const [honest, unsure, late] = [await aPerson(world), await aPerson(world), await aPerson(world)]
    const closes = START + 7 * DAY
    world.cloud.clock.set(closes + 3 * DAY - 1)
    const at = closes - HOUR
    const sure = { scannedAt: at, seen: { cloud: at - HOUR, phone: at - HOUR }, sentAt: closes + 3 * DAY - 1 }
    expect(await checkIn(honest, route.points[0]!.scene, sure)).toMatchObject({
      ok: true,
      data: { stamp: { at } },
    })
    expect(await stamp(honest)).toMatchObject({ flagged: false })
    expect(await checkIn(unsure, route.points[0]!.scene, { scannedAt: at })).toMatchObject({ ok: true })
    expect(await stamp(unsure)).toMatchObject({ flagged: true, flags: [{ kind: 'uncertain' }] })
    world.cloud.clock.set(closes + 3 * DAY)
    const answer = await checkIn(late, route.points[0]!.scene, { ...sure, sentAt: closes + 3 * DAY })
    expect(answer).toMatchObject({ code: 'CHECK_IN_TOO_LATE' })
  })

  it('with a leaked sheet: refused after its withdrawal, honest before it', async () => {
    const [honest, cheat] = [await aPerson(world), await aPerson(world)]
    const leaked = await aRoute(world)
    const { sheetId, scene } = leaked.points[0]!
    await world.db
      .collection('sheets')
      .doc(sheetId)
      .update({ withdrawnAt: new Date(START + HOUR) })
    world.cloud.clock.set(START + 3 * HOUR)
    const sent = { sentAt: START + 3 * HOUR, seen: { cloud: START, phone: START } }
    expect(await checkIn(cheat, scene, { ...sent, scannedAt: START + HOUR })).toMatchObject({
      code: 'CODE_WITHDRAWN',
    })
    expect(await checkIn(honest, scene, { ...sent, scannedAt: START + HOUR - 1 })).toMatchObject({ ok: true })
    expect(await stamp(honest)).toMatchObject({ flags: [{ kind: 'late' }] })
  })

  it('keeps no coordinates of a person', async () => {
    const [person, there] = [await aPerson(world), { latitude: 30.7, longitude: 104.2, accuracy: 20 }]
    await world.db
      .collection('points')
      .doc(route.points[0]!.pointId)
      .update({ position: { latitude: 30.66, longitude: 104.1 }, radius: 150 })
    expect(await checkIn(person, route.points[0]!.scene, { position: there })).toMatchObject({ ok: true })
    const stored = await stamp(person)
    expect(stored).toMatchObject({ flags: [{ kind: 'far' }] })
    expect(JSON.stringify(stored)).not.toContain('104.2')
  })
})
