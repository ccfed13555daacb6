/** A cold scan by someone new; a rotating code after two minutes; a leaked sheet replaced; rain. */
import type { Browser } from 'playwright-core'
import type { Database } from '../../scripts/admin-database'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'
import { aShift, callAs, databaseOf, scans, shows } from '../support/rally-journey'

jest.setTimeout(180_000)

let browser: Browser
let district: District
let desk: Desk
let db: Database
let routeId: string
let eventId: string
let pointIds: string[]
const folder = aDataFolder()

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  db = await databaseOf(district)
  const { data: routes } = await db.collection('routes').where({ order: 2 }).get()
  ;({ _id: routeId, eventId } = routes[0])
  const { data: points } = await db.collection('points').where({ routeId }).orderBy('order', 'asc').get()
  pointIds = points.map(({ _id }) => _id as string)
  desk = await sitDown(browser, district.url)
  await desk.right.isHeldBy('第一次来的人 1')
  await desk.left.isHeldBy('罗阿姨')
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

it('someone new scans a sheet with WeChat and has the stamp after one tap', async () => {
  await desk.press(`code-${await desk.codeNumber('长者食堂')}-cold-right`)
  await desk.right.taps('同意')
  await desk.right.sees(/长者食堂.*盖好了/)
  await desk.right.sees(/还差 5 个点/)
})

it('the rotating code of the staff phone stamps now, and is refused two minutes later', async () => {
  const code = await aShift(district, 'point', pointIds[0]!)
  const { shift } = await callAs<{ shift: { shiftId: string } }>(district, 'resident-2', 'takeShift', {
    code,
  })
  const now = Date.now()
  const fetched = await callAs<{ rotating: { code: string; from: number }[] }>(
    district,
    'resident-2',
    'fetchCodes',
    { shiftId: shift.shiftId, from: now - 10 * 60_000 },
  )
  const at = (moment: number) =>
    fetched.rotating.find(({ from }) => from <= moment && moment < from + 30_000)!.code
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.sees('乐活社区')
  await desk.left.taps(/^扫码打卡/)
  await shows(desk, 'left', `https://qsj.example.com/d?s=${at(now - 5 * 60_000)}`)
  await desk.left.sees('没有盖上')
  await desk.left.sees(/这个码已经换新了/)
  await desk.left.taps('再扫一次')
  await shows(desk, 'left', `https://qsj.example.com/d?s=${at(Date.now())}`)
  await desk.left.sees(/友邻中心.*盖好了/)
  await desk.left.taps('回打卡页')
})

it('a leaked sheet is replaced: the old one is refused with a sentence, the new one stamps', async () => {
  const { data } = await db.collection('sheets').where({ pointId: pointIds[2]! }).get()
  const sheet = data[0]._id as string
  const fresh = await callAs<{ scene: string }>(district, 'operator-1', 'replaceSheet', {
    moveId: 'e'.repeat(32),
    sheetId: sheet,
  })
  await scans(desk, '儿童之家')
  await desk.left.sees('这张打卡码已经停用，请找工作人员要新的')
  await desk.left.taps('再扫一次')
  await shows(desk, 'left', `https://qsj.example.com/d?s=${fresh.scene}`)
  await desk.left.sees(/儿童之家.*盖好了/)
  await desk.left.taps('回打卡页')
})

it('rain: a point is called off, said on the route, refused from then on; a scan from before still counts', async () => {
  await desk.press('network-left-off')
  await scans(desk, '健康小站')
  await desk.left.sees('已记下，有网就盖')
  await desk.left.taps('回打卡页')
  const stop = { kind: '停办', eventId, from: Date.now(), reason: '下雨' }
  for (const [at, pointId] of [pointIds[3]!, pointIds[4]!].entries())
    await callAs(district, 'operator-1', 'changeEvent', { ...stop, moveId: String(at).repeat(32), pointId })
  await desk.press('network-left-good')
  await desk.left.sees('1 个章已经盖上了')
  await scans(desk, '共享厨房')
  await desk.left.sees(/停办了，已盖的章都在/)
  await desk.left.taps('回打卡页')
  await desk.left.taps(/^乐活社区/)
  await desk.left.sees(/「共享厨房（示例）」.*起停办：下雨/)
  await desk.picture('rally-codes-rain')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
