/**
 * What a carnival asks of the database is the same with a hundred stored check-ins and with very many: as many requests,
 * and as many documents looked at. `SIZE=1000000 npx jest --selectProjects node -- …/rallies/size` stores a million.
 */
import { aPerson, aRoute, fresh, type TestRoute } from '../../support/factories'
import { aDesk, aGift, anOperator, onShift, stampsFor } from '../../support/rally'
import { START, startWorld, type World } from '../../support/world'

const SMALL = 100
const LARGE = Number(process.env.SIZE ?? 20_000)
const BATCH = 1000
jest.setTimeout(60_000 + LARGE)

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** Check-ins of other people at the same points. */
async function fillUpTo(route: TestRoute, from: number, count: number): Promise<void> {
  const { eventId, routeId, points } = route
  const at = new Date(START)
  const aStamp = (number: number) => {
    const { pointId, sheetId } = points[number % points.length]!
    const personId = `other-${Math.floor(number / points.length)}`
    return {
      ...{
        _id: `${personId}.${pointId}`,
        cardId: `card-of-${personId}`,
        eventId,
        routeId,
        pointId,
        sheetId,
        personId,
      },
      ...{ way: 'sheet', at, receivedAt: at, scannedAt: at, position: null, flagged: false, flags: [] },
    }
  }
  for (let number = from; number < count; number += BATCH)
    await world.db
      .collection('stamps')
      .add(Array.from({ length: Math.min(BATCH, count - number) }, (_, more) => aStamp(number + more)))
}

it('costs the same in requests and documents, however many check-ins are stored', async () => {
  const route = await aRoute(world)
  const operator = await anOperator(world)
  const deskId = await aDesk(world, route.eventId)
  const giftId = await aGift(world, route)
  const staff = await onShift(world, operator, 'desk', deskId)
  await world.ok(operator.openid, 'rallies', 'stockIn', { moveId: fresh('move'), deskId, giftId, count: 10 })

  const costs = async () => {
    const cost: Record<string, { requests: number; examined: number }> = {}
    const measure = async <Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> => {
      const before = new Set(world.cloud.databaseRequests())
      const answer = await work()
      const made = world.cloud.databaseRequests().filter((request) => !before.has(request))
      expect(made.flatMap(({ scans }) => scans)).toEqual([]) // everything by an index
      cost[name] = { requests: made.length, examined: made.reduce((sum, { examined }) => sum + examined, 0) }
      return answer
    }
    const { openid, personId } = await aPerson(world)
    const scan = { scene: route.points[0]!.scene, scannedAt: START }
    const checkIn = () => world.ok(openid, 'rallies', 'checkIn', scan)
    await measure('first', checkIn)
    await measure('again', checkIn)
    await world.db.collection('stamps').where({ personId }).remove()
    await stampsFor(world, [{ openid, personId }], route)
    await measure('route', () => world.ok(openid, 'rallies', 'openRoute', { routeId: route.routeId }))
    const claim = () => world.ok(openid, 'rallies', 'claimGift', { giftId, deskId })
    const { voucher } = await measure('claim', claim)
    const give = { moveId: fresh('move'), shiftId: staff.shiftId, voucher: voucher.number }
    await measure('voucher', () => world.ok(staff.person.openid, 'rallies', 'giveVoucher', give))
    return cost
  }

  await fillUpTo(route, 0, SMALL)
  const small = await costs()
  await fillUpTo(route, SMALL, LARGE)
  const large = await costs()
  expect(small).toMatchObject({
    first: { requests: 3 },
    again: { requests: 2 },
    route: { requests: 2 },
    voucher: { requests: 3 },
  })
  const requests = (cost: Record<string, { requests: number }>) =>
    Object.fromEntries(Object.entries(cost).map(([name, each]) => [name, each.requests]))
  // A claim looks at items by chance from another place: one request more or less, and never more than four.
  for (const cost of [small, large]) expect(cost.claim!.requests).toBeLessThanOrEqual(4)
  const [{ claim: one, ...rest }, { claim: other, ...restLarge }] = [small, large]
  expect(restLarge).toEqual(rest)
  expect(Math.abs(one!.examined - other!.examined)).toBeLessThanOrEqual(10)
  expect(requests(restLarge)).toEqual(requests(rest))
})
