/** From an @ in the chat to a case, to the confirmed end, and back into the chat. */
import type { Browser } from 'playwright-core'
import type { CaseSummary } from '../../miniprogram/domain/contract/requests'
import { asks, isAnswered, numberOn } from '../support/case-journey'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(180_000)

const GROUP = '通济营商环境共建'
const OFFICIAL = '示例·陈主任'
const QUESTION = '示例：店门口的招牌能不能往外挪半米？'
const ANSWER = '示例：能挪，带营业执照来办'
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

it('a merchant asks by @, and makes a case of it, with a number at once', async () => {
  const { left } = desk
  await left.isHeldBy('示例·王掌柜')
  await left.taps(/^群聊/, 'tab')
  await left.tapsText(GROUP)
  await left.taps('@ 一位')
  await left.taps(new RegExp(`^@ ${OFFICIAL}`))
  await left.writes('写消息', QUESTION)
  await left.taps('发送')
  await left.taps(new RegExp(`^@${OFFICIAL}，`))
  await left.taps(/^转成诉求/)
  const field = left.frame.getByLabel('诉求的内容').first()
  await field.waitFor()
  expect(await field.inputValue()).toBe(QUESTION)
  await left.taps('招牌、占道', 'radio')
  await desk.picture('from-chat-1-sheet')
  await left.taps('交给受理单位')
  await left.sees('收到了')
  number = await numberOn(left)
  await desk.picture('from-chat-2-number')
  await left.taps('回群里')
  await left.sees(`已转诉求 ${number} · 收到了`)
})

it('the official who was asked owes nothing more, and reads number and state in the group', async () => {
  const { right } = desk
  await right.isHeldBy(OFFICIAL)
  await right.sees('都回应了')
  await right.taps(/^群聊/, 'tab')
  await right.tapsText(GROUP)
  await right.sees(`已转诉求 ${number} · 收到了`)
})

it('the answer comes back into the chat: its words for the asker alone', async () => {
  const { left, right } = desk
  const { cases } = await asks<{ cases: CaseSummary[] }>(folder.dataDir, 'merchant-1', 'listOwn', {
    before: null,
  })
  const { caseId } = cases.find((each) => each.number === number.replace(' ', ''))!
  await isAnswered(folder.dataDir, caseId, ANSWER)
  // Nobody in the group has touched anything: the timer shows it.
  await desk.clock({ advance: 70_000 })
  await left.sees(ANSWER)
  await right.sees(/内容只有当事人看得到/)
  expect(await right.count(ANSWER)).toBe(0)
  await desk.picture('from-chat-3-answered')
})

it('the asker shares it and confirms, and the group sees both', async () => {
  const { left, right } = desk
  await left.taps(new RegExp(`^诉求 ${number}`), 'link')
  await left.sees('回到群里')
  await desk.picture('from-chat-4-case')
  await left.taps('在群里公开答复')
  await left.taps(/^公开$/)
  await right.sees(ANSWER)
  await left.taps('解决了')
  await left.taps('解决了，办结')
  await left.sees('已办结')
  await right.sees(`已转诉求 ${number} · 已办结`)
  await left.taps('回到群里')
  await left.sees(`已转诉求 ${number} · 已办结`)
  await desk.picture('from-chat-5-ended')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
