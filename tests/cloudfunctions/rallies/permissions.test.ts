/** Who may do what, action by action; and what nonsense is answered: a refusal, never an accident. */
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { aPerson, aRoute, fresh, type TestPerson, type TestRoute } from '../../support/factories'
import { aDesk, aGift, anOperator, onShift } from '../../support/rally'
import { START, startWorld, type World } from '../../support/world'

type Name = keyof Rallies & string

let world: World
let route: TestRoute
let [deskId, giftId] = ['', '']
let operator: TestPerson
let atDesk: { person: TestPerson; shiftId: string }
let atPoint: { person: TestPerson; shiftId: string }
beforeAll(async () => {
  world = await startWorld()
  route = await aRoute(world)
  operator = await anOperator(world)
  deskId = await aDesk(world, route.eventId)
  giftId = await aGift(world, route)
  atDesk = await onShift(world, operator, 'desk', deskId)
  atPoint = await onShift(world, operator, 'point', route.points[0]!.pointId)
})
afterAll(() => world.stop())

const move = () => ({ moveId: fresh('move') })
/** A right input for each action that is not everybody's. */
const OPERATORS: Partial<Record<Name, () => object>> = {
  eventTemplate: () => ({}),
  importEvent: () => ({ importId: fresh('import'), fileId: 'cloud://x/chat/event-12345678.xlsx' }),
  setEventState: () => ({ ...move(), eventId: route.eventId, state: 'over' }),
  changeEvent: () => ({ ...move(), eventId: route.eventId, kind: '停办', from: START, reason: '下雨' }),
  replaceSheet: () => ({ ...move(), sheetId: route.points[0]!.sheetId }),
  makePaperCards: () => ({ draftId: fresh('draft'), routeId: route.routeId, count: 1 }),
  openPrints: () => ({ eventId: route.eventId }),
  openTrial: () => ({ eventId: route.eventId }),
  wipeTrial: () => ({ ...move(), eventId: route.eventId }),
  openBoard: () => ({ eventId: route.eventId }),
  listFlags: () => ({ eventId: route.eventId }),
  listPointPictures: () => ({ eventId: route.eventId }),
  addPointPicture: () => ({
    ...{
      ...move(),
      pointId: route.points[0]!.pointId,
      fileId: 'cloud://x/points/1.png',
      width: 4,
      height: 3,
    },
  }),
  removePointPicture: () => ({ ...move(), pointId: route.points[0]!.pointId, pictureId: fresh('picture') }),
  closeFlag: () => ({ ...move(), stampId: 'stamp', note: '' }),
  makeShift: () => ({
    ...{
      draftId: fresh('draft'),
      placeId: deskId,
      kind: 'desk',
      name: '示例',
      startsAt: START,
      endsAt: START + 1,
    },
  }),
  endShift: () => ({ ...move(), shiftId: atDesk.shiftId }),
}
const STAFF_OF_DESK: Partial<Record<Name, () => object>> = {
  giveVoucher: () => ({ ...move(), shiftId: atDesk.shiftId, voucher: '1234-5678' }),
  giveByCard: () => ({ ...move(), shiftId: atDesk.shiftId, giftId, codes: ['P.x'] }),
  openDesk: () => ({ shiftId: atDesk.shiftId }),
  reserveItems: () => ({ ...move(), shiftId: atDesk.shiftId, giftId, count: 1 }),
  stockIn: () => ({ ...move(), deskId, giftId, count: 1 }),
  stockDamage: () => ({ ...move(), deskId, giftId, count: 1, note: '' }),
  stockCount: () => ({ ...move(), deskId, giftId, counted: 1 }),
}
const call = (by: TestPerson, name: Name, input: object) =>
  world.call(by.openid, 'rallies', name, input as never) as Promise<{ ok: boolean; code?: string }>

it.each(Object.keys(OPERATORS) as Name[])('%s is an operator’s alone', async (name) => {
  for (const by of [await aPerson(world), atDesk.person, atPoint.person])
    expect(await call(by, name, OPERATORS[name]!())).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
})

it.each(Object.keys(STAFF_OF_DESK) as Name[])('%s is for staff of that desk', async (name) => {
  const others = [await aPerson(world), atPoint.person]
  for (const by of others) {
    const { ok, code } = await call(by, name, STAFF_OF_DESK[name]!())
    expect([ok, code]).toEqual([false, name === 'giveByCard' ? 'CODE_UNREADABLE' : 'NOT_ALLOWED'])
  }
})

it('a shift of one point or desk is no right at another, and another’s shift is none at all', async () => {
  const { pass } = await world.ok((await aPerson(world)).openid, 'rallies', 'openRoute', {
    routeId: route.routeId,
  })
  const stamp = (by: TestPerson, shiftId: string) =>
    call(by, 'stampCard', { shiftId, code: pass, scannedAt: START })
  expect(await stamp(atDesk.person, atDesk.shiftId)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await stamp(atDesk.person, atPoint.shiftId)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await stamp(atPoint.person, atPoint.shiftId)).toMatchObject({ ok: true })
  const give = { ...move(), shiftId: atDesk.shiftId, giftId, codes: [pass] }
  expect(await call(atPoint.person, 'giveByCard', give)).toMatchObject({ code: 'NOT_ALLOWED' })
})

it('nonsense is refused by name, in every action, without an accident', async () => {
  const nonsense = [null, 7, [], { x: 1 }, { moveId: {}, eventId: [], serial: 5 }]
  const names = [
    ...Object.keys({ ...OPERATORS, ...STAFF_OF_DESK }),
    ...[
      'checkIn',
      'checkInByDigits',
      'openRoute',
      'openGifts',
      'claimGift',
      'carryCard',
      'putDownCard',
      'joinCard',
    ],
    ...[
      'openPaperCard',
      'takeShift',
      'fetchCodes',
      'stampCard',
      'stockMove',
      'reportGiven',
      'savePoint',
      'trialScan',
    ],
  ] as Name[]
  for (const name of names)
    for (const input of nonsense) {
      if (name === 'eventTemplate' && Array.isArray(input)) continue
      const answer = await call(operator, name, input as never)
      expect([name, answer.code]).toEqual([name, 'BAD_INPUT'])
    }
})
