import type { LocalCloud } from '../../../../local/cloud'
import { cleanUp, nodeDatabase } from '../../cloud/support'
import { aWeChat } from '../../cloud/wechat'
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
let cloud: LocalCloud
beforeAll(async () => {
  cloud = await aWeChat({ functionsDir: undefined })
  stand = await startStand('app', cloud.url)
})
afterAll(async () => {
  await stand.close()
  await cleanUp()
})

const credits = (template: string) => cloud.subscriptionCredits('oHolder', template)

test('the holder is asked from a tap only, and each 允许 lets the app send once', async () => {
  const page = await stand.open('pages/consent/consent')
  await page.locator('#later').click()
  await shows(page, '#answer', 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.')
  await page.locator('#none').click()
  await shows(page, '#answer', '"errCode":10001')

  await page.locator('#one').click()
  await page.getByRole('button', { name: '拒绝' }).click()
  await shows(page, '#answer', '{"t-owed":"reject","errMsg":"requestSubscribeMessage:ok"}')
  expect(credits('t-owed')).toBe(0)

  await page.locator('#two').click()
  await page.getByText('事项 · 时间 · 等级').waitFor()
  await page.getByLabel('办结通知').uncheck()
  await page.getByRole('button', { name: '允许' }).click()
  await shows(page, '#answer', '{"t-owed":"accept","t-done":"reject","errMsg":"requestSubscribeMessage:ok"}')
  expect([credits('t-owed'), credits('t-done')]).toEqual([1, 0])
})

test('a choice that is kept is not asked again, until the settings or their main switch say otherwise', async () => {
  const page = await stand.open('pages/consent/consent')
  await page.locator('#one').click()
  await page.getByLabel('总是保持以上选择').check()
  await page.getByRole('button', { name: '允许' }).click()
  await shows(page, '#answer', '"t-owed":"accept"')
  const before = credits('t-owed')
  await page.locator('#one').click()
  while (credits('t-owed') === before) await page.waitForTimeout(20)
  expect(credits('t-owed')).toBe(before + 1)

  await page.locator('#open').click()
  await page.getByLabel('待办提醒').uncheck()
  await page.getByRole('button', { name: '返回', exact: true }).click()
  await shows(page, '#kept', '{"mainSwitch":true,"itemSettings":{"t-owed":"reject"}}')
  await page.locator('#one').click()
  await shows(page, '#answer', '"t-owed":"reject"')

  await page.locator('#open').click()
  await page.getByLabel('接收通知').uncheck()
  await page.getByRole('button', { name: '返回', exact: true }).click()
  await page.locator('#one').click()
  await shows(page, '#answer', '"errCode":20004')
  await page.locator('#settings').click()
  await shows(page, '#kept', '"mainSwitch":false')
})

test('a watch that was cut off tells once what happened meanwhile, and loses nothing', async () => {
  const ticks = nodeDatabase(cloud).collection('ticks')
  await ticks.add([
    { _id: 'goes', group: 'g1', n: 1 },
    { _id: 'stays', group: 'g1', n: 2 },
  ])
  const { desk, phone } = await stand.openOnDesk('pages/cloud/cloud')
  const network = (state: string) =>
    desk.evaluate(
      (given) => (window as unknown as { tell(m: object): void }).tell({ type: 'network', state: given }),
      state,
    )
  await phone.locator('#watch').click()
  await shows(phone, '#docs', '文档 1,2')
  await network('off')
  await shows(phone, '#network', '网络 none')
  await ticks.doc('goes').remove()
  await ticks.doc('stays').update({ n: 3 })
  await ticks.add({ _id: 'comes', group: 'g1', n: 4 })
  await network('good')
  await shows(phone, '#docs', '文档 3,4')
  // What comes after is told by itself: nothing of before is repeated.
  await ticks.doc('comes').update({ n: 5 })
  await shows(phone, '#docs', '文档 3,5')
  expect(await phone.locator('.change').allTextContents()).toEqual([
    'init[init:goes init:stays]',
    'next[update:stays add:comes remove:goes]',
    'next[update:comes]',
  ])
})
