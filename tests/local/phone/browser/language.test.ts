import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
beforeAll(async () => {
  stand = await startStand('app')
})
afterAll(() => stand.close())
afterEach(() => expect(stand.complaints()).toEqual([]))

const colourOf = (element: Element) => getComputedStyle(element).color

test('binding, conditions, lists, WXS, npm and style isolation on one page', async () => {
  const page = await stand.open('pages/home/home')
  await shows(page, '#head', '计数 1')
  await shows(page, '.day', '2026/03/05 list')
  await page.getByRole('button', { name: '加一倍' }).click()
  await shows(page, '#head', '计数 2')
  await page.locator('#add').press('Enter')
  await shows(page, '#head', '计数 4')
  await page.locator('#toggle').click()
  await page.locator('#hidden').waitFor()
  expect(await page.locator('#shown').count()).toBe(0)
  await page.locator('.item').nth(1).click()
  await shows(page, '.item', '1-丙')
  expect(await page.locator('.item').first().evaluate(colourOf)).toBe('rgb(1, 2, 3)')
  const titles = page.locator('.title')
  expect(await titles.nth(1).evaluate(colourOf)).toBe('rgb(200, 0, 0)')
  // the component is isolated: the app's .title does not make its title large
  expect(await titles.nth(1).evaluate((element) => getComputedStyle(element).fontWeight)).toBe('400')
})

test('pages open over each other, speak through events, and live in the right order', async () => {
  const page = await stand.open('pages/home/home')
  await shows(page, '#life', 'load,show,ready')
  await page.locator('#go').click()
  await shows(page, '#far', '编号 7 甲 第2页 你好')
  await page.locator('#back').click()
  await shows(page, '#answer', '回来了')
  await shows(page, '#life', 'load,show,ready,hide,show')
  expect(await page.locator('#far').count()).toBe(0)
  await page.locator('#nowhere').click()
  await shows(page, '#answer', 'navigateTo:fail page "pages/nowhere/nowhere" is not found')
  await page.locator('#go').click()
  await page.getByLabel('返回', { exact: true }).click()
  await shows(page, '#life', 'hide,show,hide,show')
  await page.getByRole('tab', { name: '我的' }).click()
  await shows(page, '#scenes', '场景 1001')
})

test('templates, behaviors, relations, slots, generics, virtual hosts and model binding', async () => {
  const page = await stand.open('pages/language/language')
  await shows(page, '#box', 'a！true')
  await shows(page, '.line', '模板 词')
  await shows(page, '#included', '包含 词')
  await shows(page, '#full', '张三 attached shown ready')
  await shows(page, '.generic >> nth=1', '通用 2')
  const order = await page.locator('picked, wx-picked').first().innerText()
  expect(order.indexOf('头')).toBeLessThan(order.indexOf('张三'))
  expect(order.indexOf('脚')).toBeGreaterThan(order.indexOf('数 0'))
  await page.locator('#count').click()
  await shows(page, '#counted', '数到 3 1')
  await shows(page, '#full', '张四')
  await shows(page, '#linked', '连着 2')
  await page.locator('#write').click()
  await shows(page, '#value', '里面写的')
  expect(await page.locator('#framed').evaluate(colourOf)).toBe('rgb(0, 0, 200)')
  expect(await page.locator('#framed').evaluate((element) => getComputedStyle(element).fontWeight)).toBe(
    '600',
  )
  expect(
    await page
      .locator('#ghost')
      .evaluate((element) => [element.parentElement?.tagName, getComputedStyle(element).color]),
  ).toEqual(['WX-PAGE', 'rgb(4, 5, 6)'])
  const box = await page
    .locator('#box')
    .evaluate((element) => [getComputedStyle(element).width, getComputedStyle(element).height])
  expect(box).toEqual(['50px', '368px'])
  await page.locator('#select').click()
  await shows(page, '#selected', '张四 50 true')
  expect(await page.locator('#portal').evaluate(colourOf)).toBe('rgb(0, 0, 200)')
})

test('WXS reacts to a touch and to a change by itself', async () => {
  const page = await stand.open('pages/language/language', { touch: true })
  await page.locator('#touch').tap()
  await shows(page, '#moved', '移 true')
  const touched = page.locator('#touch.touched')
  expect(await touched.evaluate((element) => getComputedStyle(element).opacity)).toBe('0.5')
  await page.locator('#raise').tap()
  await page.waitForFunction(() => document.getElementById('bar')?.style.marginLeft === '7px')
})
