import { aPerson, aRoute, fresh, type TestPerson } from '../../support/factories'
import { FUNCTION_VARIABLES, START, startWorld, type World } from '../../support/world'
import { formatScene, parseScene } from '../../../miniprogram/domain/scenes'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const checkIn = (by: TestPerson, scene: string) =>
  world.call(by.openid, 'rallies', 'checkIn', { scene, scannedAt: START })
const stampsOnCard = async (cardId: string) =>
  (await world.db.collection('stamps').where({ cardId }).get()).data

describe('checking in', () => {
  it('stamps the point on the person’s card of that route', async () => {
    const [route, person] = [await aRoute(world), await aPerson(world)]
    const answer = await checkIn(person, route.points[1]!.scene)
    expect(answer).toMatchObject({
      ok: true,
      data: {
        already: false,
        stamp: { pointId: route.points[1]!.pointId, at: START },
        route: { stamped: 1, pointCount: 3, state: 'open' },
        card: { kind: 'app' },
      },
    })
    const opened = await world.ok(person.openid, 'rallies', 'openRoute', { routeId: route.routeId })
    expect(opened.stamps.map((stamp) => stamp.pointId)).toEqual([route.points[1]!.pointId])
    expect(opened.cards).toHaveLength(1)
    expect(opened.points).toHaveLength(3)
  })

  it('a second time gives the first stamp, with its time', async () => {
    const [route, person] = [await aRoute(world), await aPerson(world)]
    const { scene } = route.points[0]!
    const first = await checkIn(person, scene)
    world.cloud.clock.advance(60_000)
    const second = await checkIn(person, scene)
    expect(second).toMatchObject({ ok: true, data: { already: true, route: { stamped: 1 } } })
    expect(second.ok && first.ok && second.data.stamp).toEqual(first.ok && first.data.stamp)
  })

  it('eight times at the same instant is one stamp on one card', async () => {
    const [route, person] = [await aRoute(world), await aPerson(world)]
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => checkIn(person, route.points[0]!.scene)),
    )
    expect(answers.every((answer) => answer.ok)).toBe(true)
    const data = answers.flatMap((answer) => (answer.ok ? [answer.data] : []))
    expect(data.filter((each) => !each.already)).toHaveLength(1)
    expect(await stampsOnCard(data[0]!.card.cardId)).toHaveLength(1)
    expect(new Set(data.map(({ card }) => card.cardId)).size).toBe(1)
  })

  it('is remembered when its answer was lost', async () => {
    const [route, person] = [await aRoute(world), await aPerson(world)]
    world.cloud.breakFunction('rallies', 'lostAnswer')
    await expect(checkIn(person, route.points[0]!.scene)).rejects.toBeDefined()
    world.cloud.breakFunction('rallies', null)
    expect(await checkIn(person, route.points[0]!.scene)).toMatchObject({ ok: true, data: { already: true } })
  })

  it('belongs to a card: what a joined paper card holds counts too, each point once', async () => {
    const [route, person] = [await aRoute(world), await aPerson(world)]
    const paper = fresh('paper')
    await world.db
      .collection('cards')
      .doc(paper)
      .set({
        kind: 'paper',
        eventId: route.eventId,
        routeId: route.routeId,
        serial: 'P-0001',
        joinedTo: person.personId,
        createdAt: new Date(START),
        history: [],
      })
    for (const point of route.points.slice(0, 2)) {
      await world.db
        .collection('stamps')
        .doc(`${paper}.${point.pointId}`)
        .set({
          cardId: paper,
          routeId: route.routeId,
          pointId: point.pointId,
          sheetId: point.sheetId,
          at: new Date(START),
          scannedAt: new Date(START),
        })
    }
    const answer = await checkIn(person, route.points[1]!.scene)
    expect(answer).toMatchObject({ ok: true, data: { already: false, route: { stamped: 2 } } })
    expect(await checkIn(person, route.points[2]!.scene)).toMatchObject({
      ok: true,
      data: { route: { stamped: 3 } },
    })
  })

  it('needs consent and nothing more: no phone number', async () => {
    const route = await aRoute(world)
    const stranger = { openid: fresh('oTest'), personId: '' }
    expect(await checkIn(stranger, route.points[0]!.scene)).toMatchObject({
      ok: false,
      code: 'CONSENT_NEEDED',
    })
    const person = await aPerson(world)
    expect(await checkIn(person, route.points[0]!.scene)).toMatchObject({ ok: true })
  })
})

describe('a code', () => {
  it('that is forged is refused without asking the database about it', async () => {
    const [route, person] = [await aRoute(world), await aPerson(world)]
    const real = parseScene(route.points[0]!.scene)!
    const check = real.check.startsWith('A') ? `B${real.check.slice(1)}` : `A${real.check.slice(1)}`
    expect(await checkIn(person, formatScene({ ...real, check }))).toEqual({
      ok: false,
      code: 'CODE_FORGED',
      facts: {},
    })
    expect(world.requestsOfLastCall()).toBe(1) // who calls
    expect(await checkIn(person, formatScene({ ...real, sheetId: 'sheet000000x' }))).toMatchObject({
      code: 'CODE_FORGED',
    })
    // A key version that is no longer valid may be on genuine paper: nobody is called a forger for it.
    expect(await checkIn(person, formatScene({ ...real, keyVersion: '9' }))).toMatchObject({
      code: 'CODE_WITHDRAWN',
    })
    expect(await checkIn(person, 'hello')).toMatchObject({ code: 'CODE_UNREADABLE' })
  })

  it('of the old key version is good beside the new one', async () => {
    const person = await aPerson(world)
    for (const keyVersion of Object.keys(JSON.parse(FUNCTION_VARIABLES.SCENE_KEYS))) {
      const route = await aRoute(world, { keyVersion })
      expect(await checkIn(person, route.points[0]!.scene)).toMatchObject({ ok: true })
    }
  })

  it('of a withdrawn sheet is refused; its neighbours stay good, and so does a stamp given before', async () => {
    const [route, before, after] = [await aRoute(world), await aPerson(world), await aPerson(world)]
    const [first, second] = route.points
    await checkIn(before, first!.scene)
    await world.db
      .collection('sheets')
      .doc(first!.sheetId)
      .update({ withdrawnAt: new Date(START) })
    expect(await checkIn(after, first!.scene)).toMatchObject({ ok: false, code: 'CODE_WITHDRAWN' })
    expect(await checkIn(after, second!.scene)).toMatchObject({ ok: true })
    expect(await checkIn(before, first!.scene)).toMatchObject({ ok: true, data: { already: true } })
  })

  it('outside its weeks is refused with the date, by the cloud’s clock and not the phone’s', async () => {
    const [soon, over] = [await aRoute(world, { opensIn: 3 }), await aRoute(world, { opensIn: -9 })]
    const person = await aPerson(world)
    expect(await checkIn(person, soon.points[0]!.scene)).toEqual({
      ok: false,
      code: 'ROUTE_NOT_OPEN',
      facts: { opens: '4月16日' },
    })
    expect(await checkIn(person, over.points[0]!.scene)).toEqual({
      ok: false,
      code: 'ROUTE_OVER',
      facts: { closed: '4月11日' },
    })
  })
})

describe('reading', () => {
  it('needs nothing: a stranger sees the event and the points', async () => {
    const route = await aRoute(world)
    const stranger = fresh('oTest')
    const { event, routes } = await world.ok(stranger, 'rallies', 'openEvent', {})
    expect(event).not.toBeNull()
    expect(routes.every((each) => each.stamped === 0)).toBe(true)
    const opened = await world.ok(stranger, 'rallies', 'openRoute', { routeId: route.routeId })
    expect(opened).toMatchObject({ cards: [], stamps: [], treasures: [{ group: '两站' }] })
    expect(await world.call(stranger, 'rallies', 'openRoute', { routeId: 'none' })).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('shows nobody another’s card', async () => {
    const [route, one, other] = [await aRoute(world), await aPerson(world), await aPerson(world)]
    await checkIn(one, route.points[0]!.scene)
    const cardOf = async ({ openid }: TestPerson) =>
      (await world.ok(openid, 'rallies', 'openRoute', { routeId: route.routeId })).cards[0]!.cardId
    const opened = await world.ok(other.openid, 'rallies', 'openRoute', { routeId: route.routeId })
    expect(opened).toMatchObject({ cards: [{ kind: 'app', tie: 'mine' }], stamps: [] })
    expect(await cardOf(other)).not.toBe(await cardOf(one))
  })
})

it('costs what the docstrings say, in database requests', async () => {
  // The event of this test is to be the one that is on.
  await world.db.collection('events').where({ state: 'on' }).update({ state: 'over' })
  const [route, person] = [await aRoute(world), await aPerson(world)]
  const cost: Record<string, number> = {}
  await checkIn(person, route.points[0]!.scene)
  cost.first = world.requestsOfLastCall()
  await checkIn(person, route.points[1]!.scene)
  cost.next = world.requestsOfLastCall()
  await checkIn(person, route.points[1]!.scene)
  cost.again = world.requestsOfLastCall()
  await world.ok(person.openid, 'rallies', 'openEvent', {})
  cost.event = world.requestsOfLastCall()
  await world.ok(person.openid, 'rallies', 'openRoute', { routeId: route.routeId })
  cost.route = world.requestsOfLastCall()
  expect(cost).toEqual({ first: 3, next: 3, again: 2, event: 2, route: 2 })
})

it('what breaks unforeseen is answered with an id that stands in the log, and without a stack', async () => {
  const log: string[] = []
  const functionEnv = { ...FUNCTION_VARIABLES, SCENE_KEYS: '{}' }
  const broken = await startWorld({ functionEnv, log: (line) => log.push(line) })
  try {
    const person = await aPerson(broken)
    const input = { scene: 'a1b2c3d4e5f6.1.AAAAAAAAAA', scannedAt: START }
    const answer = await broken.call(person.openid, 'rallies', 'checkIn', input)
    expect(answer).toEqual({ ok: false, code: 'INTERNAL', facts: { logId: expect.any(String) } })
    const { logId } = answer.ok ? { logId: '' } : answer.facts
    expect(log.join('\n')).toContain(String(logId))
    expect(log.join('\n')).toContain('SCENE_KEYS is not set')
    expect(log.join('\n')).not.toContain(person.openid)
  } finally {
    await broken.stop()
  }
})
