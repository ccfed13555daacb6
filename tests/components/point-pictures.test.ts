/** @jest-environment node */
/** Pictures of points: fetched once into the app's own files, there after a kill, gone when their event is over. */
import type * as RalliesModule from '../../miniprogram/services/rallies'
import type * as PicturesModule from '../../miniprogram/services/rallies/point-pictures'

interface Phone {
  fetched: string[]
  asked: unknown[]
  rallies: typeof RalliesModule
  pictures: typeof PicturesModule
}

let shown: string[]
let eventRoutes: { routeId: string }[]
let broken: string
beforeEach(() => {
  shown = ['one', 'two']
  eventRoutes = [{ routeId: 'r' }]
  broken = ''
})

const opened = (kept: string[] = []) => ({
  route: { routeId: 'r' },
  points: [
    {
      pointId: 'p',
      pictures: shown.map((pictureId) => {
        return { pictureId, width: 4, height: 3, url: kept.includes(pictureId) ? '' : link(pictureId) }
      }),
    },
  ],
  ...{ cards: [], stamps: [], treasures: [], pass: '' },
})
const link = (pictureId: string) => `https://storage/points/${pictureId}.PNG?sign=1`

/** The app as it starts, with the files and storage that outlived the kill before. */
function started(files: Set<string>, storage = new Map<string, unknown>()): Phone {
  const phone = { fetched: [] as string[], asked: [] as unknown[] } as Phone
  const manager = {
    readdirSync: () => ['outgoing-1.jpg', ...[...files].map((path) => path.replace('user/', ''))],
    copyFile({ destPath, success }: { destPath: string; success(): void }) {
      files.add(destPath)
      success()
    },
    unlink: ({ filePath }: { filePath: string }) => void files.delete(filePath),
  }
  Object.assign(globalThis, {
    wx: {
      env: { USER_DATA_PATH: 'user' },
      getFileSystemManager: () => manager,
      getStorageSync: (key: string) => structuredClone(storage.get(key) ?? ''),
      setStorage: ({ key, data }: { key: string; data: unknown }) =>
        void storage.set(key, structuredClone(data)),
      downloadFile({ url, success }: { url: string; success(got: object): void }) {
        phone.fetched.push(url)
        success({ statusCode: url === broken ? 403 : 200, tempFilePath: 'tmp/1' })
      },
      cloud: {
        callFunction: async ({ data }: { data: { action: string; input: { keptPictures?: string[] } } }) => {
          if (data.action === 'openEvent')
            return { result: { ok: true, data: { event: null, routes: eventRoutes } } }
          phone.asked.push(data.input.keptPictures)
          return { result: { ok: true, data: opened(data.input.keptPictures) } }
        },
      },
    },
  })
  jest.resetModules()
  phone.rallies = jest.requireActual('../../miniprogram/services/rallies')
  phone.pictures = jest.requireActual('../../miniprogram/services/rallies/point-pictures')
  return phone
}
/** Until what was begun is done. */
const settle = () => new Promise((resolve) => setImmediate(resolve))
async function open({ rallies }: Phone): Promise<void> {
  await rallies.openRoute('r')
  await settle()
}
const ONE = 'user/point-picture~r~one.png'
const TWO = 'user/point-picture~r~two.png'

it('are fetched at the first opening only, and are there after a kill', async () => {
  const [files, storage] = [new Set<string>(), new Map<string, unknown>()]
  const phone = started(files, storage)
  await open(phone)
  expect(phone.fetched).toEqual([link('one'), link('two')])
  expect(phone.pictures.picturePath('one')).toBe(ONE)
  const after = started(files, storage)
  expect(after.pictures.picturePath('two')).toBe(TWO)
  await open(after)
  expect(after.asked).toEqual([['one', 'two']])
  expect(after.fetched).toEqual([])
})

it('the kept copy of a route holds no link, which would have ended', async () => {
  const storage = new Map<string, unknown>()
  await open(started(new Set(), storage))
  expect(JSON.stringify([...storage.values()])).toContain('"pictureId":"one"')
  expect(JSON.stringify([...storage.values()])).not.toContain('https://')
})

it('one that did not come whole is fetched again, the others are not', async () => {
  broken = link('one')
  const files = new Set<string>()
  const phone = started(files)
  await open(phone)
  expect([phone.pictures.picturePath('one'), [...files]]).toEqual(['', [TWO]])
  broken = ''
  await open(phone)
  expect(phone.fetched).toEqual([link('one'), link('two'), link('one')])
  expect(phone.pictures.picturePath('one')).toBe(ONE)
})

it('one taken away goes from the phone, and all of an event that is over', async () => {
  const files = new Set(['user/point-picture~old~three.jpg'])
  const phone = started(files)
  await open(phone)
  shown = ['two']
  await open(phone)
  expect([...files].sort()).toEqual(['user/point-picture~old~three.jpg', TWO])
  await phone.rallies.openEvent()
  await settle()
  expect([...files]).toEqual([TWO])
  eventRoutes = []
  await phone.rallies.openEvent()
  expect([...files]).toEqual([])
})
