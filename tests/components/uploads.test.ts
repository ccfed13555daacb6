/** @jest-environment node */
/** Messages with pictures: files first, then the message, through a kill and a lost network. */
import type * as OutboxModule from '../../miniprogram/services/outbox'

const ONE = 'usr/outgoing-1.jpg'
const TWO = 'usr/outgoing-2.png'

/** What outlives a kill: storage and the app's own files. */
interface Kept {
  storage: Map<string, unknown>
  files: Set<string>
  uploads: string[]
  sent: { input: { text: string; pictures?: { fileId: string }[] } }[]
}

/** The app as it starts; `upload` and `call` decide what the network does. */
function started(kept: Kept, upload: (cloudPath: string) => boolean, call: () => unknown) {
  const wx = {
    getStorageInfoSync: () => ({ keys: [...kept.storage.keys()] }),
    getStorageSync: (key: string) => structuredClone(kept.storage.get(key) ?? ''),
    setStorageSync: (key: string, value: unknown) => void kept.storage.set(key, structuredClone(value)),
    removeStorageSync: (key: string) => void kept.storage.delete(key),
    onNetworkStatusChange: () => undefined,
    getFileSystemManager: () => ({
      access: ({ path, success, fail }: { path: string; success(): void; fail(): void }) =>
        kept.files.has(path) ? success() : fail(),
      unlink: ({ filePath }: { filePath: string }) => void kept.files.delete(filePath),
    }),
    cloud: {
      uploadFile: ({ cloudPath, success, fail }: Upload) => {
        kept.uploads.push(cloudPath)
        void Promise.resolve().then(() =>
          upload(cloudPath)
            ? success({ fileID: `cloud://e.b/${cloudPath}` })
            : fail({ errMsg: 'request:fail' }),
        )
        return { onProgressUpdate: (told: (now: { progress: number }) => void) => told({ progress: 50 }) }
      },
      callFunction: async ({ data }: { data: Kept['sent'][number] }) => {
        const result = call()
        if (result === null) throw { errMsg: 'cloud.callFunction:fail request:fail' }
        kept.sent.push(data)
        return { result }
      },
    },
  }
  Object.assign(globalThis, { wx })
  jest.resetModules()
  const outbox = jest.requireActual<typeof OutboxModule>('../../miniprogram/services/outbox')
  outbox.startOutbox()
  outbox.wakeOutbox()
  return outbox
}

interface Upload {
  cloudPath: string
  success(answer: { fileID: string }): void
  fail(error: { errMsg: string }): void
}

const YES = { ok: true, data: {} }
const settle = async () => {
  for (let round = 0; round < 60; round += 1) await Promise.resolve()
}
const aPhone = (): Kept => ({ storage: new Map(), files: new Set([ONE, TWO]), uploads: [], sent: [] })
const message = () => ({
  id: 'draft-1',
  line: 'chat/c',
  area: 'groups' as const,
  action: 'sendMessage' as const,
  input: {
    draftId: 'draft-1',
    conversationId: 'c',
    text: '看图',
    mentionIds: [],
    pictures: [ONE, TWO].map((fileId) => ({ fileId, width: 1, height: 1 })),
  },
  files: [
    { path: ONE, cloudPath: 'chat/one.jpg', fileId: null },
    { path: TWO, cloudPath: 'chat/two.png', fileId: null },
  ],
})
const text = (draftId: string) => ({
  ...message(),
  id: draftId,
  input: { draftId, conversationId: 'c', text: draftId, mentionIds: [] },
  files: [],
})

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

it('uploads in order, sends ids in the place of paths, then takes the copies off the phone', async () => {
  const kept = aPhone()
  const outbox = started(
    kept,
    () => true,
    () => YES,
  )
  outbox.putInOutbox(message())
  outbox.putInOutbox(text('behind'))
  await settle()
  expect(kept.uploads).toEqual(['chat/one.jpg', 'chat/two.png'])
  expect(kept.sent.map(({ input }) => input.text)).toEqual(['看图', 'behind'])
  expect(kept.sent[0]!.input.pictures!.map(({ fileId }) => fileId)).toEqual([
    'cloud://e.b/chat/one.jpg',
    'cloud://e.b/chat/two.png',
  ])
  expect(kept.files.size).toBe(0)
  expect(kept.storage.size).toBe(0)
})

it('killed after one of two was there, uploads only the other', async () => {
  const kept = aPhone()
  const before = started(
    kept,
    (cloudPath) => cloudPath === 'chat/one.jpg',
    () => YES,
  )
  before.putInOutbox(message())
  await settle()
  expect(kept.sent).toEqual([])
  expect(kept.files.size).toBe(2)
  started(
    kept,
    () => true,
    () => YES,
  )
  await settle()
  expect(kept.uploads).toEqual(['chat/one.jpg', 'chat/two.png', 'chat/two.png'])
  expect(kept.sent).toHaveLength(1)
})

it('killed before the cloud answered, sends the same ids without another upload', async () => {
  const kept = aPhone()
  started(
    kept,
    () => true,
    () => null,
  ).putInOutbox(message())
  await settle()
  started(
    kept,
    () => true,
    () => YES,
  )
  await settle()
  expect(kept.uploads).toHaveLength(2)
  expect(kept.sent).toHaveLength(1)
})

it('says so when a picture is no longer on the phone, and lets those behind it go', async () => {
  const kept = aPhone()
  kept.files.delete(TWO)
  const outbox = started(
    kept,
    () => true,
    () => YES,
  )
  const call = outbox.putInOutbox(message())
  outbox.putInOutbox(text('behind'))
  await settle()
  expect(call.refusal).toMatchObject({ code: 'PICTURE_GONE' })
  expect(kept.sent.map(({ input }) => input.text)).toEqual(['behind'])
})
