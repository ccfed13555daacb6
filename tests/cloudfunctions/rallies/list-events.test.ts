import { aPerson, aRoute, fresh } from '../../support/factories'
import { anOperator } from '../../support/rally'
import { startWorld, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

it('lists every carnival to an operator, what is on first, in three requests, and to nobody else', async () => {
  const operator = await anOperator(world)
  const [on, draft] = [await aRoute(world), await aRoute(world)]
  await world.db.collection('events').doc(draft.eventId).update({ state: 'draft' })
  const { events } = await world.ok(operator.openid, 'rallies', 'listEvents', {})
  expect(world.requestsOfLastCall()).toBe(3)
  expect(events.map(({ eventId, state }) => [eventId, state])).toEqual([
    [on.eventId, 'on'],
    [draft.eventId, 'draft'],
  ])
  const stranger = await world.call(fresh('oNobody'), 'rallies', 'listEvents', {})
  const resident = await world.call((await aPerson(world)).openid, 'rallies', 'listEvents', {})
  expect([stranger.ok, resident]).toEqual([false, { ok: false, code: 'NOT_ALLOWED', facts: {} }])
})

it('names the sheets of each point, old ones too, so that a phone can name a scan without a network', async () => {
  const person = await aPerson(world)
  const { routeId, eventId, points } = await aRoute(world)
  const { pointId, sheetId } = points[0]!
  const old = { eventId, routeId, pointId, keyVersion: '2', withdrawnAt: new Date(0) }
  await world.db.collection('sheets').doc('oldsheet1234').set(old)
  const route = await world.ok(person.openid, 'rallies', 'openRoute', { routeId })
  expect(world.requestsOfLastCall()).toBe(2)
  expect(route.points[0]!.sheetIds!.sort()).toEqual(['oldsheet1234', sheetId].sort())
})
