/** The groups of wx: what an app asks of the phone, its holder and this machine, and what it is told. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { WebSocketServer } from 'ws'
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
let server: Server
let local: string
beforeAll(async () => {
  stand = await startStand('parts')
  server = createServer((request, response) => {
    let body = ''
    request.setEncoding('latin1').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const type = request.headers['content-type'] ?? ''
      response.writeHead(200, { 'x-seen': 'yes', 'set-cookie': 'a=1' })
      if (request.url === '/never') return
      response.end(
        JSON.stringify({ method: request.method, url: request.url, type: type.split(';')[0], body }),
      )
    })
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${String(data)}`)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await stand.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

type Wx = Record<string, (...given: unknown[]) => Promise<Record<string, unknown>>>
/** Call wx on the phone; a failure is its errMsg. */
const call = (page: Page, name: string, given: object = {}) =>
  page.evaluate(
    ([api, input]) => {
      const { wx } = window as unknown as { wx: Wx }
      return wx[api as string]!(input).then(
        (result) => result,
        (failure: { errMsg: string }): Record<string, unknown> => ({ errMsg: failure.errMsg }),
      )
    },
    [name, given] as const,
  )
const open = () => stand.open('pages/shell/shell')

test('request speaks every method and type, can be aborted and times out; nothing leaves this machine', async () => {
  const page = await open()
  const got = await call(page, 'request', { url: `${local}/a`, data: { x: 1, y: '二' } })
  expect(got.data).toMatchObject({ method: 'GET', url: '/a?x=1&y=%E4%BA%8C' })
  expect(got).toMatchObject({ header: { 'x-seen': 'yes' }, cookies: ['a=1'], statusCode: 200 })
  const form = {
    url: local,
    method: 'post',
    data: { x: 1 },
    header: { 'Content-Type': 'application/x-www-form-urlencoded' },
  }
  expect((await call(page, 'request', form)).data).toMatchObject({ method: 'POST', body: 'x=1' })
  expect((await call(page, 'request', { url: local, method: 'PUT', data: { x: 1 } })).data).toMatchObject({
    type: 'application/json',
    body: '{"x":1}',
  })
  expect((await call(page, 'request', { url: `${local}/never`, timeout: 50 })).errMsg).toBe(
    'request:fail timeout',
  )
  expect((await call(page, 'request', { url: 'http://127.0.0.1:9' })).errMsg).toContain(
    'ERR_CONNECTION_REFUSED',
  )
  expect((await call(page, 'request', { url: 'https://example.com' })).errMsg).toContain('not in domain list')
  const aborted = await page.evaluate((url) => {
    const { wx } = window as unknown as { wx: { request(given: object): { abort(): void } } }
    return new Promise((resolve) => wx.request({ url, fail: resolve }).abort())
  }, `${local}/never`)
  expect(String(aborted)).toBe('Error: request:fail abort')
})

test('sockets and uploads', async () => {
  const page = await open()
  const heard = await page.evaluate(
    (url) => {
      type Task = {
        onOpen(f: () => void): void
        onMessage(f: (m: { data: string }) => void): void
        send(g: object): void
      }
      const { wx } = window as unknown as { wx: { connectSocket(given: object): Task } }
      const task = wx.connectSocket({ url })
      return new Promise((resolve) => {
        task.onOpen(() => task.send({ data: '喂' }))
        task.onMessage(({ data }) => resolve(data))
      })
    },
    local.replace('http', 'ws'),
  )
  expect(heard).toBe('echo 喂')
  const sent = await call(page, 'uploadFile', {
    url: local,
    filePath: 'pages/map/dot.png',
    name: 'f',
    formData: { a: '1' },
  })
  const { type, body } = JSON.parse(sent.data as string) as { type: string; body: string }
  expect(type).toBe('multipart/form-data')
  expect(body).toContain('filename="dot.png"')
})

test('places: the holder is asked once, the desk says where, a refusal stands until settings', async () => {
  const page = await open()
  const first = call(page, 'getLocation', { type: 'gcj02' })
  await page.getByText('用来看看你在哪').waitFor()
  await page.getByRole('button', { name: '允许' }).click()
  expect(await first).toMatchObject({ latitude: 30.59276, longitude: 114.30525, errMsg: 'getLocation:ok' })
  const gps = await call(page, 'getLocation')
  expect(Math.abs((gps.latitude as number) - 30.59276)).toBeLessThan(0.01)
  expect(gps.latitude).not.toBe(30.59276)
  expect(await call(page, 'getSetting')).toMatchObject({ authSetting: { 'scope.userLocation': true } })
  expect((await call(page, 'getFuzzyLocation')).errMsg).toContain('requiredPrivateInfos')
  const chosen = call(page, 'chooseLocation')
  await page.getByLabel('地点名称').fill('示例广场')
  await page.getByRole('button', { name: '确定' }).click()
  expect(await chosen).toMatchObject({ name: '示例广场', latitude: 30.59276 })
  await call(page, 'openLocation', { latitude: 30, longitude: 114, name: '那里' })
  await page.getByRole('heading', { name: '那里' }).waitFor()
  await page.getByRole('button', { name: '返回', exact: true }).last().click()

  const other = await open()
  const asked = call(other, 'getLocation')
  await other.getByRole('button', { name: '拒绝' }).click()
  expect((await asked).errMsg).toBe('getLocation:fail auth deny')
  expect((await call(other, 'getLocation')).errMsg).toBe('getLocation:fail auth deny')
  await other.getByRole('button', { name: '小程序菜单' }).click()
  await other.getByRole('button', { name: '设置' }).click()
  await other.getByLabel('你的位置信息').check()
  await other.getByRole('button', { name: '返回', exact: true }).last().click()
  expect((await call(other, 'getLocation')).errMsg).toBe('getLocation:ok')
})

test('who holds it: a code, nobody by name; sharing by the menu', async () => {
  const page = await stand.open('pages/choices/choices')
  expect((await call(page, 'login')).code).toMatch(/^0/)
  expect(await call(page, 'getUserInfo')).toMatchObject({ userInfo: { nickName: '微信用户' } })
  expect((await call(page, 'getUserProfile', { desc: '要' })).errMsg).toContain('TAP gesture')
  await page.getByRole('button', { name: '小程序菜单' }).click()
  await page.getByRole('button', { name: '转发给朋友' }).click()
  await page.getByText('标题 menu').waitFor()
  await page.getByRole('button', { name: '取消' }).click()
  await call(page, 'hideShareMenu')
  await page.getByRole('button', { name: '小程序菜单' }).click()
  expect(await page.getByRole('button', { name: '转发给朋友' }).count()).toBe(0)
})

test('routes are told, nodes move, small things answer', async () => {
  const page = await open()
  const routes = await page.evaluate(async () => {
    type Route = { openType: string; path: string }
    const { wx } = window as unknown as { wx: Wx & { onAppRoute(f: (r: Route) => void): void } }
    const seen: string[] = []
    wx.onAppRoute(({ openType, path }) => seen.push(`${openType} ${path}`))
    await wx.navigateTo!({ url: '/pages/media/media' })
    await wx.navigateBack!()
    return seen
  })
  expect(routes).toEqual(['navigateTo pages/media/media', 'navigateBack pages/shell/shell'])
  const moved = await page.evaluate(async () => {
    type Caller = {
      animate(s: string, f: object[], d: number, done: () => void): void
      clearAnimation(s: string, done: () => void): void
    }
    const page = (window as unknown as { getCurrentPages(): Caller[] }).getCurrentPages()[0]!
    const look = () => getComputedStyle(document.getElementById('open') as Element).opacity
    await new Promise<void>((done) =>
      page.animate(
        '#open',
        [
          { opacity: 1, rotate: 0 },
          { opacity: 0.5, rotate: 45 },
        ],
        20,
        done,
      ),
    )
    const after = look()
    await new Promise<void>((done) => page.clearAnimation('#open', done))
    return [after, look()]
  })
  expect(moved).toEqual(['0.5', '1'])
  const small = await page.evaluate(() => {
    type Small = {
      base64ToArrayBuffer(t: string): ArrayBuffer
      arrayBufferToBase64(b: ArrayBuffer): string
      getBatteryInfoSync(): object
      getPerformance(): { now(): number }
    }
    const { wx } = window as unknown as { wx: Small }
    return [
      wx.arrayBufferToBase64(wx.base64ToArrayBuffer('5L2g')),
      Object.keys(wx.getBatteryInfoSync())[0],
      wx.getPerformance().now() > 0,
    ]
  })
  expect(small).toEqual(['5L2g', 'level', true])
  await call(page, 'setScreenBrightness', { value: 0.3 })
  expect(await call(page, 'getScreenBrightness')).toMatchObject({ value: 0.3 })
  expect((await call(page, 'requestPayment')).errMsg).toBe('requestPayment:fail not supported')
  await shows(page, 'body', '打开')
})
