/** Staff for a day: the right comes with a one-time code and ends with the shift. */
import { aPerson, aRoute, fresh, type TestPerson, type TestRoute } from '../../support/factories'
import { anOperator, aPaperCard, HOUR, MINUTE, onShift } from '../../support/rally'
import { START, startWorld, type World } from '../../support/world'

let world: World
let route: TestRoute
let operator: TestPerson
beforeAll(async () => {
  world = await startWorld()
  route = await aRoute(world)
  operator = await anOperator(world)
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const shiftAt = (at: number) => onShift(world, operator, 'point', route.points[at]!.pointId)
const stamp = (by: TestPerson, shiftId: string, code: string, scannedAt = START, more = {}) =>
  world.call(by.openid, 'rallies', 'stampCard', { shiftId, code, scannedAt, ...more })

describe('a shift', () => {
  it('is made by an operator alone, and its code is shown again when the answer was lost', async () => {
    const draft = {
      ...{
        draftId: fresh('draft'),
        placeId: route.points[0]!.pointId,
        kind: 'point' as const,
        name: '示例·小李',
      },
      ...{ startsAt: START, endsAt: START + HOUR },
    }
    const make = (by: TestPerson) => world.call(by.openid, 'rallies', 'makeShift', draft)
    expect(await make(await aPerson(world))).toMatchObject({ code: 'NOT_ALLOWED' })
    const [first, second] = [await make(operator), await make(operator)]
    expect(second).toEqual(first)
    const stored = (await world.db.collection('shifts').limit(100).get()).data
    expect(JSON.stringify(stored)).not.toContain(first.ok ? first.data.code.slice(2) : 'S.')
  })

  it('is taken by whoever scans the code first, also at the same instant', async () => {
    const draft = {
      draftId: fresh('draft'),
      placeId: route.points[0]!.pointId,
      kind: 'point' as const,
      name: '示例',
    }
    const times = { startsAt: START, endsAt: START + HOUR }
    const { code } = await world.ok(operator.openid, 'rallies', 'makeShift', { ...draft, ...times })
    const people = await Promise.all(Array.from({ length: 6 }, () => aPerson(world)))
    const answers = await Promise.all(
      people.map(({ openid }) => world.call(openid, 'rallies', 'takeShift', { code })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const winner = people[answers.findIndex(({ ok }) => ok)]!
    expect(await world.call(winner.openid, 'rallies', 'takeShift', { code })).toMatchObject({ ok: true })
    expect((await world.ok(winner.openid, 'rallies', 'myShifts', {})).shifts).toHaveLength(1)
    const forged = await world.call(winner.openid, 'rallies', 'takeShift', { code: `${code.slice(0, -2)}xx` })
    expect(forged).toMatchObject({ code: 'CODE_FORGED' })
  })

  it('ends by itself, and by the operator at once', async () => {
    const { person, shiftId } = await shiftAt(0)
    const card = await aPaperCard(world, route)
    world.cloud.clock.set(START + 8 * HOUR + 31 * MINUTE)
    const late = START + 8 * HOUR + 31 * MINUTE
    expect(await stamp(person, shiftId, card.code, late, { sentAt: late })).toMatchObject({
      code: 'SHIFT_NOT_ON',
    })
    expect((await world.ok(person.openid, 'rallies', 'myShifts', {})).shifts).toEqual([])
    // What was scanned while it was on is stamped whenever the network is back.
    const scanned = { sentAt: late, seen: { cloud: START, phone: START } }
    expect(await stamp(person, shiftId, card.code, START + HOUR, scanned)).toMatchObject({ ok: true })
    world.cloud.clock.set(START)
    const other = await shiftAt(1)
    await world.ok(operator.openid, 'rallies', 'endShift', { moveId: fresh('move'), shiftId: other.shiftId })
    expect(await stamp(other.person, other.shiftId, card.code)).toMatchObject({ code: 'SHIFT_NOT_ON' })
  })
})

describe('staff of a point', () => {
  it('stamp paper by its serial and a resident by his own code, for their own point alone', async () => {
    const [{ person: staff, shiftId }, card, resident] = [
      await shiftAt(0),
      await aPaperCard(world, route),
      await aPerson(world),
    ]
    const done = { ok: true, data: { already: false, serial: card.serial, stamped: 1, pointCount: 3 } }
    expect(await stamp(staff, shiftId, card.code)).toMatchObject(done)
    expect(world.requestsOfLastCall()).toBe(3)
    expect(await stamp(staff, shiftId, card.serial)).toMatchObject({ ok: true, data: { already: true } })
    expect(world.requestsOfLastCall()).toBe(2)
    const { pass } = await world.ok(resident.openid, 'rallies', 'openRoute', { routeId: route.routeId })
    expect(await stamp(staff, shiftId, pass)).toMatchObject({
      ok: true,
      data: { already: false, stamped: 1 },
    })
    // The resident scans the sheet himself as well: one stamp.
    const scan = { scene: route.points[0]!.scene, scannedAt: START }
    expect(await world.ok(resident.openid, 'rallies', 'checkIn', scan)).toMatchObject({
      already: true,
      route: { stamped: 1 },
    })
    const stored = (await world.db.collection('stamps').where({ personId: resident.personId }).get()).data
    expect(stored).toMatchObject([{ way: 'staff', by: staff.personId, pointId: route.points[0]!.pointId }])
    expect(await stamp(resident, shiftId, pass)).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await stamp(staff, shiftId, 'P.madeup0123456789madeup0123456789')).toMatchObject({
      code: 'CODE_FORGED',
    })
  })

  it('fetch the codes of their shift ahead, and no hour beyond it', async () => {
    const { person: staff, shiftId } = await shiftAt(2)
    await world.db
      .collection('points')
      .doc(route.points[2]!.pointId)
      .update({ ways: ['rotating', 'digits'] })
    const fetchFrom = (from: number) => world.ok(staff.openid, 'rallies', 'fetchCodes', { shiftId, from })
    const { rotating, digits, goodForMs } = await fetchFrom(START)
    expect([rotating.length, digits.length, goodForMs]).toEqual([240, 24, 120_000])
    expect(world.requestsOfLastCall()).toBe(2)
    const [resident, other] = [await aPerson(world), await aPerson(world)]
    const scene = rotating[0]!.code
    expect(
      await world.call(resident.openid, 'rallies', 'checkIn', { scene, scannedAt: START }),
    ).toMatchObject({ ok: true })
    const spoken = { pointId: route.points[2]!.pointId, digits: digits[0]!.digits, scannedAt: START }
    expect(await world.call(other.openid, 'rallies', 'checkInByDigits', spoken)).toMatchObject({ ok: true })
    expect((await fetchFrom(START + 8 * HOUR)).rotating.length).toBe(60) // the half hour of leeway
    const { openid } = await aPerson(world)
    expect(await world.call(openid, 'rallies', 'fetchCodes', { shiftId, from: START })).toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })
})
