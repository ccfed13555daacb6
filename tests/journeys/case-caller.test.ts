/** Who called finds his case: typed in once at the intake, read out, found by number and number, and ended by him. */
import type { Browser } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import { sampleNumber } from '../../local/cloud/openapi/phone-codes'
import type { CaseSummary } from '../../miniprogram/domain/contract/requests'
import { asks, isAnswered, numberOn } from '../support/case-journey'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(180_000)

const WORDS = '示例：门口路灯坏了三天'
const folder = aDataFolder()
let browser: Browser
let district: District
let desk: Desk
let number = ''

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  desk = await sitDown(browser, district.url)
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

it('the intake types in a call once, and reads its number out at once', async () => {
  const { right } = desk
  await right.isHeldBy('示例·杨主任')
  await right.taps(/^诉求/, 'tab')
  await right.taps('替人记下')
  await right.writes('说了什么', WORDS)
  await right.taps('招牌、占道', 'radio')
  await right.writes('怎么称呼', '示例·王掌柜')
  await right.writes('手机号', sampleNumber(sampleOpenid('merchant-1')))
  await desk.picture('caller-1-typed')
  await right.taps('记下，拿编号')
  await right.sees('请念给对方听')
  number = await numberOn(right)
  await desk.picture('caller-2-number')
})

it('the caller finds it by his own number and the one he was told; a slip is said to be one', async () => {
  const { left } = desk
  await left.isHeldBy('示例·王掌柜')
  await left.taps(/^诉求/, 'tab')
  await left.taps('打过电话、到过窗口')
  await left.writes('诉求编号', `${number.slice(0, 8)}${(Number(number[8]) + 1) % 10}`)
  await left.taps('找回这件诉求')
  await left.sees(/编号好像不对/)
  await left.writes('诉求编号', number)
  await desk.picture('caller-3-claim')
  await left.taps('找回这件诉求')
  await left.sees(WORDS)
  await left.sees('本人来看')
  await desk.picture('caller-4-found')
})

it('it is his from then on: he reads the answer and ends it', async () => {
  const { left } = desk
  const { cases } = await asks<{ cases: CaseSummary[] }>(folder.dataDir, 'merchant-1', 'listOwn', {
    before: null,
  })
  const { caseId } = cases.find((each) => each.number === number.replace(' ', ''))!
  await isAnswered(folder.dataDir, caseId, '示例：灯已修好')
  await left.sees('示例：灯已修好')
  await left.taps('解决了')
  await left.taps('解决了，办结')
  await left.sees('已办结')
  await desk.picture('caller-5-closed')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
