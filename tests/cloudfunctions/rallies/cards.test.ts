/** Paper cards: carried on one phone, joined once, stamped like any other. */
import { aPerson, aRoute, fresh, type TestPerson, type TestRoute } from '../../support/factories'
import { aPaperCard, anOperator } from '../../support/rally'
import { START, startWorld, type World } from '../../support/world'

let world: World
let route: TestRoute
beforeAll(async () => {
  world = await startWorld()
  route = await aRoute(world)
})
afterAll(() => world.stop())

const carry = (by: TestPerson, serial: string, carriedAs = '外婆') =>
  world.call(by.openid, 'rallies', 'carryCard', { moveId: fresh('move'), serial, carriedAs })
const join = (by: TestPerson, serial: string) =>
  world.call(by.openid, 'rallies', 'joinCard', { moveId: fresh('move'), serial })
const checkIn = (by: TestPerson, at: number, cards?: string[]) =>
  world.call(by.openid, 'rallies', 'checkIn', {
    scene: route.points[at]!.scene,
    scannedAt: START,
    ...(cards ? { cards } : {}),
  })

describe('carrying', () => {
  it('shows and stamps someone else’s card: one scan for both, two stamps, each its own', async () => {
    const [grandson, card] = [await aPerson(world), await aPaperCard(world, route)]
    expect(await carry(grandson, card.serial)).toMatchObject({
      ok: true,
      data: { card: { state: 'carried', carriedAs: '外婆', stamped: 0, pointCount: 3 } },
    })
    expect(world.requestsOfLastCall()).toBe(3)
    expect(await checkIn(grandson, 0, ['mine', card.serial])).toMatchObject({
      ok: true,
      data: {
        already: false,
        card: { kind: 'app' },
        route: { stamped: 1 },
        others: [{ already: false, card: { cardId: card.serial, tie: 'carried' } }],
        skipped: [],
      },
    })
    expect(world.requestsOfLastCall()).toBe(3)
    await checkIn(grandson, 1, [card.serial])
    const opened = await world.ok(grandson.openid, 'rallies', 'openRoute', { routeId: route.routeId })
    expect(opened.route.stamped).toBe(1) // hers is not his
    expect(opened.stamps.filter(({ cardId }) => cardId === card.serial)).toHaveLength(2)
  })

  it('is on one phone at a time, until it is put down or an operator frees it', async () => {
    const [one, other, card] = [await aPerson(world), await aPerson(world), await aPaperCard(world, route)]
    await carry(one, card.serial)
    expect(await carry(other, card.serial)).toMatchObject({ code: 'CARD_ELSEWHERE' })
    const putDown = (by: TestPerson) =>
      world.call(by.openid, 'rallies', 'putDownCard', { moveId: fresh('move'), serial: card.serial })
    expect(await putDown(other)).toMatchObject({ code: 'CARD_ELSEWHERE' })
    expect(await putDown(await anOperator(world))).toMatchObject({
      ok: true,
      data: { card: { state: 'free' } },
    })
    expect(await carry(other, card.serial)).toMatchObject({ ok: true })
    const answers = await Promise.all([putDown(other), putDown(other)])
    expect(answers.every(({ ok }) => ok)).toBe(true)
  })

  it('at the same instant by eight phones is one phone’s', async () => {
    const card = await aPaperCard(world, route)
    const people = await Promise.all(Array.from({ length: 8 }, () => aPerson(world)))
    const answers = await Promise.all(people.map((person) => carry(person, card.serial)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is for five people at most, each with a card for every route', async () => {
    const [person, second] = [await aPerson(world), await aRoute(world)]
    const names = ['外婆', '外公', '小宝', '二姨', '表哥']
    for (const name of names)
      expect(await carry(person, (await aPaperCard(world, route)).serial, name)).toMatchObject({ ok: true })
    const sixth = await aPaperCard(world, route)
    expect(await carry(person, sixth.serial, '邻居')).toMatchObject({
      code: 'COMPANIONS_FULL',
      facts: { max: 5 },
    })
    const secondRoute = { ...second, eventId: route.eventId }
    expect(await carry(person, (await aPaperCard(world, secondRoute)).serial, '外婆')).toMatchObject({
      ok: true,
    })
  })

  it('is needed to stamp: a serial alone stamps nothing, and a card of another route is skipped', async () => {
    const [person, card] = [await aPerson(world), await aPaperCard(world, route)]
    expect(await checkIn(person, 0, [card.serial])).toMatchObject({ ok: false, code: 'CARD_NOT_HERE' })
    const elsewhere = await aPaperCard(world, await aRoute(world))
    await carry(person, elsewhere.serial)
    expect(await checkIn(person, 0, ['mine', elsewhere.serial])).toMatchObject({
      ok: true,
      data: { others: [], skipped: [{ cardId: elsewhere.serial, code: 'CARD_OTHER_ROUTE' }] },
    })
  })
})

describe('joining', () => {
  it('makes a card one’s own, once; its stamps count with one’s own, each point once', async () => {
    const [grandson, grandmother] = [await aPerson(world), await aPerson(world)]
    const card = await aPaperCard(world, route)
    await carry(grandson, card.serial)
    await checkIn(grandson, 0, [card.serial])
    await checkIn(grandmother, 0)
    await checkIn(grandmother, 1)
    expect(await join(grandmother, card.serial)).toMatchObject({
      ok: true,
      data: { card: { state: 'joined', tie: 'mine' }, giftsHad: [] },
    })
    const opened = await world.ok(grandmother.openid, 'rallies', 'openRoute', { routeId: route.routeId })
    expect(opened.route.stamped).toBe(2)
    expect(opened.cards.map(({ tie }) => tie)).toEqual(['mine', 'mine'])
    expect(await join(grandmother, card.serial)).toMatchObject({ ok: true })
    expect(await join(grandson, card.serial)).toMatchObject({ code: 'CARD_OWNED' })
    // It left the grandson's phone; what he scanned for her before still arrives.
    const his = await world.ok(grandson.openid, 'rallies', 'openRoute', { routeId: route.routeId })
    expect(his.cards).toHaveLength(1)
    expect(await checkIn(grandson, 2, [card.serial])).toMatchObject({ ok: true })
  })

  it('at the same instant by eight people is one’s', async () => {
    const card = await aPaperCard(world, route)
    const people = await Promise.all(Array.from({ length: 8 }, () => aPerson(world)))
    const answers = await Promise.all(people.map((person) => join(person, card.serial)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.code])))).toEqual(
      new Set(['CARD_OWNED']),
    )
  })
})

it('a serial that was mistyped or never printed says so', async () => {
  const person = await aPerson(world)
  const { serial } = await aPaperCard(world, route)
  const open = (typed: string) => world.call(person.openid, 'rallies', 'openPaperCard', { serial: typed })
  expect(await open(serial.slice(1))).toMatchObject({ code: 'SERIAL_WRONG' })
  expect(world.requestsOfLastCall()).toBe(1)
  expect(await open('2222-222C')).toMatchObject({ code: 'SERIAL_WRONG' })
  expect(await open(serial.toLowerCase())).toMatchObject({ ok: true, data: { card: { state: 'free' } } })
  expect(world.requestsOfLastCall()).toBe(2)
})
