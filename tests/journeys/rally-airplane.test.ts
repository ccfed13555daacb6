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
  const fetched = routesFetched(3)
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
