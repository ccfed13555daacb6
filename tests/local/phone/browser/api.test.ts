import { startFakeCloud, type FakeCloud } from './fake-cloud'
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
let cloud: FakeCloud
beforeAll(async () => {
  cloud = await startFakeCloud()
  stand = await startStand('app', cloud.url)
})
afterAll(async () => {
  await stand.close()
  await cloud.close()
})
afterEach(() =>
  expect(stand.complaints().filter((line) => !line.includes('ERR_CONNECTION_REFUSED'))).toEqual([]),
)

test('functions answer and fail in the platform’s words, as the holder', async () => {
  const page = await stand.open('pages/cloud/cloud')
  await page.locator('#call').click()
  await shows(page, '#answer', '{"text":"你好甲"}')
  expect(cloud.callers.at(-1)).toBe('oHolder')
  await page.locator('#fail').click()
  await shows(
    page,
    '#failure',
    'cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: oh',
  )
  await shows(page, '#failure', '"errCode":-504002')
})

test('a query reads documents', async () => {
  cloud.setDocs([{ _id: 't1', n: 7 }])
  const page = await stand.open('pages/cloud/cloud')
  await page.locator('#read').click()
  await shows(page, '#docs', '文档 7')
  expect(cloud.queries.at(-1)).toEqual({ collection: 'ticks', query: { group: 'g1' }, limit: 2 })
})

test('a watch sees what is there, what changes, and comes back after its connection broke', async () => {
  cloud.setDocs([{ _id: 't1', n: 1 }])
  const page = await stand.open('pages/cloud/cloud')
  await page.locator('#watch').click()
  await shows(page, '.change', 'init[init:t1]')
  expect(cloud.queries.at(-1)).toEqual({ group: { $in: ['g1'] } })
  cloud.setDocs([{ _id: 't1', n: 2 }])
  await shows(page, '#docs', '文档 2')
  cloud.drop()
  cloud.setDocs([
    { _id: 't1', n: 2 },
    { _id: 't2', n: 5 },
  ])
  await shows(page, '#docs', '文档 2,5')
  // one change is told for what came meanwhile, not everything again
  await shows(page, '.change', 'next[add:t2]')
  await page.locator('#close').click()
  await shows(page, '#lost', '已关')
})

test('the network can go, and the phone number is given only when allowed', async () => {
  const { desk, phone } = await stand.openOnDesk('pages/cloud/cloud')
  const tell = (message: object) =>
    desk.evaluate((given) => (window as unknown as { tell(m: object): void }).tell(given), message)
  await tell({ type: 'network', state: 'off' })
  await shows(phone, '#network', '网络 none')
  await phone.locator('#fail').click()
  await shows(phone, '#failure', '"errCode":-1')
  await shows(phone, '#failure', 'ERR_INTERNET_DISCONNECTED')
  await tell({ type: 'network', state: 'good' })
  await shows(phone, '#network', '网络 wifi')
  await phone.locator('#phone').click()
  await phone.getByRole('button', { name: '拒绝' }).click()
  await shows(phone, '#code', 'getPhoneNumber:fail user deny')
  await phone.locator('#phone').click()
  await phone.getByRole('button', { name: '允许' }).click()
  await shows(phone, '#code', 'code-of-oHolder getPhoneNumber:ok')
})

test('a code held before the camera is scanned, and 取消 cancels', async () => {
  const { desk, phone } = await stand.openOnDesk('pages/scan/scan')
  await phone.locator('#scan').click()
  await phone.getByText('把二维码对准这里').waitFor()
  await desk.evaluate(() =>
    (window as unknown as { tell(m: object): void }).tell({
      type: 'scan',
      result: { result: 'abc', scanType: 'WX_CODE', charSet: 'utf-8', path: 'pages/a/a?scene=1' },
    }),
  )
  await shows(phone, '#scanned', 'abc pages/a/a?scene=1')
  await phone.locator('#scan').click()
  await phone.getByRole('button', { name: '取消' }).click()
  await shows(phone, '#scanned', 'scanCode:fail cancel')
  const facts = await desk.evaluate(
    () => (window as unknown as { facts: { type: string; device: string }[] }).facts,
  )
  expect(facts.map(({ type }) => type).filter((type) => type !== 'route')).toEqual([
    'ready',
    'scanning',
    'scanned',
    'scanning',
  ])
})

test('alone, the camera takes typed text; storage stays after a reload, per holder', async () => {
  const page = await stand.open('pages/scan/scan', { device: 'kept', query: 'a=1&b=%E7%94%B2' })
  await shows(page, '#options', '{"a":"1","b":"%E7%94%B2"}')
  await page.locator('#scan').click()
  await page.getByLabel('二维码内容').fill('typed')
  await page.getByRole('button', { name: '完成' }).click()
  await shows(page, '#scanned', 'typed')
  await page.locator('#keep').click()
  await page.reload()
  await shows(page, '#kept', '留着的')
  await page.goto(page.url().replace('as=oHolder', 'as=oOther'))
  await shows(page, '#kept', '没有')
})

test('modal, action sheet, and an API the phone does not have', async () => {
  const { desk, phone } = await stand.openOnDesk('pages/scan/scan')
  await phone.locator('#ask').click()
  await phone.getByRole('button', { name: '确定' }).click()
  await shows(phone, '#modal', '好')
  await phone.locator('#choose').click()
  await phone.getByRole('button', { name: '二' }).click()
  await shows(phone, '#sheet', '选了 1')
  await phone.locator('#lack').click()
  await shows(phone, '#missing', 'requestPayment:fail not supported')
  const facts = await desk.evaluate(
    () => (window as unknown as { facts: { type: string; name?: string }[] }).facts,
  )
  expect(facts).toContainEqual(expect.objectContaining({ type: 'unsupported', name: 'wx.requestPayment' }))
})

test('a scan of a code opens the app warm, in the background it hides', async () => {
  const { desk, phone } = await stand.openOnDesk('pages/home/home')
  const tell = (message: object) =>
    desk.evaluate((given) => (window as unknown as { tell(m: object): void }).tell(given), message)
  await tell({ type: 'hide' })
  await shows(phone, '#life', 'load,show,ready,hide')
  await tell({ type: 'show' })
  await shows(phone, '#life', 'load,show,ready,hide,show')
  await tell({ type: 'launch', path: 'pages/scan/scan', query: 'scene=a%3D1', scene: 1047 })
  await shows(phone, '#options', '{"scene":"a%3D1"}')
  await tell({ type: 'launch', path: 'pages/me/me', scene: 1011 })
  await shows(phone, '#scenes', '场景 1001,1001,1047,1011 隐藏 3')
})
