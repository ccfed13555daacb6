import type { Browser, FrameLocator, Page } from 'playwright-core'
import { startDesk, type Desk } from '../../../local/desk'
import { openBrowser } from '../../support/hands'
import { CODES, fakeCloud, fakePhone, PEOPLE } from './fakes'

jest.setTimeout(60_000)

let browser: Browser
let desk: Desk
let page: Page
let right: FrameLocator
let cloud: ReturnType<typeof fakeCloud>

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  cloud = fakeCloud()
  cloud.clock.freeze()
  desk = await startDesk({
    port: 0,
    title: '试桌',
    phone: fakePhone(),
    cloud,
    people: PEOPLE,
    codes: CODES,
    holders: ['o-tea', 'o-office'],
  })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  right = page.frameLocator('[data-testid=phone-right]')
  await page.goto(desk.url)
  await right.getByText('device=right&as=o-office').waitFor()
})
afterEach(async () => {
  await page.close()
  await desk.close()
})

const owed = (openid = 'o-office', target = 'pages/chat/chat?id=7') =>
  cloud.sent.add({
    channel: 'subscription',
    openid,
    templateId: 't-owed',
    title: '待办提醒',
    lines: [{ label: '事项', value: '<b>回复茶铺</b>' }],
    page: target,
  })
const cards = (side: string) => page.getByTestId(`lock-screen-${side}`).getByTestId('notice-card')

it('shows a message as its holder reads it, with the cloud’s time, on that phone only', async () => {
  owed()
  await page.getByTestId('lock-right').getByText('锁屏 · 1 条通知').waitFor()
  expect(await page.getByTestId('lock-left').textContent()).toBe('锁屏')
  await page.getByTestId('lock-right').click()
  await right.getByText('"type":"hide"').waitFor()
  await page.getByTestId('lock-screen-right').getByText('4月13日星期日').waitFor()
  expect(await cards('right').allInnerTexts()).toEqual([
    expect.stringMatching(
      /微信 · 服务通知 · 试桌\s+15:04\s+待办提醒\s+事项\s+<b>回复茶铺<\/b>\s+进入小程序查看/,
    ),
  ])
  expect(await cards('left').count()).toBe(0)
})

it('opens the running mini program where a message leads, and takes the message away for good', async () => {
  owed()
  await page.getByTestId('lock-right').click()
  await cards('right').click()
  await right.getByText('"type":"launch","path":"pages/chat/chat","query":"id=7","scene":1014').waitFor()
  expect(await page.getByTestId('unlock-right').isVisible()).toBe(false)
  expect(await page.getByTestId('lock-right').textContent()).toBe('锁屏')
  await page.reload()
  owed('o-tea')
  await page.getByTestId('lock-left').getByText('1 条通知').waitFor()
  expect(await page.getByTestId('lock-right').textContent()).toBe('锁屏')
})

it('starts a mini program that does not run where a message leads', async () => {
  owed()
  await page.getByTestId('lock-right').click()
  // A phone whose mini program never gets ready: what leads into it must start it.
  await page.route('**/phone/?*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p id="dead">' }),
  )
  await page.getByTestId('restart-right').click()
  await right.locator('#dead').waitFor({ state: 'attached' })
  await page.unroute('**/phone/?*')
  await page.getByTestId('lock-right').click()
  await cards('right').click()
  await right.getByText('path=pages/chat/chat&query=id=7&scene=1014').waitFor()
})

it('shows a message to whoever holds the phone now', async () => {
  owed('o-guest')
  await page.getByLabel('右机持有人', { exact: true }).selectOption('o-guest')
  await page.getByTestId('lock-right').getByText('锁屏 · 1 条通知').waitFor()
})

it('rings over whatever the phone shows, until it is answered', async () => {
  cloud.sent.add({
    channel: 'voice',
    phone: '17000000002',
    text: '请尽快回应',
    status: 'accepted',
    call: 'ringing',
  })
  const ringing = page.getByTestId('lock-screen-right').getByTestId('ringing')
  await ringing.getByText('17000000002').waitFor()
  expect(await page.getByTestId('lock-screen-left').getByTestId('ringing').count()).toBe(0)
  await ringing.getByRole('button', { name: '接听' }).click()
  await ringing.waitFor({ state: 'detached' })
  expect(cloud.deliveries()).toMatchObject([{ call: 'answered' }])
  await page.getByTestId('lock-right').click()
  await cards('right').getByText('请尽快回应').waitFor()
})

it('lists all that went out, and shows nobody what the provider refused', async () => {
  const sms = { channel: 'sms', phone: '17000000002', text: '还有十分钟' } as const
  cloud.sent.add({ ...sms, status: 'failed' })
  cloud.sent.add({ ...sms, status: 'accepted' })
  const content = { content: '有新诉求', mentioned_mobile_list: ['17000000001'] }
  cloud.sent.add({ channel: 'robot', key: 'k', errcode: 0, message: { msgtype: 'text', text: content } })
  await page.getByTestId('tab-deliveries').click()
  await page.getByTestId('deliveries').getByText('有新诉求').waitFor()
  expect(await page.getByTestId('deliveries').locator('tr').allTextContents()).toEqual([
    '15:04群机器人陈小满 · 企业微信群有新诉求已送出',
    '15:04短信李竹 · 17000000002还有十分钟已送出',
    '15:04短信李竹 · 17000000002还有十分钟没送出',
  ])
  await page.getByTestId('lock-right').getByText('锁屏 · 1 条通知').waitFor()
  await page.getByTestId('lock-left').getByText('锁屏 · 1 条通知').waitFor()
})

it('scans a mini program code: by the app as a path, by WeChat itself as a way in', async () => {
  await page.getByTestId('scan-text').fill('weapp://wx-local-app/pages/arrive/arrive?scene=p%3D1')
  await page.getByTestId('scan-text-right').click()
  await right
    .getByText('"type":"launch","path":"pages/arrive/arrive","query":"scene=p%3D1","scene":1047')
    .waitFor()
  await right.locator('#scan').click()
  await page.getByTestId('scan-text-right').click()
  await right
    .getByText('"scanType":"WX_CODE","charSet":"utf-8","path":"pages/arrive/arrive?scene=p%3D1"')
    .waitFor()
})
