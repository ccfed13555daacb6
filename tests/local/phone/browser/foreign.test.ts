/** What component libraries and demos of others do, each as small as it can be: fixtures/foreign. */
import type { Page } from 'playwright-core'
import { aCloud, aConfig, cleanUp } from '../../cloud/support'
import { shows, startStand, type Stand } from './phone-stand'

let stand: Stand
beforeAll(async () => {
  const own = { read: true, write: 'doc._openid == auth.openid' }
  const configDir = aConfig({ todos: { rule: own }, news: { rule: { read: true } }, secrets: {} })
  const cloud = await aCloud({ configDir })
  stand = await startStand('foreign', cloud.url)
})
afterAll(async () => {
  await stand.close()
  await cleanUp()
})

type Wx = { wx: { cloud: WxCloud } }
type WxCloud = typeof wx.cloud
/** What a promise of wx comes to, as text: its result or its errMsg. */
const ask = (page: Page, act: string) =>
  page.evaluate(async (source) => {
    const run = new Function('db', '_', `return (${source})`) as (db: unknown, _: unknown) => Promise<object>
    const db = (window as unknown as Wx).wx.cloud.database()
    return run(db, db.command).then(
      (result) => result,
      (failure: { errMsg: string; errCode: number }) => ({
        failed: failure.errMsg,
        errCode: failure.errCode,
      }),
    )
  }, act) as Promise<Record<string, never>>

test('a part takes nothing for its default and an unknown name for nothing, without a word', async () => {
  const said: string[] = []
  const page = await stand.open('pages/quiet/quiet')
  page.on('console', (message) => said.push(message.text()))
  await page.reload()
  await shows(page, '#broken', '1')
  await page.locator('#button').click()
  expect(await page.locator('.star').count()).toBe(3)
  expect(await page.locator('#gone img').isVisible()).toBe(false)
  expect(await page.locator('#gone').boundingBox()).toMatchObject({ width: 50, height: 40 })
  expect(said).toEqual([expect.stringContaining('404')]) // the browser's own word about the picture
  stand.complaints()
})

test('a library finds what it looks for', async () => {
  const page = await stand.open('pages/library/library')
  await shows(page, '#head', 'webview 44px')
  // without multipleSlots the children go where the slot has no name
  expect(await page.locator('.content > .panel').allInnerTexts()).toEqual(['甲', '乙'])
  await shows(page, '#drawn', '有画')
  await shows(page, '#shared', 'undefined')
  expect(stand.complaints()).toEqual([])
})

test('a phone writes what is its own, as the rule of the collection says', async () => {
  const mine = await stand.open('pages/quiet/quiet')
  const theirs = await stand.open('pages/quiet/quiet', { holder: 'oOther' })
  const todo = `db.collection('todos').doc('t1')`
  const made = await ask(
    mine,
    `db.collection('todos').add({ data: { _id: 't1', n: 1, at: db.serverDate(), _openid: 'x' } })`,
  )
  expect(made).toEqual({ _id: 't1', errMsg: 'collection.add:ok' })
  expect(
    await ask(mine, `${todo}.get().then(({ data }) => [data._openid, data.n, data.at instanceof Date])`),
  ).toEqual(['oHolder', 1, true])
  const change = `{ data: { n: _.inc(2), tags: _.push(['a', 'b']), inner: { deep: true } } }`
  expect(await ask(theirs, `${todo}.update(${change})`)).toMatchObject({ stats: { updated: 0 } })
  expect(await ask(theirs, `${todo}.remove()`)).toMatchObject({ stats: { removed: 0 } })
  expect(await ask(theirs, `${todo}.set({ data: { n: 9 } })`)).toMatchObject({ errCode: -502003 })
  expect(await ask(mine, `${todo}.update(${change})`)).toMatchObject({ stats: { updated: 1 } })
  const seen = `db.collection('todos').where({ n: _.gt(2).lt(4) }).field({ n: true, tags: true, inner: true }).get()`
  expect(await ask(theirs, seen)).toEqual({
    data: [{ _id: 't1', n: 3, tags: ['a', 'b'], inner: { deep: true } }],
    errMsg: 'collection.get:ok',
  })
  await ask(theirs, `db.collection('todos').add({ data: { n: 5, name: '别人的' } })`)
  expect(await ask(mine, `db.collection('todos').where({ name: /^别/ }).count()`)).toMatchObject({ total: 1 })
  const sum = `db.collection('todos').aggregate().group({ _id: null, all: _.aggregate.sum('$n') }).end()`
  expect(await ask(mine, sum)).toMatchObject({ list: [{ all: 8 }] })
  expect(
    await ask(
      mine,
      `db.collection('todos').orderBy('n', 'desc').skip(1).get().then(({ data }) => data[0].n)`,
    ),
  ).toBe(3)
  expect(await ask(mine, `db.collection('todos').where({ n: _.exists(true) }).remove()`)).toMatchObject({
    stats: { removed: 1 },
  })
  expect(await ask(mine, `${todo}.get()`)).toMatchObject({
    failed: expect.stringMatching(/^document\.get:fail .*t1/),
  })
})

test('where the rule says nothing of writing nobody writes, and of reading nobody reads', async () => {
  const page = await stand.open('pages/quiet/quiet')
  const refused = { failed: expect.stringContaining('permission denied'), errCode: -502003 }
  expect(await ask(page, `db.collection('news').get()`)).toMatchObject({ data: [] })
  for (const act of [
    `add({ data: {} })`,
    `doc('x').set({ data: {} })`,
    `where({ n: 1 }).update({ data: { n: 2 } })`,
  ])
    expect(await ask(page, `db.collection('news').${act}`)).toMatchObject(refused)
  for (const act of ['get()', 'count()', 'aggregate().limit(1).end()', `doc('x').remove()`])
    expect(await ask(page, `db.collection('secrets').${act}`)).toMatchObject(refused)
  expect(await ask(page, `db.collection('nowhere').add({ data: {} })`)).toMatchObject({ errCode: -502005 })
})

const told = (page: Page) => page.locator('#told').innerText()

test('editor, camera, audio, grids and sticky heads', async () => {
  const page = await stand.open('pages/media/media')
  await page.getByRole('textbox', { name: '写点什么' }).click()
  await page.locator('#bold').click()
  await page.keyboard.type('粗字')
  await shows(page, '#told', 'statuschange bold')
  await shows(page, '#told', 'input 粗字')
  await page.locator('#fill').click()
  await shows(page, '#html', '<p>初</p>')
  expect(await page.locator('#editor script').count()).toBe(0)
  await page.locator('#photo').click()
  await shows(page, '#picture', '1600')
  expect(await told(page)).toContain('error')
  const tops = await page
    .locator('.cell')
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().top))
  expect([tops[0] === tops[2], tops[3]! > tops[0]!]).toEqual([true, true])
  expect(await page.locator('#sticky').evaluate((head) => getComputedStyle(head).top)).toBe('5px')
  stand.complaints() // the browser's own word about the sound that is not there
})

test('web-view shows a page of this machine and names one of the network', async () => {
  const page = await stand.open('pages/media/media')
  const show = (web: string) =>
    page.evaluate(
      (to) =>
        (window as unknown as { getCurrentPages(): { setData(d: object): void }[] })
          .getCurrentPages()[0]
          ?.setData({ web: to }),
      web,
    )
  await show(`${stand.url}/phone/icons/tdesign/add.svg`)
  await page.waitForFunction(() => document.getElementById('told')?.textContent?.includes('load'))
  await show('https://example.com/a')
  await page.waitForFunction(() =>
    document.getElementById('told')?.textContent?.includes('error https://example.com/a'),
  )
  expect(await page.locator('iframe').isVisible()).toBe(false)
  stand.complaints()
})

/** What a call of wx comes to: its result, or its failure. */
const call = (page: Page, name: string, given: object = {}) =>
  page.evaluate(
    async ([api, input]) => {
      type Apis = Record<string, (given: object) => Promise<object>>
      const { wx } = window as unknown as { wx: Apis }
      return wx[api as string]!(input as object).then(
        (result) => result,
        (failure: { errMsg: string; errCode?: number }) => ({
          errMsg: failure.errMsg,
          errCode: failure.errCode,
        }),
      )
    },
    [name, given] as const,
  )

test('a worker computes in a thread of its own', async () => {
  const page = await stand.open('pages/quiet/quiet')
  const answer = await page.evaluate(
    () =>
      new Promise((resolve) => {
        type Thread = {
          onMessage(l: (m: unknown) => void): void
          postMessage(m: object): void
          terminate(): void
        }
        const { wx } = window as unknown as { wx: { createWorker(path: string): Thread } }
        const worker = wx.createWorker('workers/sum.js')
        worker.onMessage((message) => {
          worker.terminate()
          resolve(message)
        })
        worker.postMessage({ numbers: [1, 2, 39] })
      }),
  )
  expect(answer).toEqual({ sum: 42, wx: 'undefined' })
})

test('what this body lacks says so in the words and numbers of the platform', async () => {
  const page = await stand.open('pages/quiet/quiet')
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  expect(await call(page, 'openBluetoothAdapter')).toEqual({
    errMsg: 'openBluetoothAdapter:fail not available',
    errCode: 10001,
  })
  expect(await call(page, 'startWifi')).toEqual({ errMsg: 'startWifi:fail not support', errCode: 12001 })
  expect(await call(page, 'startWifi')).toMatchObject({ errCode: 12001 })
  expect(await call(page, 'getHCEState')).toMatchObject({ errCode: 13000 })
  expect(await call(page, 'getWeRunData')).toEqual({ errMsg: 'getWeRunData:fail not supported' })
  expect(said.filter((line) => line.includes('wx.startWifi'))).toEqual([
    'wx.startWifi is not supported by the local phone',
  ])
  expect(await call(page, 'checkIsSupportSoterAuthentication')).toMatchObject({ supportMode: [] })
})

test('book of addresses, calendar, sensors, microphone', async () => {
  const page = await stand.open('pages/quiet/quiet')
  const contact = call(page, 'chooseContact')
  await page.getByText('示例联系人乙').click()
  expect(await contact).toMatchObject({ phoneNumber: '13800000002' })
  const noted = call(page, 'addPhoneCalendar', { title: '开会', startTime: 1767225600 })
  await page.getByText('开会').waitFor()
  await page.getByRole('button', { name: '取消' }).click()
  expect(await noted).toMatchObject({ errMsg: 'addPhoneCalendar:fail cancel' })
  const felt = page.evaluate(() => {
    type Sensor = { onAccelerometerChange(listener: (fact: unknown) => void): void }
    return new Promise((resolve) => (window as unknown as { wx: Sensor }).wx.onAccelerometerChange(resolve))
  })
  expect(await felt).toEqual({ x: 0, y: 0, z: -1 })
  const heard = page.evaluate(() => {
    type Recorder = { onError(l: (fact: unknown) => void): void; start(): void }
    const { wx } = window as unknown as { wx: { getRecorderManager(): Recorder } }
    return new Promise((resolve) => {
      wx.getRecorderManager().onError(resolve)
      wx.getRecorderManager().start()
    })
  })
  expect(await heard).toEqual({ errMsg: 'operateRecorder:fail auth deny' })
})

test('a handler chosen by an expression, where a tap was, and which node came into sight', async () => {
  const page = await stand.open('pages/touch/touch')
  await shows(page, '#seen', '七月 0')
  await page.locator('.month').click()
  await shows(page, '#at', '20 1')
  await page.locator('#card').click()
  await shows(page, '#touched', '动了')
  expect(stand.complaints().filter((line) => !line.includes('404'))).toEqual([])
})
