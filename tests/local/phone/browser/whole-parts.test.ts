/** One page of fixtures/parts per group of parts: what a hand does to them, and what the app hears of it. */
import type { Page } from 'playwright-core'
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
beforeAll(async () => {
  stand = await startStand('parts')
})
afterAll(() => stand.close())

const open = (name: string) => stand.open(`pages/${name}/${name}`)
async function draw(page: Page, selector: string, by: { x: number; y: number }) {
  const box = await page.locator(selector).first().boundingBox()
  const from = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2)
  await page.mouse.move(from.x + by.x, from.y + by.y)
  await page.mouse.up()
}

test('picker-view turns, tells what stands in the middle, and follows the app; picker of regions', async () => {
  const page = await open('wheel')
  const top = () =>
    page
      .locator('.part-wheel-list')
      .first()
      .evaluate((list) => list.scrollTop)
  await page.waitForFunction(() => document.querySelector('.part-wheel-list')?.scrollTop === 150)
  await page.locator('.part-wheel-list').first().hover()
  await page.mouse.wheel(0, 100)
  await shows(page, '#told', '5,1')
  await shows(page, '#events', 'se')
  await page.locator('#back').click()
  await page.waitForFunction(() => document.querySelector('.part-wheel-list')?.scrollTop === 0)
  expect(await top()).toBe(0)
  await page.locator('#region').click()
  await page.getByRole('option', { name: '湖北省' }).click()
  await page.getByRole('option', { name: '武汉市' }).click()
  await page.getByRole('option', { name: '江汉区' }).click()
  await page.getByRole('button', { name: '确定' }).click()
  await shows(page, '#region', '湖北省/武汉市/江汉区 420000,420100,420103')
  expect(stand.complaints()).toEqual([])
})

test('slider, progress and icons', async () => {
  const page = await open('slider')
  const range = page.getByRole('slider').first()
  expect(await range.inputValue()).toBe('20')
  await range.press('ArrowRight')
  await shows(page, '#told', '定 25')
  await shows(page, '#moving', 'true')
  await page.locator('#set').click()
  await page.locator('#submit').click()
  await shows(page, '#form', '{"volume":80}')
  await shows(page, '#ended', '到 30')
  await page.locator('#run').click()
  await shows(page, '#ended', '到 60')
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('60')
  expect(await page.locator('wx-icon svg').count()).toBe(9)
  expect(stand.complaints()).toEqual([])
})

test('movable-view follows the hand within its area', async () => {
  const page = await open('movable')
  await draw(page, '#piece', { x: 60, y: 40 })
  await shows(page, '#at', '60,40 touch')
  await draw(page, '#piece', { x: 400, y: 0 })
  await shows(page, '#at', '160,40 touch')
  await page.locator('#move').click()
  await shows(page, '#at', '30,30')
  expect(stand.complaints()).toEqual([])
})

test('canvas: 2d node with pictures and files, the older context, off the page', async () => {
  const page = await open('canvas')
  await shows(page, '#is-two', '300 100 230,67,64,255 7,193,96,255')
  await shows(page, '#file', '50png')
  await shows(page, '#is-old', '0,0,255,255 true')
  await shows(page, '#hidden', '4')
  await page.locator('#two').click({ position: { x: 11, y: 12 } })
  await shows(page, '#touch', '11,12')
  expect(stand.complaints()).toEqual([])
})

test('map: markers with callouts, lines, the hand, and its context', async () => {
  const page = await open('map')
  expect(await page.locator('#map polyline, #map circle').count()).toBe(2)
  await shows(page, '#map', '气泡')
  await page.locator('#map').getByText('气泡').click()
  await shows(page, '#told', 'callouttap 7')
  await page.getByRole('button', { name: '第二处' }).click()
  await shows(page, '#told', 'markertap 8')
  await shows(page, '.part-callout', '第二处')
  await page.locator('#ask').click()
  await shows(page, '#center', '23.100,113.325')
  await shows(page, '#region', 'true')
  await draw(page, '#map', { x: 60, y: 0 })
  await page.locator('#ask').click()
  await shows(page, '#changed', 'enddrag')
  expect(await page.locator('#center').innerText()).not.toBe('23.100,113.325')
  await page.locator('#home').click()
  await shows(page, '#center', '30.593,114.305')
  await page.locator('#include').click()
  await shows(page, '#scale', 'true')
  expect(stand.complaints()).toEqual([])
})

test('swiper: by hand around its ends, by the app, upright and by itself', async () => {
  const page = await open('swiper')
  await draw(page, '#swiper', { x: 200, y: 0 })
  await shows(page, '#told', '2touch')
  await shows(page, '#finished', 'id2')
  await draw(page, '#swiper', { x: -200, y: 0 })
  await shows(page, '#told', '2touch 0touch')
  await page.locator('#last').click()
  await shows(page, '#told', '2touch 0touch 2-')
  expect(await page.locator('#swiper .part-swiper-dot').count()).toBe(3)
  await page.waitForFunction(() => {
    const { auto } = (
      window as unknown as { getCurrentPages(): { data: { auto?: number } }[] }
    ).getCurrentPages()[0]!.data
    return (auto ?? 0) > 1
  })
  expect(stand.complaints()).toEqual([])
})

test('scroll-view: into view, near its ends, its own refresher, its context', async () => {
  const page = await open('scroll')
  await page.locator('#into').click()
  await page.waitForFunction(() => document.getElementById('list')?.scrollTop === 900)
  await shows(page, '#events', 'l')
  await shows(page, '#deep', 'true')
  await page.locator('#context').click()
  await shows(page, '#events', 'lu')
  await draw(page, '#list', { x: 0, y: 130 })
  await shows(page, '#refreshed', 'true 1 true')
  expect(stand.complaints()).toEqual([])
})

test('forms give and take back; buttons ask, share and choose', async () => {
  const page = await open('choices')
  await page.getByText('a', { exact: true }).click()
  await page.getByText('y', { exact: true }).click()
  await page.getByPlaceholder('请输入昵称').fill('名')
  await page.locator('#submit').click()
  await shows(page, '#told', '{"boxes":["a","b"],"one":"y","nick":"名","time":"12:01"}')
  await page.locator('#reset').click()
  await shows(page, '#told', 'reset')
  expect(await page.getByPlaceholder('请输入昵称').inputValue()).toBe('')
  await page.locator('#share').click()
  await page.getByText('标题 button5').waitFor()
  await page.getByRole('button', { name: '发送' }).click()
  await page.locator('#avatar').click()
  await page.getByRole('button', { name: '示例图片 1' }).click()
  await page.getByRole('button', { name: '完成' }).click()
  await page.waitForFunction(
    () => (document.querySelector<HTMLImageElement>('#picture img')?.naturalWidth ?? 0) > 0,
  )
  await page.locator('#info').click()
  await shows(page, '#told', '微信用户')
  await page.locator('#contact').click()
  await page.getByRole('button', { name: '返回', exact: true }).last().click()
  await shows(page, '#told', 'enterContact:ok')
  expect(stand.complaints()).toEqual([])
})

test('pictures in all modes, media queries, rich text; a part that is missing is a labelled box', async () => {
  const page = await open('media')
  await shows(page, '#loaded', '8x8 no')
  expect(await page.locator('#wide').isVisible()).toBe(true)
  expect(await page.locator('#wider').isVisible()).toBe(false)
  await shows(page, 'wx-open-data', '微信用户')
  expect(await page.locator('wx-rich-text').innerText()).toBe('红粗')
  expect(await page.locator('wx-live-player').getAttribute('data-missing')).toBe('live-player')
  expect((await page.locator('#m3').boundingBox())?.height).toBe(60)
  await page.waitForFunction(
    () => performance.getEntriesByName(new URL('app/nowhere.png', location.href).href).length > 0,
  )
  expect(stand.complaints().filter((one) => !one.includes('404'))).toEqual([])
})

test('page-container opens over the page and goes with back; root-portal; navigator', async () => {
  const page = await open('shell')
  await page.locator('#to').click()
  await page.getByLabel('返回', { exact: true }).click()
  await page.locator('#open').click()
  await page.locator('#inside').waitFor()
  await page.evaluate(() =>
    (window as unknown as { wx: { navigateBack(): Promise<unknown> } }).wx.navigateBack(),
  )
  await shows(page, '#events', 'enter afterleave')
  expect(await page.locator('#inside').isVisible()).toBe(false)
  await page.getByText('门外').waitFor()
  expect(stand.complaints()).toEqual([])
})
