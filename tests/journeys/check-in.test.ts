/** Story 2, 成华: a resident scans the printed code of a point, and that point's place on the postcard gets its stamp. */
import type { Browser } from 'playwright-core'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(180_000)

/** Points of the one sample route that is open now. */
const [FIRST, SECOND, THIRD] = ['友邻中心', '长者食堂', '儿童之家']
const LATER_ROUTES_POINT = '滨江茶铺'

let browser: Browser
let district: District
let desk: Desk
const folder = aDataFolder()

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  desk = await sitDown(browser, district.url)
  await desk.left.isHeldBy('罗阿姨')
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

async function scans(point: string): Promise<void> {
  await desk.left.taps(/扫码打卡/)
  await desk.press(`code-${await desk.codeNumber(point)}-scan-left`)
}

it('shows the tabs of this deployment', async () => {
  for (const name of [/^首页/, /^群聊/, /^诉求/, /^打卡/, /^我的/]) {
    await desk.left.frame.getByRole('tab', { name }).filter({ visible: true }).first().waitFor()
  }
})

it('the event shows three routes, one open now', async () => {
  await desk.left.taps(/^打卡/, 'tab')
  for (const route of ['“玩”美社区', '乐活社区', '烟火社区']) await desk.left.sees(route)
  await desk.left.sees('开放中')
  await desk.picture('checkin-1-event')
})

it('scanning the printed code stamps its place on the postcard', async () => {
  await scans(FIRST)
  await desk.left.sees(FIRST)
  await desk.left.sees(/还差 5 个点/)
  await desk.picture('checkin-2-stamped')
  await desk.left.taps(/看明信片/)
  await desk.left.sees('乐活社区')
  expect(await desk.left.frame.getByLabel(new RegExp(`${FIRST}.*已盖`)).count()).toBeGreaterThan(0)
  expect(await desk.left.frame.getByLabel(new RegExp(`${SECOND}.*已盖`)).count()).toBe(0)
  await desk.picture('checkin-3-stamp-side')
  await desk.left.taps(/翻面|看正面|看背面/)
  await desk.picture('checkin-4-picture-side')
})

it('a cold start through the code stamps too', async () => {
  await desk.press(`code-${await desk.codeNumber(SECOND)}-cold-left`)
  await desk.left.sees(SECOND)
  await desk.left.sees(/还差 4 个点/)
})

it('a warm start through the code stamps too', async () => {
  await desk.press(`code-${await desk.codeNumber(THIRD)}-warm-left`)
  await desk.left.sees(THIRD)
  await desk.left.sees(/还差 3 个点/)
})

it('a second scan gives the same stamp, not another', async () => {
  await desk.press(`code-${await desk.codeNumber(THIRD)}-warm-left`)
  await desk.left.sees(/盖过/)
  await desk.left.sees(/还差 3 个点/)
  await desk.picture('checkin-5-again')
})

it('a forged code is refused with a clear sentence', async () => {
  await desk.page.getByTestId('scan-text').fill('https://qsj.example.com/d?s=a1b2c3d4e5f6.1.AAAAAAAAAA')
  await desk.page.reload()
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.taps(/扫码打卡/)
  await desk.page.getByTestId('scan-text').fill('https://qsj.example.com/d?s=a1b2c3d4e5f6.1.AAAAAAAAAA')
  await desk.press('scan-text-left')
  await desk.left.sees('这个打卡码不是真的')
  await desk.picture('checkin-6-forged')
})

it('a route that is not open yet says when it opens', async () => {
  await desk.press(`code-${await desk.codeNumber(LATER_ROUTES_POINT)}-cold-left`)
  await desk.left.sees(/这条路线 .*开放/)
})

it('someone new agrees first and then gets the stamp without scanning again', async () => {
  await desk.right.isHeldBy('第一次来的人 1')
  await desk.press(`code-${await desk.codeNumber(FIRST)}-cold-right`)
  await desk.right.taps('同意')
  await desk.right.sees(/还差 5 个点/)
  await desk.picture('checkin-7-new-person')
})

it('with no network it is noted on the phone and stamped when the network is back', async () => {
  await desk.page.reload()
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.sees('开放中')
  await desk.press('network-left-off')
  await scans('健康小站')
  await desk.left.sees('已记下')
  await desk.picture('checkin-8-offline')
  await desk.press('network-left-good')
  await desk.left.sees(/还差 2 个点/)
})

it.each(['SIGINT', 'SIGKILL'] as const)(
  'the stamps are still there after %s and a new start',
  async (signal) => {
    await district.stop(signal)
    district = await startDistrict(folder.dataDir, district.port)
    await desk.page.goto(district.url)
    await desk.left.taps(/^打卡/, 'tab')
    await desk.left.sees('4/6')
  },
)

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
