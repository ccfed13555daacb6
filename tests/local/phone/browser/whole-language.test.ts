/** One page of fixtures/language per feature of the platform's language, in the manner of its official demos. */
import type { Page } from 'playwright-core'
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
beforeAll(async () => {
  stand = await startStand('language')
})
afterAll(() => stand.close())
afterEach(() => expect(stand.complaints()).toEqual([]))

const open = (name: string, query = '') => stand.open(`pages/${name}/${name}`, { query })
const text = async (page: Page, selector: string) =>
  (await page.locator(selector).allInnerTexts()).join('|').replace(/\s+/g, ' ').trim()
const style = (page: Page, selector: string, name: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name)

test('templates by name, spread and import; include', async () => {
  const page = await open('templates')
  expect(await text(page, '#msg')).toBe('0: 消息 Time: 2016')
  expect(await text(page, '.kind')).toBe('odd|even|odd')
  expect(await text(page, '#sum')).toBe('16')
  expect(await text(page, '#short')).toBe('真3x324')
  expect(await text(page, '#raw')).toBe('a < b &')
  const included = await open('include')
  expect(await text(included, '#header')).toBe('头 字')
  expect(await text(included, '#footer')).toBe('脚')
})

test('lists keep their nodes by key, conditions choose', async () => {
  const page = await open('lists')
  expect(await text(page, '.product')).toBe('1*1=1|2*1=2 |2*2=4')
  await page.getByRole('switch').first().click()
  expect(await page.locator('#u5').getAttribute('aria-checked')).toBe('true')
  await page.locator('#switch').click()
  await page.locator('#front').click()
  await shows(page, '#case', '大')
  expect(await text(page, '.keyed')).toBe('9|3|4|5')
  expect(await page.locator('#u5').getAttribute('aria-checked')).toBe('true')
  expect(await text(page, '#map')).toBe('one=一;two=贰;')
  expect(await text(page, '#count')).toBe('012')
})

test('WXS: modules inline and outside, event handlers, change handlers', async () => {
  const page = await open('wxs-events')
  expect(await text(page, '#upper')).toBe('ABC Array String cot')
  const box = (await page.locator('#drag').boundingBox()) ?? { x: 0, y: 0 }
  await page.mouse.move(box.x + 10, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 40, box.y + 10)
  await page.mouse.up()
  await shows(page, '#told', '{"kind":"拖","times":1,"on":true}')
  expect(await style(page, '#drag', 'left')).toBe('30px')
  await page.locator('#change').click()
  await page.waitForFunction(() => document.getElementById('prop')?.style.letterSpacing === '1px')
})

test('slots named, repeated and default; outer classes; a virtual host takes style and class; events bubble out', async () => {
  const page = await open('slots')
  expect(await text(page, '#around')).toBe('前 标题 对象 第 a 行 中 后')
  expect(await style(page, '.outer', 'color')).toBe('rgb(200, 0, 0)')
  expect(await style(page, '.outer', 'margin-top')).toBe('7px')
  expect(await style(page, '.page-big', 'font-size')).toBe('30px')
  await page.locator('#shout').click()
  await shows(page, '#heard', 'aroundcard,aroundcard,')
  const generic = await open('generics')
  expect(await text(generic, '.choice')).toBe('(0甲)|(1乙)|(0丙)|(0)')
})

test('model: writes both ways, also through a component', async () => {
  const page = await open('model')
  await page.locator('#text input').fill('改')
  await shows(page, '#shown', '改')
  await page.getByRole('switch').click()
  await shows(page, '#is-on', 'false')
  await page.locator('#inner input').fill('外')
  await shows(page, '#own', '外')
  await page.locator('.clear').click()
  await shows(page, '#own', '清')
})

test('behaviors, observers, pure data, definitionFilter and export', async () => {
  const page = await open('behaviors')
  await shows(page, '.out', 'bcr component 继承 5 筛 {"a":1,"b":2} 基>新; true')
  expect(await text(page, '.watched')).toBe('新组件 7 []|7 []')
  expect(await text(page, '#word')).toBe('导出2')
})

test('relations tell of children that come, go and change places', async () => {
  const page = await open('relations')
  expect(await text(page, '.notes')).toBe('+1+2+3')
  await page.locator('#change').click()
  await shows(page, '#order', '31')
  expect(await text(page, '.notes')).toContain('-2')
})

test('styles: isolation in its modes, selectors, imports, variables, media queries and rpx', async () => {
  const page = await open('styles')
  const blue = (component: string) => style(page, `wx-${component} .probe, ${component} .probe`, 'color')
  expect(await blue('isolated')).not.toBe('rgb(0, 0, 200)')
  expect(await blue('apply-shared')).toBe('rgb(0, 0, 200)')
  expect(await blue('shared')).toBe('rgb(0, 0, 200)')
  expect(await style(page, '.leaks', 'color')).toBe('rgb(7, 7, 7)')
  expect(await style(page, '#deep wx-text', 'color')).toBe('rgb(3, 3, 3)')
  expect(await style(page, '#deep', 'padding-left')).toBe('3px')
  expect(await style(page, '#rpx', 'width')).toBe('50px')
  expect(await style(page, '#rpx', 'border-left-width')).toBe('1px')
  expect(await style(page, '#rpx', 'margin-left')).toBe('10px')
  expect(await style(page, '#rpx', 'color')).toBe('rgb(200, 0, 0)')
  expect(await style(page, '#second', 'margin-top')).toBe('5px')
  expect(await style(page, '#second', 'display')).toBe('grid')
  expect(await style(page, '#attr', 'letter-spacing')).toBe('2px')
  expect(await style(page, 'wx-page', 'background-color')).toBe('rgb(240, 240, 250)')
})

test('lifetimes of components and of the page they stand in', async () => {
  const page = await open('lifetimes')
  await shows(page, '.log', 'created,attached,')
  await page.locator('#go').click()
  await page.getByLabel('返回', { exact: true }).click()
  await page.locator('#off').click()
  await shows(page, '#last', 'detached')
  expect((await text(page, '#last')).split(',').sort().join()).toBe(
    'attached,created,detached,hide,ready,show,show',
  )
})

test('properties of every type convert what templates write; placeholders give way to their component', async () => {
  const page = await open('options')
  expect(await text(page, '.seen')).toBe('[5,"6",true,{"k":1},[1,2],"字",1]|[0,"",false,null,[],7,null]')
  await shows(page, '.slow', '子包组件')
})

test('pages: query, own fields, behaviors, events with targets and marks, page-meta', async () => {
  const page = await open('page-api', 'a=1%2F2')
  await shows(page, '#log', 'load:1%2F2pages/page-api/page-api{"a":"1%2F2"} 混1true show ready')
  await page.locator('#inner').click()
  await shows(page, '#tapped', 'tap,内,外,标,outer,number')
  await page.locator('#stopper').click()
  await shows(page, '#log', 'stopped')
  expect(await style(page, 'wx-page', 'background-color')).toBe('rgb(1, 2, 3)')
  await shows(page, '.phone-nav-title', '改过的标题')
  const component = await stand.open('pages/component-page/component-page', { query: 'id=4&word=a%20b' })
  await shows(component, '#log', '附载a%20b显 5 a b')
})

test('subpackages, also independent ones, and the app', async () => {
  const page = await open('index')
  await shows(page, '#name', '全局1001')
  await page.locator('#more').click()
  await shows(page, '#plain', '子包数据 index')
  const alone = await stand.open('alone/first/first')
  await shows(alone, '#alone', '独立 true 子包数据')
})
