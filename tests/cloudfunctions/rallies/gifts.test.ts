/** Claims, vouchers and desks: every item once, to everybody who has the right, whoever asks how often. */
import { aPerson, aRoute, fresh, type TestPerson, type TestRoute } from '../../support/factories'
import { aCrowd, aDesk, aGift, anOperator, aPaperCard, HOUR, onShift, stampsFor } from '../../support/rally'
import { START, startWorld, type World } from '../../support/world'

let world: World
let route: TestRoute
let operator: TestPerson
let deskId: string
let staff: { person: TestPerson; shiftId: string }
beforeAll(async () => {
  world = await startWorld()
  route = await aRoute(world)
  operator = await anOperator(world)
  deskId = await aDesk(world, route.eventId, '东门兑换台')
  staff = await onShift(world, operator, 'desk', deskId)
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const stockIn = (giftId: string, count: number, at = deskId) =>
  world.ok(operator.openid, 'rallies', 'stockIn', { moveId: fresh('move'), deskId: at, giftId, count })
const claim = (by: TestPerson, giftId: string, more: { deskId?: string; cardIds?: string[] } = {}) =>
  world.call(by.openid, 'rallies', 'claimGift', { giftId, deskId, ...more })
const give = (voucher: string, by = staff) =>
  world.call(by.person.openid, 'rallies', 'giveVoucher', {
    moveId: fresh('move'),
    shiftId: by.shiftId,
    voucher,
  })
const items = async (giftId: string, state?: string) =>
  (
    await world.db
      .collection('giftItems')
      .where({ giftId, ...(state ? { state } : {}) })
      .limit(1000)
      .get()
  ).data
async function walked(): Promise<TestPerson> {
  const person = await aPerson(world)
  await stampsFor(world, [person], route)
  return person
}

describe('a claim', () => {
  it('takes one item and answers a voucher; a repeat gets the same; both within the number of requests', async () => {
    const [giftId, person] = [await aGift(world, route), await walked()]
    await stockIn(giftId, 5)
    const first = await claim(person, giftId)
    expect(first).toMatchObject({
      ok: true,
      data: {
        already: false,
        voucher: { number: expect.stringMatching(/^\d{8}$/), state: 'open', expiresAt: START + 8 * HOUR },
      },
    })
    expect(world.requestsOfLastCall()).toBeLessThanOrEqual(4)
    const again = await claim(person, giftId)
    expect(again).toMatchObject({ ok: true, data: { already: true } })
    expect(world.requestsOfLastCall()).toBe(2)
    expect(again.ok && first.ok && again.data.voucher).toEqual(first.ok && first.data.voucher)
    expect(await items(giftId, 'claimed')).toHaveLength(1)
  })

  it('eight times at the same instant is one item', async () => {
    const [giftId, person] = [await aGift(world, route), await walked()]
    await stockIn(giftId, 20)
    const answers = await Promise.all(Array.from({ length: 8 }, () => claim(person, giftId)))
    const numbers = answers.map((answer) => (answer.ok ? answer.data.voucher.number : answer.code))
    expect(new Set(numbers).size).toBe(1)
    expect(await items(giftId, 'claimed')).toHaveLength(1)
  })

  it('is refused with what is missing, and with nothing left', async () => {
    const giftId = await aGift(world, route)
    const half = await aPerson(world)
    await stampsFor(world, [half], route, 2)
    expect(await claim(half, giftId)).toMatchObject({
      code: 'GIFT_NOT_READY',
      facts: { missing: '还差 1 个点' },
    })
    expect(await claim(await walked(), giftId)).toMatchObject({ code: 'GIFT_NONE_LEFT' })
    expect(world.requestsOfLastCall()).toBe(4)
  })

  it('500 at once on 100 items: exactly 100, and nobody refused while one is left', async () => {
    const giftId = await aGift(world, route)
    await stockIn(giftId, 100)
    const crowd = await aCrowd(world, 500)
    await stampsFor(world, crowd, route)
    const answers = await Promise.all(crowd.map((person) => claim(person, giftId)))
    const given = answers.flatMap((answer) => (answer.ok ? [answer.data.voucher.number] : []))
    expect(given).toHaveLength(100)
    expect(new Set(given).size).toBe(100)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'GIFT_NONE_LEFT')).toHaveLength(400)
    expect(await items(giftId, 'claimed')).toHaveLength(100)
    expect(await items(giftId, 'free')).toHaveLength(0)
  }, 120_000)
})

describe('a voucher', () => {
  it('is given once; a second desk is told where and when, another desk which', async () => {
    const [giftId, person] = [await aGift(world, route), await walked()]
    await stockIn(giftId, 2)
    const other = await onShift(world, operator, 'desk', await aDesk(world, route.eventId, '西门兑换台'))
    const claimed = await claim(person, giftId)
    const { number, code } = claimed.ok ? claimed.data.voucher : { number: '', code: '' }
    expect(await give(code, other)).toMatchObject({
      code: 'VOUCHER_ELSEWHERE',
      facts: { desk: '东门兑换台' },
    })
    const moveId = fresh('move')
    const input = { moveId, shiftId: staff.shiftId, voucher: `${number.slice(0, 4)}-${number.slice(4)}` }
    const given = { outcome: 'given', usedAt: START, usedDesk: '东门兑换台' }
    expect(await world.ok(staff.person.openid, 'rallies', 'giveVoucher', input)).toMatchObject(given)
    expect(world.requestsOfLastCall()).toBe(3)
    expect(await world.ok(staff.person.openid, 'rallies', 'giveVoucher', input)).toMatchObject(given)
    world.cloud.clock.set(START + HOUR)
    const before = { ok: true, data: { outcome: 'usedBefore', usedAt: START, usedDesk: '东门兑换台' } }
    expect(await give(number)).toMatchObject(before)
    expect(await give(number, other)).toMatchObject(before)
    expect(await give('0000-0000')).toMatchObject({ code: 'VOUCHER_UNKNOWN' })
    expect(await claim(person, giftId)).toMatchObject({ ok: true, data: { voucher: { state: 'used' } } })
  })

  it('at two desks’ phones at the same instant is given once', async () => {
    const [giftId, person] = [await aGift(world, route), await walked()]
    await stockIn(giftId, 2)
    const claimed = await claim(person, giftId)
    const number = claimed.ok ? claimed.data.voucher.number : ''
    const answers = await Promise.all(Array.from({ length: 6 }, () => give(number)))
    const outcomes = answers.map((answer) => (answer.ok ? answer.data.outcome : answer.code)).sort()
    expect(outcomes.filter((outcome) => outcome === 'given')).toHaveLength(1)
    expect(new Set(outcomes)).toEqual(new Set(['given', 'usedBefore']))
  })

  it('whose time is over returns its item by the timer, twice or late alike, and can be claimed anew', async () => {
    const [giftId, person] = [await aGift(world, route), await walked()]
    await stockIn(giftId, 1)
    const first = await claim(person, giftId)
    world.cloud.clock.set(START + 8 * HOUR)
    world.cloud.faults.timersTwice = true
    await world.cloud.timers.fire('rallies', 'due')
    world.cloud.faults.timersTwice = false
    const [item] = await items(giftId)
    expect(item).toMatchObject({ state: 'free', voucher: `none.${item._id}` })
    expect(item.history.map(({ move }: { move: string }) => move)).toEqual(['stockIn', 'claim', 'return'])
    expect(await give(first.ok ? first.data.voucher.number : '')).toMatchObject({ code: 'VOUCHER_UNKNOWN' })
    expect(await claim(person, giftId)).toMatchObject({ ok: true, data: { already: false } })
  })

  it('whose time is over is his for another day while the timer has not come: one step, however often', async () => {
    const [giftId, person] = [await aGift(world, route), await walked()]
    await stockIn(giftId, 1)
    await claim(person, giftId)
    world.cloud.clock.set(START + 24 * HOUR)
    const answers = await Promise.all([1, 2, 3].map(() => claim(person, giftId)))
    const [item] = await items(giftId, 'claimed')
    for (const answer of answers)
      expect(answer).toMatchObject({
        data: { already: true, voucher: { number: item.voucher, expiresAt: START + 32 * HOUR } },
      })
    expect(item.history.map(({ move }: { move: string }) => move)).toEqual(['stockIn', 'claim', 'extend'])
    expect(item.history.at(-1)).toMatchObject({ by: person.personId, at: new Date(START + 24 * HOUR) })
  })

  it('is good for so many minutes where the gift says so', async () => {
    const giftId = await aGift(world, route, { voucherMinutes: 30 })
    await stockIn(giftId, 1)
    expect(await claim(await walked(), giftId)).toMatchObject({
      data: { voucher: { expiresAt: START + 30 * 60_000 } },
    })
  })

  it('is nothing for whoever has no shift at a desk', async () => {
    const stranger = { person: await aPerson(world), shiftId: staff.shiftId }
    expect(await give('1234-5678', stranger)).toMatchObject({ code: 'NOT_ALLOWED' })
    world.cloud.clock.set(START + 9 * HOUR)
    expect(await give('1234-5678')).toMatchObject({ code: 'SHIFT_NOT_ON' })
  })
})

describe('paper', () => {
  const stampPaper = async (serial: string) => {
    for (const { pointId, sheetId } of route.points)
      await world.db
        .collection('stamps')
        .doc(`${serial}.${pointId}`)
        .set({
          cardId: serial,
          eventId: route.eventId,
          routeId: route.routeId,
          pointId,
          sheetId,
          at: new Date(START),
          scannedAt: new Date(START),
        })
  }
  const giveByCard = (giftId: string, ...codes: string[]) => giveAt(staff, giftId, codes)
  const giveAt = (by: typeof staff, giftId: string, codes: string[]) =>
    world.call(by.person.openid, 'rallies', 'giveByCard', {
      ...{ moveId: fresh('move'), shiftId: by.shiftId, giftId },
      codes,
    })
  const join = (by: TestPerson, serial: string) =>
    world.ok(by.openid, 'rallies', 'joinCard', { moveId: fresh('move'), serial })
  const carry = (by: TestPerson, serial: string) =>
    world.ok(by.openid, 'rallies', 'carryCard', { moveId: fresh('move'), serial, carriedAs: '外婆' })

  it('has the same right: given at the desk by its serial, once', async () => {
    const [giftId, card] = [await aGift(world, route), await aPaperCard(world, route)]
    await stockIn(giftId, 3)
    expect(await giveByCard(giftId, card.code)).toMatchObject({ code: 'GIFT_NOT_READY' })
    await stampPaper(card.serial)
    expect(await giveByCard(giftId, card.code)).toMatchObject({
      ok: true,
      data: { outcome: 'given', stamped: 3 },
    })
    expect(world.requestsOfLastCall()).toBeLessThanOrEqual(4)
    expect(await giveByCard(giftId, card.code)).toMatchObject({ ok: true, data: { outcome: 'usedBefore' } })
    expect(await items(giftId, 'given')).toHaveLength(1)
  })

  it('joined after its gift brings none a second time', async () => {
    const [giftId, card, person] = [await aGift(world, route), await aPaperCard(world, route), await walked()]
    await stockIn(giftId, 3)
    await stampPaper(card.serial)
    await giveByCard(giftId, card.code)
    expect(await join(person, card.serial)).toMatchObject({ giftsHad: [giftId] })
    expect(await world.db.collection('settledClaims').where({ giftId }).count()).toMatchObject({ total: 1 })
    expect(await claim(person, giftId)).toMatchObject({
      ok: true,
      data: { already: true, voucher: { state: 'used' } },
    })
    expect(await items(giftId, 'given')).toHaveLength(1)
    expect(await items(giftId, 'free')).toHaveLength(2)
  })

  it('claimed, joined and claimed as one’s own at the same instant brings one gift', async () => {
    const [giftId, card, person] = [
      await aGift(world, route),
      await aPaperCard(world, route),
      await aPerson(world),
    ]
    await stockIn(giftId, 2)
    await stampPaper(card.serial)
    /** Lets a claim read, and holds its writing until all items are let go. */
    const begun = async <Answer>(start: () => Promise<Answer>) => {
      const before = new Set(world.cloud.databaseRequests())
      const answer = start()
      const read = () =>
        world.cloud.databaseRequests().some((each) => each.collection === 'gifts' && !before.has(each))
      while (!read()) await new Promise(setImmediate)
      return { answer }
    }
    const held = await world.db.startTransaction()
    for (const { _id } of await items(giftId))
      await held.collection('giftItems').doc(_id).update({ flagged: false })
    const ofCard = await begun(() => giveByCard(giftId, card.code))
    expect(await join(person, card.serial)).toMatchObject({ giftsHad: [] })
    const own = await begun(() => claim(person, giftId))
    await held.rollback()
    expect(await ofCard.answer).toMatchObject({ ok: true, data: { outcome: 'given' } })
    expect(await own.answer).toMatchObject({ ok: true, data: { already: expect.any(Boolean) } })
    expect(await items(giftId, 'free')).toHaveLength(1)
    expect(await items(giftId, 'given')).toHaveLength(1)
  })

  it('of two routes cannot be shown again with one of them swapped', async () => {
    const [giftId, one, two, three] = [
      await aGift(world, route),
      await aPaperCard(world, route),
      await aPaperCard(world, route),
      await aPaperCard(world, route),
    ]
    await stockIn(giftId, 3)
    for (const { serial } of [one, two, three]) await stampPaper(serial)
    const pairs = [
      [one.code, two.code],
      [two.code, three.code],
      [three.code, one.code],
    ]
    await Promise.all(pairs.map((codes) => giveByCard(giftId, ...codes)))
    expect(await items(giftId, 'given')).toHaveLength(1)
  })

  it('joined with an open voucher leaves it to its new owner, also after it ran out', async () => {
    const [giftId, card] = [await aGift(world, route), await aPaperCard(world, route)]
    const [grandson, owner] = [await aPerson(world), await aPerson(world)]
    await stockIn(giftId, 1)
    await stampPaper(card.serial)
    await carry(grandson, card.serial)
    const claimed = await claim(grandson, giftId, { cardIds: [card.serial] })
    expect(await join(owner, card.serial)).toMatchObject({ giftsHad: [giftId] })
    expect(world.requestsOfLastCall()).toBe(4)
    const voucher = claimed.ok && claimed.data.voucher
    expect(await claim(owner, giftId)).toMatchObject({ ok: true, data: { already: true, voucher } })
    world.cloud.clock.set(START + 9 * HOUR)
    await world.cloud.timers.fire('rallies', 'due')
    expect(await claim(owner, giftId)).toMatchObject({ ok: true, data: { already: false } })
  })

  it('carried on a phone is claimed for there, by its carrier alone', async () => {
    const [giftId, card, grandson] = [
      await aGift(world, route),
      await aPaperCard(world, route),
      await aPerson(world),
    ]
    await stockIn(giftId, 2)
    await stampPaper(card.serial)
    expect(await claim(grandson, giftId, { cardIds: [card.serial] })).toMatchObject({ code: 'CARD_NOT_HERE' })
    await carry(grandson, card.serial)
    expect(await claim(grandson, giftId, { cardIds: [card.serial] })).toMatchObject({ ok: true })
    expect(await claim(grandson, giftId)).toMatchObject({ code: 'GIFT_NOT_READY' }) // her stamps are not his
  })

  it('and a resident’s own code: what he waits for on his phone is what the desk hands over', async () => {
    const [giftId, person] = [await aGift(world, route), await walked()]
    await stockIn(giftId, 2)
    await claim(person, giftId)
    const { pass } = await world.ok(person.openid, 'rallies', 'openRoute', { routeId: route.routeId })
    const other = await onShift(world, operator, 'desk', await aDesk(world, route.eventId, '西门兑换台'))
    // It lies at the desk he chose: given here, the stock of both would be wrong.
    expect(await giveAt(other, giftId, [pass])).toMatchObject({
      code: 'VOUCHER_ELSEWHERE',
      facts: { desk: '东门兑换台' },
    })
    expect(await items(giftId, 'claimed')).toHaveLength(1)
    expect(await giveByCard(giftId, pass)).toMatchObject({ ok: true, data: { outcome: 'given' } })
    expect(await items(giftId, 'given')).toHaveLength(1)
    expect(await giveByCard(giftId, `${pass.slice(0, -2)}AA`)).toMatchObject({ code: 'CODE_FORGED' })
  })
})

it('gifts are shown with what is missing, what is left where, and one’s voucher', async () => {
  const mine = await aRoute(world)
  const [here, giftId] = [await aDesk(world, mine.eventId), await aGift(world, mine)]
  await stockIn(giftId, 12, here)
  const person = await aPerson(world)
  const open = async () =>
    (await world.ok(person.openid, 'rallies', 'openGifts', { eventId: mine.eventId })).gifts
  expect(await open()).toMatchObject([
    {
      giftId,
      state: 'collecting',
      missing: '还差 3 个点',
      desks: [{ deskId: here, left: 12 }],
      voucher: null,
    },
  ])
  expect(world.requestsOfLastCall()).toBeLessThanOrEqual(5)
  await stampsFor(world, [person], mine)
  expect(await open()).toMatchObject([{ state: 'ready', missing: '' }])
  await claim(person, giftId, { deskId: here })
  expect(await open()).toMatchObject([{ state: 'had', desks: [{ left: 11 }], voucher: { state: 'open' } }])
})
