/** @jest-environment node */
/** What waits for the network, against a phone whose storage and cloud this test holds. */
import { sentenceFor } from '../../miniprogram/domain/errors'
import type * as OutboxModule from '../../miniprogram/services/outbox'

type Reply = { result: unknown } | { errCode?: number; errMsg: string }

interface Phone {
  storage: Map<string, unknown>
  sent: { action: string; input: { draftId: string } }[]
  replies: Reply[]
  online(): void
  /** From now on nothing more can be written. */
  fill(): void
}

/** A phone with what its storage held before; `replies` are given in order, the last one again and again. */
function aPhone(
  storage = new Map<string, unknown>(),
  replies: Reply[] = [],
): Phone & { outbox: typeof OutboxModule } {
  let full = false
  const phone: Phone = { storage, sent: [], replies, online: () => undefined, fill: () => (full = true) }
  const reply = () => (phone.replies.length > 1 ? phone.replies.shift()! : phone.replies[0]!)
  const wx = {
    getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
    getStorageSync: (key: string) => structuredClone(storage.get(key) ?? ''),
    setStorageSync: (key: string, value: unknown) => {
      if (full) throw new Error('setStorageSync:fail exceed storage max size')
      storage.set(key, structuredClone(value))
    },
    removeStorageSync: (key: string) => void storage.delete(key),
    onNetworkStatusChange: (heard: (state: { isConnected: boolean }) => void) => {
      phone.online = () => heard({ isConnected: true })
    },
    cloud: {
      callFunction: async ({ data }: { data: Phone['sent'][number] }) => {
        phone.sent.push(data)
        const next = reply()
        if ('result' in next) return next
        throw next
      },
    },
  }
  Object.assign(globalThis, { wx })
  jest.resetModules()
  const outbox = jest.requireActual<typeof OutboxModule>('../../miniprogram/services/outbox')
  outbox.startOutbox()
  outbox.wakeOutbox()
  return Object.assign(phone, { outbox })
}

const YES: Reply = { result: { ok: true, data: {} } }
const NO_NETWORK: Reply = { errMsg: 'cloud.callFunction:fail request:fail' }
const THREW: Reply = { errCode: -504002, errMsg: 'cloud.callFunction:fail functions execute fail' }
const refused = (code: string): Reply => ({ result: { ok: false, code, facts: {} } })

const message = (draftId: string) => ({
  id: draftId,
  line: 'chat/c',
  area: 'groups' as const,
  action: 'sendMessage' as const,
  input: { draftId, conversationId: 'c', text: draftId, mentionIds: [] },
})
/** Lets every promise that can go on do so; the fake timers stay where they are. */
const settle = async () => {
  for (let round = 0; round < 20; round += 1) await Promise.resolve()
}
const sentIds = (phone: Phone) => phone.sent.map(({ input }) => input.draftId)

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

it('forgets a call only when the cloud has said yes', async () => {
  const phone = aPhone(undefined, [YES])
  phone.outbox.putInOutbox(message('a'))
  expect(phone.storage.size).toBe(1)
  await settle()
  expect(phone.storage.size).toBe(0)
  expect(phone.outbox.waitingIn('chat/c')).toEqual([])
})

it.each([
  ['a lost network', NO_NETWORK],
  ['a function that throws', THREW],
  ['a busy cloud', refused('BUSY')],
])('keeps what meets %s and sends it again by itself, later and later', async (_what, trouble) => {
  const phone = aPhone(undefined, [trouble])
  phone.outbox.putInOutbox(message('a'))
  await settle()
  for (const [seconds, times] of [
    [2, 2],
    [5, 3],
    [15, 4],
    [30, 5],
    [60, 6],
    [60, 7],
  ] as const) {
    jest.advanceTimersByTime(seconds * 1000 - 1)
    await settle()
    expect(phone.sent).toHaveLength(times - 1)
    jest.advanceTimersByTime(1)
    await settle()
    expect(phone.sent).toHaveLength(times)
  }
  expect(phone.outbox.waitingIn('chat/c')[0]).toMatchObject({ id: 'a', refusal: null })
})

it('sends at once when the network comes back', async () => {
  const phone = aPhone(undefined, [NO_NETWORK, YES])
  phone.outbox.putInOutbox(message('a'))
  await settle()
  phone.online()
  await settle()
  expect(phone.storage.size).toBe(0)
})

it('never sends a refused one again by itself, and lets those behind it go', async () => {
  const phone = aPhone(undefined, [refused('CONTENT_REFUSED'), YES])
  phone.outbox.putInOutbox(message('a'))
  phone.outbox.putInOutbox(message('b'))
  await settle()
  phone.online()
  jest.advanceTimersByTime(600_000)
  await settle()
  expect(sentIds(phone)).toEqual(['a', 'b'])
  expect(phone.outbox.waitingIn('chat/c')).toMatchObject([{ id: 'a', refusal: { code: 'CONTENT_REFUSED' } }])
})

it('keeps every character of what was too long, also over a restart, and says why', async () => {
  const text = '字'.repeat(5000)
  const tooLong: Reply = { result: { ok: false, code: 'TEXT_TOO_LONG', facts: { max: 2000 } } }
  const before = aPhone(undefined, [tooLong])
  before.outbox.putInOutbox({ ...message('a'), input: { ...message('a').input, text } })
  await settle()
  const after = aPhone(before.storage, [YES])
  await settle()
  const [kept] = after.outbox.waitingIn('chat/c')
  expect(kept!.input).toMatchObject({ text })
  expect(sentenceFor(kept!.refusal!.code, kept!.refusal!.facts)).toBe('内容太长了，最多 2000 个字')
  expect(after.sent).toEqual([])
})

it('sends what waited for an agreement once it is given', async () => {
  const phone = aPhone(undefined, [refused('PHONE_NEEDED'), YES])
  phone.outbox.putInOutbox(message('a'))
  await settle()
  phone.outbox.retryRefused(['CONSENT_NEEDED'])
  await settle()
  expect(phone.storage.size).toBe(1)
  phone.outbox.retryRefused(['PHONE_NEEDED'])
  await settle()
  expect(phone.storage.size).toBe(0)
})

it('keeps the order of a conversation through a failure', async () => {
  const phone = aPhone(undefined, [NO_NETWORK, YES])
  for (const id of ['a', 'b', 'c']) phone.outbox.putInOutbox(message(id))
  await settle()
  phone.online()
  await settle()
  expect(sentIds(phone)).toEqual(['a', 'a', 'b', 'c'])
})

it('still has everything after the app was killed, and sends it with the same ids in the same order', async () => {
  const before = aPhone(undefined, [NO_NETWORK])
  for (const id of ['a', 'b']) before.outbox.putInOutbox(message(id))
  await settle()
  before.outbox.restOutbox()
  const after = aPhone(before.storage, [YES])
  await settle()
  expect(sentIds(after)).toEqual(['a', 'b'])
  expect(after.storage.size).toBe(0)
})

it('sends nothing while the app is in the back', async () => {
  const phone = aPhone(undefined, [NO_NETWORK])
  phone.outbox.putInOutbox(message('a'))
  await settle()
  phone.outbox.restOutbox()
  jest.advanceTimersByTime(600_000)
  await settle()
  expect(phone.sent).toHaveLength(1)
})

it('takes the same id once', async () => {
  const phone = aPhone(undefined, [NO_NETWORK])
  phone.outbox.putInOutbox(message('a'))
  phone.outbox.putInOutbox(message('a'))
  await settle()
  expect(phone.outbox.waitingIn('chat/c')).toHaveLength(1)
})

it('says so when the storage is full, and keeps nothing half', async () => {
  const phone = aPhone(undefined, [YES])
  phone.fill()
  expect(() => phone.outbox.putInOutbox(message('a'))).toThrow('exceed')
  expect(phone.outbox.waitingIn('chat/c')).toEqual([])
  expect(phone.sent).toEqual([])
})

it('tells of a refusal and goes on with the next although the storage has become full', async () => {
  const phone = aPhone(undefined, [refused('CONTENT_REFUSED'), YES])
  const heard: unknown[] = []
  phone.outbox.onOutbox((call, answer) => heard.push(answer && [call.id, answer.ok]))
  phone.outbox.putInOutbox(message('a'))
  phone.outbox.putInOutbox(message('b'))
  phone.fill()
  await settle()
  expect(heard.filter(Boolean)).toEqual([
    ['a', false],
    ['b', true],
  ])
})

it('gives a refused one back while another of its line is on its way, but not that other', async () => {
  const phone = aPhone(undefined, [refused('CONTENT_REFUSED'), NO_NETWORK])
  phone.outbox.putInOutbox(message('a'))
  await settle()
  phone.outbox.putInOutbox(message('b'))
  expect(phone.outbox.dropCall('b')).toBe(false)
  expect(phone.outbox.dropCall('a')).toBe(true)
  expect([...phone.storage.keys()]).toEqual(['waiting/b'])
})

it('sends nothing that was refused when the app is opened again', async () => {
  const before = aPhone(undefined, [refused('PHONE_NEEDED')])
  before.outbox.putInOutbox(message('a'))
  await settle()
  const after = aPhone(before.storage, [YES])
  await settle()
  expect(after.sent).toEqual([])
  expect(after.outbox.waitingIn('chat/c')).toMatchObject([{ id: 'a', refusal: { code: 'PHONE_NEEDED' } }])
})

it.each([
  ['the network is gone', NO_NETWORK, 'OFFLINE'],
  ['the function threw', THREW, 'INTERNAL'],
  ['the environment is at its limit', { errCode: -501004, errMsg: 'too many' }, 'BUSY'],
  [
    'a real phone wraps what the cloud said',
    {
      errCode: -404011,
      errMsg: 'cloud.callFunction:fail requestID 1, cloud function service error code -504002',
    },
    'INTERNAL',
  ],
])('names what happened: %s', async (_what, reply, code) => {
  const phone = aPhone(undefined, [reply as Reply])
  const heard: unknown[] = []
  phone.outbox.onOutbox((_call, answer) => answer && !answer.ok && heard.push(answer.code))
  phone.outbox.putInOutbox(message('a'))
  await settle()
  expect(heard).toEqual([code])
})

it('leaves no clock running behind an answer', async () => {
  const phone = aPhone(undefined, [YES])
  phone.outbox.putInOutbox(message('a'))
  await settle()
  expect(jest.getTimerCount()).toBe(0)
})

it('what an outdated app could not send goes out when the renewed one opens; other refusals stay', async () => {
  const before = aPhone(undefined, [refused('CLIENT_TOO_OLD'), refused('MENTION_REFUSED')])
  before.outbox.putInOutbox(message('a'))
  before.outbox.putInOutbox({ ...message('b'), line: 'chat/d' })
  await settle()
  expect(before.sent).toHaveLength(2)

  const renewed = aPhone(before.storage, [YES])
  await settle()
  expect(sentIds(renewed)).toEqual(['a'])
  expect(renewed.outbox.waitingIn('chat/c')).toEqual([])
  expect(renewed.outbox.waitingIn('chat/d')).toMatchObject([
    { id: 'b', refusal: { code: 'MENTION_REFUSED' } },
  ])
})
