/** A case that two units refuse, and that the arbiter gives to one of them for good: docs/decisions/0070, 0074. */
import type { Browser } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk, type Phone } from '../support/hands'

jest.setTimeout(120_000)

const HOUR = 3_600_000
/** Of the sample: 便民服务中心 takes it in and has not sent it on yet. */
const TEXT = /营业执照换了地址/

const folder = aDataFolder()
let browser: Browser
let district: District
let desk: Desk

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  desk = await sitDown(browser, district.url)
  await desk.clock({ set: startOfShanghaiDay(Date.now(), 1) + 10 * HOUR, freeze: true })
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

const phoneOf = (key: string) => desk.thirdPhone(sampleOpenid(key))

/** Two taps from 待办 to the case, and on to what is to be done with it. */
async function opensFromQueue(phone: Phone) {
  await phone.taps(/^诉求/, 'tab')
  await phone.taps('待办的诉求')
  await phone.tapsText(TEXT)
}

async function picksUnit(phone: Phone, unit: string) {
  await phone.taps(/^单位 (还没有选|便民服务中心)/)
  await phone.frame.getByRole('option', { name: unit, exact: true }).click()
  await phone.frame.getByRole('button', { name: '确定', exact: true }).click()
}

async function sendsTo(phone: Phone, unit: string) {
  await phone.taps('派出')
  await picksUnit(phone, unit)
  await phone.taps('确定派出')
}

/** It stands with the unit, though the intake still owes it. */
async function refuses(key: string, words: string) {
  const phone = await phoneOf(key)
  await opensFromQueue(phone)
  await phone.sees(/接收之前，仍由/)
  await phone.taps('退回')
  await phone.writes('为什么不归你们办', words)
  await phone.taps('确定退回')
  await phone.sees('退回了')
  await phone.page.close()
}

it('is refused twice, arbitrated, and cannot be sent back', async () => {
  const intake = await phoneOf('official-2')
  await opensFromQueue(intake)
  await sendsTo(intake, '水务站')
  await intake.sees('派出了')
  await refuses('official-12', '这不是水务的事')
  await intake.sees(/水务站 退回：这不是水务的事/)
  await sendsTo(intake, '综合执法队')
  await intake.sees(/综合执法队 接收之前，仍由/)
  await refuses('official-6', '证照不归执法管')

  const arbiter = await phoneOf('leader-2')
  await opensFromQueue(arbiter)
  await arbiter.sees(/综合执法队 退回：证照不归执法管/)
  await arbiter.taps('裁定')
  await picksUnit(arbiter, '综合执法队')
  await arbiter.writes('为什么归它办', '现场由执法队牵头')
  await arbiter.taps('确定裁定')
  await arbiter.sees('定下了')
  await arbiter.page.close()

  const unit = await phoneOf('official-6')
  await opensFromQueue(unit)
  await unit.taps('更多')
  await unit.sees('请协办')
  expect(await unit.count('接了再退回')).toBe(0)
  await unit.taps('答复')
  await unit.writes('怎么办的、怎么去办', '不用换，带执照来改一行就行。')
  await unit.taps('确定答复')
  await unit.sees('答复了，等他定')

  const asker = await phoneOf('merchant-5')
  await asker.taps(/^诉求/, 'tab')
  await asker.tapsText(TEXT)
  await asker.sees('不用换，带执照来改一行就行。')
  // Which official it was, and who refused, is nothing he has to read.
  expect(await asker.count(/这不是水务的事|证照不归执法管/)).toBe(0)
  expect(desk.complaints()).toEqual([])
})
