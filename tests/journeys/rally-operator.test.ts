/**
 * Before and behind a carnival: one spreadsheet becomes an event, twenty sheets are walked, prints go to a chat, a desk
 * gives from its reserve without a network; and what a resident keeps of it, the postcard in his album.
 */
import { readFile } from 'node:fs/promises'
import type { Browser, Download } from 'playwright-core'
import type { Database } from '../../scripts/admin-database'
import { appCardId } from '../../cloudfunctions/rallies/app-card'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { eventCells, workbookOf } from '../support/event-workbook'
import { openBrowser, sitDown, type Desk, type Phone } from '../support/hands'
import { aShift, callAs, databaseOf, pointNames, shows } from '../support/rally-journey'

jest.setTimeout(180_000)

let browser: Browser
let district: District
let desk: Desk
let db: Database
let eventId: string
const folder = aDataFolder()

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  db = await databaseOf(district)
  ;({ _id: eventId } = (await db.collection('events').get()).data[0])
  desk = await sitDown(browser, district.url)
  await desk.right.isHeldBy('示例·管理员')
  await desk.left.isHeldBy('罗阿姨')
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

/** Opens a page of 活动后台 with the right phone. */
async function opens(task: string | RegExp): Promise<void> {
  await desk.page.reload()
  await desk.right.taps(/^打卡/, 'tab')
  await desk.right.taps('活动后台')
  await desk.right.taps(task)
}

/** What a phone hands to this computer, as a chat would get it. */
async function handedOver(phone: Phone, button: string): Promise<Download> {
  const handed = desk.page.waitForEvent('download')
  await phone.taps(button)
  return handed
}

it('one spreadsheet makes an event; a wrong cell is named and nothing is written', async () => {
  await opens('导入活动表')
  const hands = async (name: string, cells = eventCells(name)) => {
    const chosen = desk.page.waitForEvent('filechooser')
    await desk.right.taps('选填好的表')
    await desk.right.taps('从这台电脑选')
    await (await chosen).setFiles({ name: '活动.xlsx', mimeType: '', buffer: await workbookOf(cells) })
  }
  const wrong = eventCells('导入示例')
  wrong.路线[0]![1] = '四月十三'
  await hands('导入示例', wrong)
  await desk.right.sees('有 1 处要改，什么都还没动')
  await desk.right.sees(/路线.*第 \d+ 行/)
  expect((await db.collection('events').count()).total).toBe(1)
  await hands('导入示例')
  await desk.right.sees('「导入示例」导好了')
  await desk.picture('rally-operator-1-imported')
  expect((await db.collection('events').where({ name: '导入示例', state: 'draft' }).count()).total).toBe(1)
})

it('a trial walk: every hung sheet is scanned, 20/20, and no stamp is made of it', async () => {
  await db.collection('events').doc(eventId).update({ state: 'draft' })
  await opens(/社区嘉年华.*试走/)
  await desk.right.taps('拒绝') // where he is: only a wrong wall is not told then
  await desk.right.sees('0/20')
  for (const [at, point] of (await pointNames(db, eventId)).entries()) {
    await desk.right.taps('扫墙上的码')
    await desk.press(`code-${await desk.codeNumber(point)}-scan-right`)
    await desk.right.sees(`${at + 1}/20`)
  }
  await desk.picture('rally-operator-2-trial')
  expect((await db.collection('stamps').count()).total).toBe(0)
  await desk.right.taps('清掉试走记录')
  await desk.right.taps(/^清掉$/)
  await desk.right.sees('0/20')
  await db.collection('events').doc(eventId).update({ state: 'on' })
})

it('prints a route’s sheets as a PDF for a chat', async () => {
  await opens(/社区嘉年华.*打印/)
  await desk.right.taps(/乐活社区 · 打卡码/)
  await desk.right.sees('做好了')
  const pdf = await readFile(await (await handedOver(desk.right, '发到聊天')).path())
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.toString('latin1').match(/\/Type \/Page /g)).toHaveLength(6)
  await desk.picture('rally-operator-3-print')
})

it('a desk without a network gives what it holds in reserve, and reports it when there is one', async () => {
  const { data: desks } = await db.collection('desks').where({ eventId }).orderBy('order', 'asc').get()
  await desk.page.reload()
  await desk.right.taps(/^打卡/, 'tab')
  await desk.right.taps(/^扫码打卡/)
  await shows(desk, 'right', await aShift(district, 'desk', desks[0]._id))
  await desk.right.taps('开始当班')
  await desk.right.taps('为没有网络时预留 5 份竹编书签（示例）')
  await desk.right.sees('没有网络时，本机还能发 5 份')
  const [serial] = await paperWithStamps()
  await desk.press('network-right-off')
  await desk.right.taps('扫券或扫卡')
  await shows(desk, 'right', `K.${serial}`)
  await desk.right.taps('发竹编书签（示例）')
  await desk.right.sees('发放')
  await desk.picture('rally-operator-4-reserve')
  await desk.press('network-right-good')
  await desk.right.taps('看库存')
  await desk.right.losesSight(/份是没网时发的/)
  await desk.right.sees('没有网络时，本机还能发 4 份')
  const { data } = await db.collection('giftItems').where({ state: 'given' }).get()
  expect(data).toMatchObject([{ cardIds: [serial], flagged: false }])
})

it('the postcard as a picture goes into the album', async () => {
  await stampsOf('resident-1')
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.taps(/^乐活社区/)
  await desk.left.taps('存成图片')
  await desk.left.frame.getByLabel('乐活社区的明信片，图面和章面').waitFor()
  await desk.picture('rally-operator-5-keepsake')
  await desk.left.taps('存到相册')
  const picture = await readFile(await (await handedOver(desk.left, '允许')).path())
  expect([...picture.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  await desk.left.sees('存到相册了')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})

/** A printed card of the open route with three stamps by staff. */
async function paperWithStamps(): Promise<string[]> {
  const { points, routeId } = await openRoute()
  const { data: cards } = await db.collection('cards').where({ routeId, kind: 'paper' }).limit(1).get()
  const serial = cards[0]._id as string
  for (const { pointId } of points) await stamp(routeId, pointId, { cardId: serial })
  return [serial]
}
/** Three stamps on the card somebody has in the app. */
async function stampsOf(who: string): Promise<void> {
  const { points, routeId } = await openRoute()
  const { me } = await callAs<{ me: { personId: string } }>(district, who, 'me', {}, 'people')
  for (const { pointId } of points)
    await stamp(routeId, pointId, { cardId: appCardId(me.personId, routeId), personId: me.personId })
}
async function stamp(routeId: string, pointId: string, whose: { cardId: string; personId?: string }) {
  const at = new Date()
  const times = { at, receivedAt: at, scannedAt: at }
  await db
    .collection('stamps')
    .doc(`${whose.cardId}.${pointId}`)
    .set({
      ...whose,
      ...times,
      eventId,
      routeId,
      pointId,
      way: 'staff',
      sheetId: null,
      flagged: false,
      flags: [],
    })
}
async function openRoute(): Promise<{ routeId: string; points: { pointId: string }[] }> {
  const { data: routes } = await db.collection('routes').where({ eventId, order: 2 }).get()
  const routeId = routes[0]._id as string
  const { data } = await db.collection('points').where({ routeId }).orderBy('order', 'asc').limit(3).get()
  return { routeId, points: data.map(({ _id }) => ({ pointId: _id as string })) }
}
