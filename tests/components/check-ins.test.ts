/** @jest-environment node */
/** Scans without a network: kept with their evidence, one for one, over a kill, until each was judged. */
import { headOf, saySerial, serialFrom } from '../../miniprogram/domain/serials'
import type * as CheckInsModule from '../../miniprogram/services/rallies/check-ins'
import type * as OutboxModule from '../../miniprogram/services/outbox'
import type * as OutcomesModule from '../../miniprogram/services/rallies/outcomes'

const [FIRST, SECOND] = ['a1b2c3d4e5f6.1.AAAAAAAAAA', 'b1b2c3d4e5f6.1.BBBBBBBBBB']
const NOON = Date.UTC(2026, 10, 22, 4)
const MINUTE = 60_000

interface Sent {
  action: string
  input: { scene: string; scannedAt: number; sentAt: number; seen: unknown; cards: string[] }
}

interface Phone {
  storage: Map<string, unknown>
  sent: Sent[]
  cloud(sent: Sent): unknown
  checkIns: typeof CheckInsModule
  outbox: typeof OutboxModule
  outcomes: typeof OutcomesModule
}

const lost = () => {
  throw { errMsg: 'cloud.callFunction:fail request:fail' }
}
const stamped = ({ input }: Sent) => ({
  ok: true,
  now: NOON,
  data: {
    stamp: { stampId: `c.${input.scene}`, cardId: 'c', pointId: input.scene, at: input.scannedAt },
    card: { cardId: 'c', kind: 'app', serial: '' },
    route: { routeId: 'r', name: '乐活社区' },
    point: { pointId: input.scene, name: '健康小站' },
    others: [],
  },
})
const refused = (code: string) => () => ({ ok: false, code, facts: {}, now: NOON })

/** The app as it starts, with what outlived the kill before. */
function started(cloud: Phone['cloud'], storage = new Map<string, unknown>()): Phone {
  const phone = { storage, sent: [] as Sent[], cloud } as Phone
  Object.assign(globalThis, {
    wx: {
      getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
      getStorageSync: (key: string) => structuredClone(storage.get(key) ?? ''),
      setStorageSync: (key: string, value: unknown) => void storage.set(key, structuredClone(value)),
      setStorage: ({ key, data }: { key: string; data: unknown }) => void storage.set(key, data),
      removeStorageSync: (key: string) => void storage.delete(key),
      onNetworkStatusChange: () => undefined,
      cloud: {
        callFunction: async ({ data }: { data: Sent }) => {
          phone.sent.push(structuredClone(data))
          return { result: phone.cloud(data) }
        },
      },
    },
  })
  jest.resetModules()
  phone.outbox = jest.requireActual('../../miniprogram/services/outbox')
  phone.checkIns = jest.requireActual('../../miniprogram/services/rallies/check-ins')
  phone.outcomes = jest.requireActual('../../miniprogram/services/rallies/outcomes')
  phone.outbox.startOutbox()
  phone.outcomes.followCheckIns()
  phone.outbox.wakeOutbox()
  return phone
}
const settle = async () => {
  for (let round = 0; round < 30; round += 1) await Promise.resolve()
}

beforeEach(() => jest.useFakeTimers({ now: NOON }))
afterEach(() => jest.useRealTimers())

it('sends the evidence: the scan’s time, the clocks heard last before it, and the time of sending', async () => {
  const heard = { cloud: NOON - 7 * MINUTE, phone: NOON - 10 * MINUTE }
  const phone = started(lost, new Map([['clock/heard', heard]]))
  phone.checkIns.checkIn(FIRST)
  await settle()
  phone.cloud = stamped
  jest.setSystemTime(NOON + 60 * MINUTE)
  phone.outbox.wakeOutbox()
  await settle()
  expect(phone.sent.at(-1)!.input).toEqual({
    scene: FIRST,
    cards: ['mine'],
    scannedAt: NOON,
    seen: heard,
    sentAt: NOON + 60 * MINUTE,
  })
})

it('keeps scans over a kill and tells afterwards what became of each', async () => {
  const before = started(lost)
  for (const scene of [FIRST, SECOND]) before.checkIns.checkIn(scene)
  await settle()
  const after = started(stamped, before.storage)
  await settle()
  expect(after.sent.map(({ input }) => input.scene)).toEqual([FIRST, SECOND])
  expect(after.checkIns.waitingCheckIns()).toEqual([])
  expect(after.outcomes.outcomes()).toMatchObject([{ pointName: '健康小站' }, { pointName: '健康小站' }])
})

it('takes a second scan within half an hour as the same visit, later as one more; the first is never overwritten', async () => {
  const phone = started(lost)
  const first = phone.checkIns.checkIn(FIRST)
  jest.setSystemTime(NOON + 29 * MINUTE)
  expect(phone.checkIns.checkIn(FIRST).id).toBe(first.id)
  jest.setSystemTime(NOON + 24 * 60 * MINUTE)
  phone.checkIns.checkIn(FIRST)
  await settle()
  const times = phone.checkIns.waitingCheckIns().map(({ input }) => (input as Sent['input']).scannedAt)
  expect(times).toEqual([NOON, NOON + 24 * 60 * MINUTE])
})

it('keeps the scan of another person at the same point apart', async () => {
  const phone = started(lost)
  phone.checkIns.checkIn(FIRST)
  phone.checkIns.checkIn(FIRST, ['KAB23456'])
  await settle()
  expect(phone.checkIns.waitingCheckIns()).toHaveLength(2)
})

it('is kept while it is asked who is here, also over a kill, and sent with the answer', async () => {
  const before = started(stamped)
  before.checkIns.checkIn(FIRST, null)
  await settle()
  expect(before.sent).toEqual([])
  const after = started(stamped, before.storage)
  jest.setSystemTime(NOON + 5 * MINUTE)
  await settle()
  const [held] = after.checkIns.waitingCheckIns()
  expect(after.checkIns.checkIn(FIRST, null).id).toBe(held!.id) // scanned again: the same question
  after.checkIns.sayWhoIsHere(held!, ['mine', 'KAB23456'])
  await settle()
  expect(after.sent).toMatchObject([
    { input: { scene: FIRST, scannedAt: NOON, cards: ['mine', 'KAB23456'] } },
  ])
  expect(after.checkIns.waitingCheckIns()).toEqual([])
})

it('asked twice and answered alike without a network is one scan', async () => {
  const phone = started(lost)
  const answers = [1, 2].map(() =>
    phone.checkIns.sayWhoIsHere(phone.checkIns.checkIn(FIRST, null), ['mine', 'KAB23456']),
  )
  await settle()
  expect(answers[1]!.id).toBe(answers[0]!.id)
  expect(phone.checkIns.waitingCheckIns()).toHaveLength(1)
})

it('goes with new evidence when what was refused is scanned again', async () => {
  const phone = started(refused('ROUTE_NOT_OPEN'))
  phone.checkIns.checkIn(FIRST)
  await settle()
  jest.setSystemTime(NOON + 5 * MINUTE)
  phone.cloud = stamped
  phone.checkIns.checkIn(FIRST)
  await settle()
  expect(phone.sent.map(({ input }) => input.scannedAt)).toEqual([NOON, NOON + 5 * MINUTE])
  expect(phone.checkIns.waitingCheckIns()).toEqual([])
})

it('names the point of a typed short code by its head, without asking, and none where two begin alike', () => {
  const [known, shared, strange] = [5, 6, 7].map((first) => serialFrom([first, 20, 1, 2, 3, 4, 5]))
  const points = [
    { pointId: 'p', codeHeads: [headOf(known!)] },
    { pointId: 'q', codeHeads: [headOf(shared!)] },
    { pointId: 'r', codeHeads: [headOf(shared!)] },
  ]
  const storage = new Map<string, unknown>([
    ['rallies/event', { event: null, routes: [{ routeId: 'route' }] }],
    ['rallies/route/route', { route: { routeId: 'route' }, points }],
  ])
  const { checkIns } = started(lost, storage)
  const typed = [known!, saySerial(known!).toLowerCase(), shared!, strange!]
  expect(typed.map((text) => checkIns.pointOfScan(text))).toEqual(['p', 'p', null, null])
})

it('one refused scan holds up no other', async () => {
  const phone = started((sent) => (sent.input.scene === FIRST ? refused('CODE_WITHDRAWN')() : stamped(sent)))
  for (const scene of [FIRST, SECOND]) phone.checkIns.checkIn(scene)
  await settle()
  expect(phone.checkIns.waitingCheckIns()).toMatchObject([{ refusal: { code: 'CODE_WITHDRAWN' } }])
  expect(phone.outcomes.outcomes()).toHaveLength(1)
})
