/** 没有网络: twenty scans in airplane mode, the app killed, the network back: twenty stamps and none twice. */
import type { Browser } from 'playwright-core'
import type { Database } from '../../scripts/admin-database'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'
import { databaseOf, openAllRoutes, pointNames, scans } from '../support/rally-journey'

jest.setTimeout(180_000)

let browser: Browser
let district: District
let desk: Desk
let db: Database
let points: string[]
const folder = aDataFolder()

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  db = await databaseOf(district)
  await openAllRoutes(db)
  points = await pointNames(db)
  desk = await sitDown(browser, district.url)
  const fetched = Promise.all([routesFetched(3), picturesFetched(10)])
  await desk.left.isHeldBy('罗阿姨')
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.sees('烟火社区')
  await fetched
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

/** Resolves when one phone has so many routes: what a waiting scan is called it knows from them. */
function routesFetched(count: number): Promise<void> {
  const routes = new Map<string, Set<string>>()
  return new Promise((resolve) => {
    desk.page.on('response', (response) => {
      const [routeId] = /"routeId":"[^"]+"/.exec(response.request().postData() ?? '') ?? []
      const holder = response.request().headers()['x-wx-openid'] ?? ''
      if (!routeId) return
      routes.set(holder, (routes.get(holder) ?? new Set()).add(routeId))
      if (routes.get(holder)!.size === count) resolve()
    })
  })
}

/** Resolves when so many pictures of points came: what stands in the phone's files is read afterwards. */
function picturesFetched(count: number): Promise<void> {
  const paths = new Set<string>()
  return new Promise((resolve) => {
    desk.page.on('requestfinished', (request) => {
      const [path] = /sample-\w+-\w\.png/.exec(request.url()) ?? []
      if (path && paths.add(path).size === count) resolve()
    })
  })
}

/** Both pictures of a point are painted, each from the app's own files. */
async function showsPictures(point: string): Promise<void> {
  for (const which of [1, 2]) {
    const picture = desk.left.frame.getByLabel(new RegExp(`^${point}.*的照片，第 ${which} 张`))
    const painted = picture.locator('img[src]:not([hidden])')
    await painted.waitFor()
    const width = await painted.evaluate((image: HTMLImageElement) =>
      image.decode().then(() => image.naturalWidth),
    )
    expect(width).toBe(220)
  }
}

it('keeps twenty scans without a network, each under its own name', async () => {
  expect(points).toHaveLength(20)
  await desk.press('network-left-off')
  for (const point of points) {
    await scans(desk, point)
    await desk.left.sees('已记下，有网就盖')
    await desk.left.sees(point)
    await desk.left.taps('回打卡页')
  }
  await desk.left.sees('20 个章已记下，有网就盖')
  await desk.picture('rally-airplane-1-kept')
})

it('a second tap at the same point is the same scan', async () => {
  await scans(desk, points[0]!)
  await desk.left.sees('已记下，有网就盖')
  await desk.left.taps('回打卡页')
  await desk.left.sees('20 个章已记下，有网就盖')
})

it('reads routes and points without a network, the places that wait hollow', async () => {
  await desk.left.taps(/^烟火社区/)
  await desk.left.sees('滨江茶铺')
  expect(await desk.left.frame.getByLabel(/滨江茶铺，等着盖/).count()).toBeGreaterThan(0)
  await desk.picture('rally-airplane-2-route')
  await desk.left.taps(/^滨江茶铺/)
  await showsPictures('滨江茶铺')
  await desk.picture('rally-airplane-4-point')
})

it('shows the pictures of points without a network also after a kill', async () => {
  const phone = desk.page.frames().find((frame) => frame.url().includes('device=left'))!
  const address = new URL(phone.url())
  address.searchParams.set('network', 'off') // from its first call on
  await phone.goto(address.href)
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.taps(/^乐活社区/)
  await desk.left.taps(/^友邻中心/)
  await showsPictures('友邻中心')
})

it('after a kill and with the network back, all twenty are stamped, none twice', async () => {
  expect((await db.collection('stamps').count()).total).toBe(0)
  await desk.page.reload()
  await desk.press('network-left-good')
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.sees('20 个章已经盖上了')
  for (const progress of ['7/7', '6/6']) await desk.left.sees(progress)
  const { data: stamps } = await db.collection('stamps').limit(100).get()
  expect(stamps).toHaveLength(20)
  expect(new Set(stamps.map(({ pointId }) => pointId)).size).toBe(20)
  // Twenty points within seconds are for a person to look at; that refuses nothing, and nothing else is held against them.
  const kinds = stamps.flatMap(({ flags }) => (flags as { kind: string }[]).map(({ kind }) => kind))
  expect([...new Set(kinds)]).toEqual(['travel'])
  await desk.left.tapsText('20 个章已经盖上了')
  await desk.left.sees('20 个盖上了')
  await desk.picture('rally-airplane-3-stamped')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
