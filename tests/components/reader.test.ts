/** @jest-environment node */
/** Keeping up with one conversation, against a cloud that this test holds. */
import type { MessageView } from '../../miniprogram/domain/contract/groups'
import type * as ClockModule from '../../miniprogram/services/clock'
import type * as ReaderModule from '../../miniprogram/packages/groups/chat/reader'

type Asked = { action: string; input: Record<string, unknown> }
type Answering = (asked: Asked) => unknown

const CONVERSATION = 'c'
const message = (order: number, n = order) =>
  ({ messageId: `m${order}`, order, n, text: `第${order}条`, mentions: [] }) as unknown as MessageView
const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index))
const ok = (data: unknown) => ({ ok: true, data })
const refused = (code: string) => ({ ok: false, code, facts: {} })
const opened = (page: MessageView[], cursor: number, earlier: boolean, now?: number) =>
  ok({
    now,
    conversation: {
      conversationId: CONVERSATION,
      name: '群',
      readN: cursor,
      me: { personId: 'me', role: '' },
    },
    messages: page,
    cursor,
    waiting: false,
    earlier,
  })
const changed = (page: MessageView[], cursor: number, more = false) =>
  ok({ messages: page, cursor, waiting: false, more })
/** What opening and each question keep from the next one. */
const PACE_MS = 1_000

/** The storage of a phone that had the first message. */
const withCopy = () =>
  new Map<string, unknown>([
    [
      `chat/${CONVERSATION}`,
      {
        conversation: { conversationId: CONVERSATION, readN: 1 },
        messages: [message(1)],
        cursor: 1,
        earlier: false,
      },
    ],
  ])

/** Lets every promise that can go on do so. */
const settle = async () => {
  for (let round = 0; round < 30; round += 1) await Promise.resolve()
}

function aReader(answer: Answering, storage = new Map<string, unknown>()) {
  const asked: Asked[] = []
  let tick: (n: number) => void = () => undefined
  let watches = 0
  const watch = ({ onChange }: { onChange(snapshot: { docs: { n: number }[] }): void }) => {
    watches += 1
    tick = (n) => onChange({ docs: [{ n }] })
    return { close: () => (watches -= 1) }
  }
  const wx = {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorage: ({ key, data }: { key: string; data: unknown }) => void storage.set(key, data),
    removeStorageSync: (key: string) => void storage.delete(key),
    cloud: {
      callFunction: async ({ data }: { data: Asked }) => {
        asked.push(data)
        return { result: await answer(data) }
      },
      database: () => ({ collection: () => ({ where: () => ({ watch }) }) }),
    },
  }
  Object.assign(globalThis, { wx })
  jest.resetModules()
  const { conversationReader } = jest.requireActual<typeof ReaderModule>(
    '../../miniprogram/packages/groups/chat/reader',
  )
  const troubles: (string | null)[] = []
  const reader = conversationReader(
    CONVERSATION,
    () => undefined,
    (refusal) => troubles.push(refusal && refusal.code),
  )
  const orders = () => reader.messages.map(({ order }) => order)
  const { cloudTime } = jest.requireActual<typeof ClockModule>('../../miniprogram/services/clock')
  return {
    reader,
    cloudTime,
    orders,
    storage,
    asked,
    troubles,
    tick: (n: number) => tick(n),
    watches: () => watches,
  }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

it('an old message that changes does not hide the ones between it and the loaded page', async () => {
  const phone = aReader(({ action, input }) => {
    if (action === 'openConversation') return opened(messages(71, 100), 100, true)
    if (action === 'readChanges') return changed([message(5, 101)], 101)
    const before = input.beforeOrder as number
    return ok({ messages: messages(before - 30, before - 1), earlier: true })
  })
  await phone.reader.open()
  phone.reader.follow()
  phone.tick(101)
  await jest.advanceTimersByTimeAsync(PACE_MS)
  expect(phone.orders()[0]).toBe(71)
  await phone.reader.loadEarlier()
  expect(phone.orders()).toEqual(messages(41, 100).map(({ order }) => order))
})

it('a short conversation takes every change, whatever its place', async () => {
  const phone = aReader(({ action }) =>
    action === 'openConversation' ? opened([message(2)], 2, false) : changed([message(1, 3), message(4)], 4),
  )
  await phone.reader.open()
  phone.reader.follow()
  phone.tick(4)
  await jest.advanceTimersByTimeAsync(PACE_MS)
  expect(phone.orders()).toEqual([1, 2, 4])
})

it('shows and keeps nothing of a conversation he was removed from, and asks no more', async () => {
  const phone = aReader(({ action }) =>
    action === 'openConversation' ? opened([message(1)], 1, false) : refused('NOT_MEMBER'),
  )
  await phone.reader.open()
  expect([...phone.storage.keys()]).toEqual([`chat/${CONVERSATION}`])
  phone.reader.follow()
  phone.tick(2)
  await jest.advanceTimersByTimeAsync(PACE_MS)
  phone.reader.rest()
  expect(phone.troubles).toEqual(['NOT_MEMBER'])
  expect(phone.reader.messages).toEqual([])
  expect(phone.storage.size).toBe(0)
  expect(phone.watches()).toBe(0)
})

it('forgets its copy when it is refused at the door', async () => {
  const copy = { conversation: { conversationId: CONVERSATION, readN: 1 }, messages: [message(1)], cursor: 1 }
  const phone = aReader(() => refused('NOT_MEMBER'), new Map([[`chat/${CONVERSATION}`, copy as unknown]]))
  expect(await phone.reader.open()).toMatchObject({ code: 'NOT_MEMBER' })
  expect(phone.storage.size).toBe(0)
})

it('tells that the newest was read two seconds later, once, or when he leaves', async () => {
  const told: ((answer: unknown) => void)[] = []
  let newest = 1
  const phone = aReader(({ action, input }) => {
    if (action === 'openConversation') {
      const first = opened([message(1)], 1, false)
      return { ...first, data: { ...(first.data as object), conversation: { readN: 0, me: {} } } }
    }
    if (action === 'readChanges') return changed([message(newest)], newest)
    return new Promise((resolve) => told.push(() => resolve(ok({ readN: input.n }))))
  })
  const marks = () => phone.asked.filter(({ action }) => action === 'markRead').map(({ input }) => input.n)
  await phone.reader.open()
  phone.reader.follow()
  for (newest = 2; newest <= 5; newest += 1) {
    phone.tick(newest)
    await jest.advanceTimersByTimeAsync(1_000)
    phone.reader.showed()
    if (newest === 2) expect(marks()).toEqual([])
  }
  expect(marks()).toEqual([3]) // one for all that came in two seconds
  phone.reader.rest()
  told.shift()!(null) // what he saw while that one was on its way is told after it
  await settle()
  expect(marks()).toEqual([3, 5])
})

it('asks at most once a second however often the counter moves, and not for what it has by then', async () => {
  let newest = 1
  const phone = aReader(({ action }) =>
    action === 'openConversation'
      ? opened([message(1)], 1, false)
      : changed(newest > 1 ? [message(newest)] : [], newest),
  )
  await phone.reader.open()
  phone.reader.follow()
  const questions = () => phone.asked.filter(({ action }) => action === 'readChanges').length
  for (newest = 2; newest <= 20; newest += 1) {
    phone.tick(newest)
    await settle()
  }
  newest = 20
  expect(questions()).toBe(0) // opening was a question, too
  await jest.advanceTimersByTimeAsync(PACE_MS)
  expect(questions()).toBe(1)
  expect(phone.orders().at(-1)).toBe(20)
  phone.tick(21)
  phone.reader.take([message(21)]) // his own, sent meanwhile
  await jest.advanceTimersByTimeAsync(5_000)
  expect(questions()).toBe(1)
})

/** The most questions, opening included, that lie within one second. */
const mostInASecond = (moments: number[]) =>
  Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + PACE_MS).length))

it('a phone that was away for long reads its pages at the same pace', async () => {
  const moments: number[] = []
  const newest = 450
  const phone = aReader(({ action, input }) => {
    moments.push(Date.now())
    if (action === 'openConversation') return refused('OFFLINE')
    const after = input.after as number
    const to = Math.min(after + 100, newest)
    return changed(messages(after + 1, to), to, to < newest)
  }, withCopy())
  expect(await phone.reader.open()).toBeNull()
  phone.reader.follow()
  phone.tick(newest)
  await jest.advanceTimersByTimeAsync(6 * PACE_MS)
  expect(phone.orders()).toEqual(messages(1, newest).map(({ order }) => order))
  expect(moments).toHaveLength(6) // the opening that failed, and five pages
  expect(mostInASecond(moments)).toBe(1)
})

it('leaving and coming back within a second asks once', async () => {
  const moments: number[] = []
  let newest = 1
  const phone = aReader(({ action }) => {
    if (action === 'markRead') return refused('OFFLINE')
    moments.push(Date.now())
    return action === 'openConversation' ? opened([message(1)], 1, false) : changed([message(newest)], newest)
  })
  await phone.reader.open()
  await jest.advanceTimersByTimeAsync(5 * PACE_MS)
  for (newest = 2; newest <= 12; newest += 1) {
    phone.reader.follow()
    phone.tick(newest)
    await jest.advanceTimersByTimeAsync(PACE_MS / 4)
    phone.reader.rest()
  }
  expect(moments.length).toBeGreaterThan(2)
  expect(mostInASecond(moments)).toBe(1)
})

it('keeps what it showed for the next time without a network, also when the app is killed', async () => {
  const phone = aReader(({ action }) => {
    if (action === 'markRead') return refused('OFFLINE')
    return action === 'openConversation' ? opened([message(1)], 1, false) : changed([message(2)], 2)
  })
  await phone.reader.open()
  phone.reader.follow()
  phone.tick(2)
  await jest.advanceTimersByTimeAsync(PACE_MS)
  phone.reader.showed()
  await jest.advanceTimersByTimeAsync(2_000)
  expect(phone.storage.get(`chat/${CONVERSATION}`)).toMatchObject({ cursor: 2 })
})

it('asks a slow cloud less often', async () => {
  let newest = 1
  const phone = aReader(async ({ action }) => {
    if (action === 'openConversation') return opened([message(1)], 1, false)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    return changed([message(newest)], newest)
  })
  await phone.reader.open()
  phone.reader.follow()
  const questions = () => phone.asked.filter(({ action }) => action === 'readChanges').length
  const moves = async (ms: number) => {
    phone.tick((newest += 1))
    await jest.advanceTimersByTimeAsync(ms)
  }
  await moves(1_400)
  await moves(2_500) // asked at 1000, answered at 2500; now as long a pause, until 4000
  expect(questions()).toBe(1)
  await moves(200)
  expect(questions()).toBe(2)
})

it('learns the cloud’s time with each answer, however wrong the phone’s own clock is', async () => {
  const CLOUD = Date.UTC(2026, 3, 13, 2)
  const HOUR = 60 * 60_000
  jest.setSystemTime(CLOUD + HOUR)
  let newest = 1
  const phone = aReader(({ action }) => {
    if (action === 'openConversation') return opened([message(1)], 1, false, CLOUD)
    return ok({ messages: [], cursor: newest, waiting: false, more: false, now: CLOUD + 5_000 })
  })
  await phone.reader.open()
  expect(phone.cloudTime()).toBe(CLOUD)
  phone.reader.follow()
  jest.setSystemTime(CLOUD - 24 * HOUR) // he corrects it the wrong way
  phone.tick((newest = 2))
  await jest.advanceTimersByTimeAsync(PACE_MS)
  expect(phone.cloudTime()).toBe(CLOUD + 5_000)
})
