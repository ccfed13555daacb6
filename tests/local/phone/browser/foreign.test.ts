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
