/** What changes items apart from claims: each with a name, each safe to repeat. */
import { aPerson, aRoute, fresh, type TestPerson, type TestRoute } from '../../support/factories'
import { aDesk, aGift, anOperator, HOUR, onShift, stampsFor } from '../../support/rally'
import { START, startWorld, type World } from '../../support/world'

let world: World
let route: TestRoute
let operator: TestPerson
let [east, west] = ['', '']
beforeAll(async () => {
  world = await startWorld()
  route = await aRoute(world)
  operator = await anOperator(world)
  east = await aDesk(world, route.eventId, '东门兑换台')
  west = await aDesk(world, route.eventId, '西门兑换台')
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const stocked = async (count: number) => {
  const giftId = await aGift(world, route)
  const input = { moveId: fresh('move'), deskId: east, giftId, count }
  await world.ok(operator.openid, 'rallies', 'stockIn', input)
  return { giftId, input }
}
const items = async (giftId: string) =>
  (await world.db.collection('giftItems').where({ giftId }).limit(1000).get()).data

it('入库 adds so many, once however often it is sent, with the name of who did it', async () => {
  const { giftId, input } = await stocked(120)
  const again = await world.ok(operator.openid, 'rallies', 'stockIn', input)
  expect(again.stock).toMatchObject({ free: 120, claimed: 0, given: 0 })
  const all = await items(giftId)
  expect(all).toHaveLength(120)
  expect(all[0].history).toMatchObject([
    { move: 'stockIn', by: operator.personId, detail: expect.any(String) },
  ])
  expect(new Set(all.map(({ pick }) => pick)).size).toBeGreaterThan(100)
})

it('调拨 moves free ones, as many as there are, and no more when it is sent again', async () => {
  const { giftId } = await stocked(10)
  const move = { moveId: fresh('move'), deskId: east, toDeskId: west, giftId, count: 4 }
  for (const _ of [1, 2])
    expect(await world.ok(operator.openid, 'rallies', 'stockMove', move)).toMatchObject({
      moved: 4,
      stock: { free: 6 },
    })
  const rest = { ...move, moveId: fresh('move'), count: 100 }
  expect(await world.ok(operator.openid, 'rallies', 'stockMove', rest)).toMatchObject({
    moved: 6,
    stock: { free: 0 },
  })
})

it('损坏 and 盘点 write what is missing or found, with a name', async () => {
  const { giftId } = await stocked(10)
  const place = { deskId: east, giftId }
  const damage = { moveId: fresh('move'), ...place, count: 2, note: '淋了雨' }
  for (const _ of [1, 2])
    expect(await world.ok(operator.openid, 'rallies', 'stockDamage', damage)).toMatchObject({
      damaged: 2,
      stock: { free: 8 },
    })
  const count = (counted: number, moveId = fresh('move')) =>
    world.ok(operator.openid, 'rallies', 'stockCount', { moveId, ...place, counted })
  const moveId = fresh('move')
  for (const _ of [1, 2])
    expect(await count(5, moveId)).toMatchObject({ expected: 8, counted: 5, stock: { free: 5 } })
  expect(await count(9)).toMatchObject({ expected: 5, counted: 9, stock: { free: 9 } })
  const states = (await items(giftId)).map(({ state }) => state)
  expect(states.filter((state) => state === 'missing')).toHaveLength(3)
  expect((await world.db.collection('stockCounts').where({ deskId: east, giftId }).get()).data).toHaveLength(
    2,
  )
})

it('is for operators and for whoever is on a shift at this desk', async () => {
  const { giftId } = await stocked(1)
  const [here, there] = [
    await onShift(world, operator, 'desk', east),
    await onShift(world, operator, 'desk', west),
  ]
  const put = (by: TestPerson) =>
    world.call(by.openid, 'rallies', 'stockIn', { moveId: fresh('move'), deskId: east, giftId, count: 1 })
  expect(await put(here.person)).toMatchObject({ ok: true })
  expect(await put(there.person)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await put(await aPerson(world))).toMatchObject({ code: 'NOT_ALLOWED' })
  world.cloud.clock.set(START + 9 * HOUR)
  expect(await put(here.person)).toMatchObject({ code: 'NOT_ALLOWED' })
})

describe('a reserve for a desk phone without network', () => {
  it('is given there and reported later; what is not reported returns', async () => {
    const { giftId } = await stocked(5)
    const { person: staff, shiftId } = await onShift(world, operator, 'desk', east)
    const reserve = { moveId: fresh('move'), shiftId, giftId, count: 3 }
    const { itemIds } = await world.ok(staff.openid, 'rallies', 'reserveItems', reserve)
    expect((await world.ok(staff.openid, 'rallies', 'reserveItems', reserve)).itemIds.sort()).toEqual(
      itemIds.sort(),
    )
    const resident = await aPerson(world)
    await stampsFor(world, [resident], route)
    const { pass } = await world.ok(resident.openid, 'rallies', 'openRoute', { routeId: route.routeId })
    const report = (itemId: string, moveId = fresh('move')) =>
      world.call(staff.openid, 'rallies', 'reportGiven', {
        ...{ moveId, shiftId, itemId, codes: [pass], scannedAt: START + HOUR },
      })
    world.cloud.clock.set(START + 2 * HOUR)
    const first = fresh('move')
    for (const _ of [1, 2])
      expect(await report(itemIds[0]!, first)).toMatchObject({ data: { outcome: 'given' } })
    expect(await report(itemIds[1]!)).toMatchObject({ data: { outcome: 'hadBefore' } })
    expect(await world.call(resident.openid, 'rallies', 'claimGift', { giftId, deskId: east })).toMatchObject(
      {
        ok: true,
        data: { already: true, voucher: { state: 'used' } },
      },
    )
    expect(await world.ok(staff.openid, 'rallies', 'openDesk', { shiftId })).toMatchObject({
      stock: expect.arrayContaining([expect.objectContaining({ giftId, free: 2, reserved: 1, given: 2 })]),
    })
    // The operator ends the shift of a lost phone: what it held comes back.
    await world.ok(operator.openid, 'rallies', 'endShift', { moveId: fresh('move'), shiftId })
    await world.cloud.timers.fire('rallies', 'due')
    const states = (await items(giftId)).map(({ state }) => state).sort()
    expect(states).toEqual(['free', 'free', 'free', 'given', 'given'])
    expect(await report(itemIds[2]!)).toMatchObject({ ok: true, data: { outcome: 'notReserved' } })
  })
})
