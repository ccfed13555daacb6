/** 活动现场: written down without a network, read back, kept through a kill, and sent with a unit and a deadline. */
import type { Browser } from 'playwright-core'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(180_000)

const NAME = '民营企业座谈会（示例）'
const WORDS = '示例：厂门口那条路夜里没有灯'
const folder = aDataFolder()
let browser: Browser
let district: District
let desk: Desk

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  desk = await sitDown(browser, district.url)
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

it('the intake makes a gathering, with its leader and its scribe', async () => {
  const { right } = desk
  await right.isHeldBy('示例·杨主任')
  await right.taps(/^诉求/, 'tab')
  await right.taps('活动现场')
  await right.taps('建一个活动')
  await right.writes('活动的名字', NAME)
  await right.taps('示例·李书记', 'radio')
  await right.taps('记录员 示例·杨主任', 'checkbox')
  await right.taps('建好了')
  await right.sees('到场领导 示例·李书记')
})

it('what is said is read back, and stays on the phone while there is no network', async () => {
  const { right } = desk
  await desk.press('network-right-off')
  await right.writes('说了什么', WORDS)
  await right.taps('招牌、占道', 'radio')
  await right.writes('怎么称呼', '示例·周厂长')
  await right.taps('念给对方听')
  await right.sees(/这件事交给综合执法队，5 个工作日内答复您/)
  await right.taps('对，交出去')
  await right.sees('已留在手机里，有网就交')
  await desk.picture('gathering-1-waiting')
})

it('it survives a kill, and leaves by itself with a number, a unit and a deadline', async () => {
  const { right } = desk
  await desk.page.reload()
  await right.taps(/^诉求/, 'tab')
  await right.taps('活动现场')
  await right.taps(NAME)
  await right.sees(/^\d{4} \d{4} · 综合执法队 · 收到了 · .*18:00 前$/)
  expect(await right.count('已留在手机里，有网就交')).toBe(0)
  await desk.picture('gathering-2-there')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
