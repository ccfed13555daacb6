/**
 * Grandmother and grandson on one phone; a whole route and its gift with a paper card alone; a gift that somebody tries to
 * take twice.
 */
import type { Browser } from 'playwright-core'
import type { Database } from '../../scripts/admin-database'
import { sayVoucher } from '../../miniprogram/domain/codes'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'
import { aShift, callAs, databaseOf, scans, shows } from '../support/rally-journey'

jest.setTimeout(180_000)

let browser: Browser
let district: District
let desk: Desk
let db: Database
let pointIds: string[]
let deskIds: string[]
/** Serials of the open route's printed postcards. */
let papers: string[]
const folder = aDataFolder()

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  db = await databaseOf(district)
  const { data: routes } = await db.collection('routes').where({ order: 2 }).get()
  const routeId = routes[0]._id as string
  const of = async (collection: string, where: object, by: string) =>
    (await db.collection(collection).where(where).orderBy(by, 'asc').limit(50).get()).data.map(
      ({ _id }) => _id,
    )
  ;[pointIds, deskIds, papers] = await Promise.all([
    of('points', { routeId }, 'order'),
    of('desks', {}, 'order'),
    of('cards', { routeId, kind: 'paper' }, '_id'),
  ])
  desk = await sitDown(browser, district.url)
  await desk.left.isHeldBy('罗阿姨')
  await desk.right.isHeldBy('梁大爷')
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.sees('乐活社区')
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

const paperLink = (serial: string) => `https://qsj.example.com/d?s=K.${serial}`
const stampsOn = async (cardId: string) => (await db.collection('stamps').where({ cardId }).count()).total

it('takes grandmother’s paper card along', async () => {
  await desk.left.taps('同行的人')
  await desk.left.taps('扫纸明信片')
  await shows(desk, 'left', paperLink(papers[0]!))
  await desk.left.sees('这是谁的卡？')
  await desk.left.frame.getByRole('radio', { name: '外婆' }).click()
  await desk.picture('rally-together-1-whose')
  await desk.left.taps('带上，一起盖章')
  await desk.left.sees('外婆的卡，在您手机上带着')
})

it('one scan asks who is here and stamps both', async () => {
  await desk.page.reload()
  await desk.left.taps(/^打卡/, 'tab')
  for (const point of ['友邻中心', '长者食堂', '儿童之家']) {
    await scans(desk, point)
    await desk.left.sees('谁在这儿？')
    await desk.left.taps('盖章')
    await desk.left.sees('外婆：盖好了')
    await desk.picture('rally-together-2-both')
    await desk.left.taps('回打卡页')
  }
  expect(await stampsOn(papers[0]!)).toBe(3)
  await desk.left.sees('3/6')
})

it('who is not here is not stamped', async () => {
  await scans(desk, '健康小站')
  await desk.left.frame.getByRole('checkbox', { name: '外婆' }).click()
  await desk.left.taps('盖章')
  await desk.left.sees(/健康小站.*盖好了/)
  expect(await stampsOn(papers[0]!)).toBe(3)
})

it('a scan whose question was cut off by a kill is kept, and asked again', async () => {
  await desk.left.taps('回打卡页')
  await scans(desk, '议事凉亭')
  await desk.left.sees('谁在这儿？')
  await desk.page.reload()
  await desk.left.taps(/^打卡/, 'tab')
  await desk.left.taps('1 个章等您说一声谁在这儿')
  await desk.picture('rally-together-2-kept')
  await desk.left.taps('说谁在这儿')
  await desk.left.frame.getByRole('checkbox', { name: '我' }).click()
  await desk.left.taps('盖章')
  await desk.left.sees(/外婆：/)
  expect(await stampsOn(papers[0]!)).toBe(4)
})

it('grandmother has the same right to a gift, and her own voucher', async () => {
  await desk.left.taps('回打卡页')
  await desk.left.taps('礼物')
  await desk.left.taps('外婆的礼物', 'tab')
  await desk.left.sees('此处还剩 20 份')
  await desk.left.taps('领取竹编书签')
  await desk.left.tapsText(/友邻中心兑换台.*还剩 12 份/)
  await desk.left.sees('给工作人员扫，或把八位数念给他听')
  await desk.picture('rally-together-3-voucher')
  const { data } = await db.collection('giftItems').where({ state: 'claimed' }).get()
  expect(data).toMatchObject([{ cardIds: [papers[0]] }])
})

it('a volunteer scans a code and is staff: the desk reads one huge word', async () => {
  const code = await aShift(district, 'desk', deskIds[0]!)
  await desk.right.taps(/^打卡/, 'tab')
  await desk.right.taps(/^扫码打卡/)
  await shows(desk, 'right', code)
  await desk.right.sees('友邻中心兑换台（示例），交给您了')
  await desk.right.taps('开始当班')
  await desk.right.sees('还剩 11 份')
  const { data } = await db.collection('giftItems').where({ state: 'claimed' }).get()
  await desk.right.taps('扫券或扫卡')
  await shows(desk, 'right', sayVoucher(data[0].voucher))
  await desk.right.sees('发放')
  await desk.picture('rally-together-4-give')
})

it('the same voucher again, and at a second desk: told where and when', async () => {
  const { data } = await db.collection('giftItems').where({ state: 'given' }).get()
  await desk.right.taps('扫下一位')
  await shows(desk, 'right', `V.${data[0].voucher}`)
  await desk.right.sees('领过了')
  await desk.right.sees(/今天 .*在友邻中心兑换台（示例）领过了竹编书签/)
  await desk.picture('rally-together-5-twice')
  const { shift } = await callAs<{ shift: { shiftId: string } }>(district, 'resident-3', 'takeShift', {
    code: await aShift(district, 'desk', deskIds[1]!),
  })
  const again = await callAs<{ outcome: string; usedDesk: string }>(district, 'resident-3', 'giveVoucher', {
    moveId: 'f'.repeat(32),
    shiftId: shift.shiftId,
    voucher: data[0].voucher,
  })
  expect(again).toMatchObject({ outcome: 'usedBefore', usedDesk: '友邻中心兑换台（示例）' })
})

it('a whole route on paper: staff stamp the card, the desk gives for it, and not twice', async () => {
  const serial = papers[1]!
  const code = await aShift(district, 'point', pointIds[0]!)
  await desk.page.reload()
  await desk.right.taps(/^打卡/, 'tab')
  await desk.right.taps(/^扫码打卡/)
  await shows(desk, 'right', code)
  await desk.right.taps('开始当班')
  await desk.right.sees(/秒后换新/)
  await desk.right.taps('扫卡盖章')
  await shows(desk, 'right', paperLink(serial))
  await desk.right.sees('盖好了')
  await desk.right.sees('一共 1 个，还差 5 个')
  await desk.picture('rally-together-6-post')
  for (const pointId of pointIds.slice(1)) {
    const { shift } = await callAs<{ shift: { shiftId: string } }>(district, 'resident-3', 'takeShift', {
      code: await aShift(district, 'point', pointId),
    })
    const scan = { shiftId: shift.shiftId, code: `K.${serial}`, scannedAt: Date.now() }
    await callAs(district, 'resident-3', 'stampCard', scan)
  }
  expect(await stampsOn(serial)).toBe(6)
  await desk.page.reload()
  await desk.right.taps(/^打卡/, 'tab')
  await desk.right.taps('我当班的')
  await desk.right.taps(/友邻中心兑换台/)
  for (const word of ['发放', '领过了']) {
    await desk.right.taps(word === '发放' ? '扫券或扫卡' : '扫下一位')
    await shows(desk, 'right', paperLink(serial))
    await desk.right.taps('发帆布袋')
    await desk.right.sees(word)
  }
  expect((await db.collection('giftItems').where({ state: 'given' }).count()).total).toBe(2)
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
