import type { Browser, FrameLocator, Page } from 'playwright-core'
import { startDesk, type Desk } from '../../../local/desk'
import { openBrowser } from '../../support/hands'
import { CODES, fakeCloud, fakePhone, invocation, PEOPLE } from './fakes'

jest.setTimeout(60_000)

let browser: Browser
let desk: Desk
let page: Page
let left: FrameLocator
let right: FrameLocator
const cloud = fakeCloud()

beforeAll(async () => {
  browser = await openBrowser()
  desk = await startDesk({
    port: 0,
    title: '试桌',
    phone: fakePhone(),
    cloud,
    people: PEOPLE,
    codes: CODES,
    holders: ['o-tea', 'o-office'],
  })
})
afterAll(async () => {
  await browser?.close()
  await desk?.close()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  left = page.frameLocator('[data-testid=phone-left]')
  right = page.frameLocator('[data-testid=phone-right]')
  await page.goto(desk.url)
  await left.getByText('device=left&as=o-tea').waitFor()
  await right.getByText('device=right&as=o-office').waitFor()
})
afterEach(() => page.close())

it('gives a phone to another person, only that phone, and remembers it', async () => {
  await left.locator('#asked').evaluate((node) => (node.textContent += ' untouched'))
  await page.getByLabel('右机持有人', { exact: true }).selectOption('o-guest')
  await right.getByText('as=o-guest').waitFor()
  expect(await left.locator('#asked').textContent()).toContain('untouched')
  await page.reload()
  await right.getByText('as=o-guest').waitFor()
  expect(await page.getByTestId('holder-right').inputValue()).toBe('o-guest')
  expect(await page.getByTestId('holder-left').inputValue()).toBe('o-tea')
})

it('finds a person by part of the name or unit, keeping the holder in the list', async () => {
  await page.getByTestId('holder-filter-left').fill('营商')
  expect(await page.getByTestId('holder-left').locator('option').allTextContents()).toEqual([
    '陈小满 · 商户 · 青竹茶铺',
    '李竹 · 值班 · 营商办',
  ])
  expect(await page.getByTestId('holder-left').inputValue()).toBe('o-tea')
  await page.getByTestId('holder-filter-left').press('Enter')
  await left.getByText('as=o-office').waitFor()
})

it('answers a phone that is scanning, once, and says so when it is not', async () => {
  const notice = page.getByTestId('notice')
  await page.getByTestId('code-0-scan-left').click()
  await notice.getByText('左机现在没有在扫码').waitFor()
  await left.locator('#scan').click()
  await page.getByTestId('code-0-scan-left').click()
  await notice.getByText('左机扫到了').waitFor()
  expect(await left.locator('#heard').textContent()).toContain(
    `"result":"${CODES[0]?.link}","scanType":"QR_CODE"`,
  )
  await page.getByTestId('code-0-scan-left').click()
  await notice.getByText('左机现在没有在扫码').waitFor()
  expect(await left.locator('#heard li').count()).toBe(1)
  expect(await right.locator('#heard li').count()).toBe(0)
})

it('never claims a scan that the phone had taken back', async () => {
  await left.locator('#scan').click()
  await left.locator('#cancel').click()
  await page.getByTestId('code-0-scan-left').click()
  await page.getByTestId('notice').getByText('左机现在没有在扫码').waitFor()
})

it('scans any text, a forged code too', async () => {
  await right.locator('#scan').click()
  await page.getByTestId('scan-text').fill('forged <code>')
  await page.getByTestId('scan-text-right').click()
  await right.getByText('"result":"forged <code>"').waitFor()
})

it('opens the app through a code, cold and warm', async () => {
  await page.getByTestId('code-1-warm-right').click()
  await right
    .getByText('"type":"launch","path":"pages/arrive/arrive","query":"scene=two","scene":1047')
    .waitFor()
  await page.getByTestId('code-1-cold-right').click()
  await right.getByText('path=pages/arrive/arrive&query=scene=two&scene=1047').waitFor()
  await page.getByTestId('restart-right').click()
  await right.getByText(/as=o-office$/).waitFor()
})

it('keeps network, theme and font of a phone over a restart, but brings it to the front', async () => {
  await page.getByTestId('network-left-off').click()
  await page.getByTestId('dark-left').click()
  await page.getByTestId('font-left').selectOption('1.5')
  await page.getByTestId('background-left').click()
  await left.getByText('"type":"hide"').waitFor()
  await page.getByTestId('restart-left').click()
  await left.getByText('"type":"fontScale","scale":1.5').waitFor()
  expect(await left.locator('#heard li').allTextContents()).toEqual([
    '{"to":"phone","type":"network","state":"off"}',
    '{"to":"phone","type":"theme","theme":"dark"}',
    '{"to":"phone","type":"fontScale","scale":1.5}',
  ])
  expect(await left.locator('#asked').textContent()).toContain('network=off&theme=dark&fontScale=1.5')
  expect(await page.getByTestId('background-left').getAttribute('aria-pressed')).toBe('false')
  expect(await right.locator('#heard li').count()).toBe(0)
})

it('shows what the cloud did, breaks a function and moves the clock', async () => {
  cloud.log.push(invocation('r1'), invocation('r2', { function: 'gate', ok: false, databaseRequests: 3 }))
  await page.getByTestId('tab-log').click()
  await page.getByText('2 次调用，共 5 次数据库请求。').waitFor()
  expect(await page.getByTestId('log').locator('tr').allTextContents()).toEqual([
    '15:04:00gate123没成',
    '15:04:00tea122好',
  ])
  await page.getByTestId('fault-gate-lostAnswer').click()
  await page.getByText('云端记录 · 1 处毛病').waitFor()
  expect(cloud.broken).toEqual([['gate', 'lostAnswer']])
  await page.getByTestId('clock-advance-1h').click()
  await page.getByTestId('clock-now').getByText('16:04:00').waitFor()
  await page.getByTestId('notice').getByText('1 个定时任务响过，1 个没成').waitFor()
})

it('breaks one database request, an open API and a channel, and mends them all at once', async () => {
  cloud.log.push(invocation('r3'))
  cloud.faults.clear()
  cloud.breakFunction('gate', null)
  await page.getByTestId('tab-log').click()
  await page
    .getByTestId('request-fault-function')
    .locator('option', { hasText: 'tea' })
    .waitFor({ state: 'attached' })
  await page.getByTestId('request-fault-kind').selectOption({ label: '云函数被杀，写成了' })
  await page.getByTestId('request-fault-plan').click()
  await page.getByText('等着的：tea 第 1 次请求：云函数被杀，写成了。').waitFor()
  await page.getByText('微信接口和通知渠道出毛病').click()
  await page.getByLabel('图片审核的毛病').selectOption({ label: '结果来两遍' })
  await page.getByLabel('短信的毛病').selectOption({ label: '对方不收' })
  await page.getByText('云端记录 · 3 处毛病').waitFor()
  expect(cloud.outsideFaults()).toEqual({ 'security.mediaCheckAsync': 'twice', sms: 'refuse' })
  await page.getByTestId('faults-clear').click()
  await page.getByRole('tab', { name: '云端记录', exact: true }).waitFor()
  await page.getByText('等着的：没有。').waitFor()
  expect(await page.getByLabel('短信的毛病').inputValue()).toBe('')
  expect(cloud.outsideFaults()).toEqual({})
})

it('shows what each action costs, on average, and counts from zero', async () => {
  await page.getByTestId('tab-costs').click()
  await page.getByText('共 2 次调用、5 次数据库请求。').waitFor()
  expect(await page.getByTestId('costs').locator('td').allTextContents()).toEqual([
    ...['tea.brew', '2', '16', '2.5', '20', '1', '1200'],
  ])
  await page.getByTestId('costs-clear').click()
  await page.getByTestId('costs-summary').getByText('还没有调用').waitFor()
  expect(await page.getByTestId('costs').locator('td').count()).toBe(0)
})

it('stops the clock, sets it to China’s time, and brings it back to now', async () => {
  await page.getByTestId('tab-log').click()
  await page.getByTestId('clock-freeze').click()
  await page.getByTestId('clock-state').getByText('停着').waitFor()
  await page.getByTestId('clock-time').fill('2030-01-01T12:30')
  await page.getByTestId('clock-set').click()
  await page.getByTestId('clock-now').getByText('12:30:00').waitFor()
  expect(new Date(cloud.clock.now()).toISOString()).toBe('2030-01-01T04:30:00.000Z')
  await page.getByTestId('clock-freeze').click()
  await page.getByTestId('clock-state').getByText('走着').waitFor()
  await page.getByTestId('clock-today').click()
  await page
    .getByTestId('clock-now')
    .getByText(/^(?!.*12:30:00)/)
    .waitFor()
  expect(Math.abs(cloud.clock.now() - Date.now())).toBeLessThan(60_000)
})

it('tells at once that the app on a phone failed, and why', async () => {
  await left.locator('#fall').click()
  await page.getByTestId('holder-about-left').getByText('小程序里有错').waitFor()
  await page.getByTestId('tab-log').click()
  await page.getByText('左机 · 出错：the cup fell').waitFor()
  await page.getByTestId('restart-left').click()
  await page.getByTestId('holder-about-left').getByText('商户 · 青竹茶铺 · 17000000001').waitFor()
})

it('prints the codes and nothing else, whichever tab is open', async () => {
  await page.getByTestId('tab-guide').click()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByTestId('code-1').isVisible()).toBe(true)
  expect(await page.getByTestId('code-1').getByText('<b>猛追湾</b>').isVisible()).toBe(true)
  for (const hidden of ['phone-left', 'code-1-scan-left', 'tab-codes', 'scan-text'])
    expect(await page.getByTestId(hidden).isVisible()).toBe(false)
})

test('one, two or three phones lie on the desk; each is somebody’s, scans and comes back as it was', async () => {
  await page.getByRole('button', { name: '桌上摆三部手机' }).click()
  const third = page.frameLocator('[data-testid=phone-third]')
  await third.getByText('device=third&as=').waitFor()
  expect(await page.locator('.stand').count()).toBe(3)
  await page.getByTestId('scan-text').fill('任何字')
  await page.getByTestId('scan-text-third').click()
  await page.getByText('第三机现在没有在扫码').waitFor()
  await page.getByTestId('phones-1').click()
  await left.getByText('device=left&as=o-tea').waitFor()
  expect(await page.locator('.stand').count()).toBe(1)
  expect(await page.getByTestId('phones-1').getAttribute('aria-pressed')).toBe('true')
  expect(await page.getByTestId('scan-text-right').count()).toBe(0)
})
