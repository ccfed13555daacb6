/** An @ until it ends, on three phones: by day and at 3 a.m., when somebody sleeps, forgets, goes home or cannot be reached. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import { groupMembers } from '../../database/sample/roster'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import type { MessagePage } from '../../miniprogram/domain/contract/groups'
import type { AskingFacts } from '../../miniprogram/domain/contract/groups/asking'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk, type Phone } from '../support/hands'

jest.setTimeout(120_000)

const GROUP = '通济营商环境共建'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SECRETARY = '示例·李书记'
const CHEN = '示例·陈主任'

const folder = aDataFolder()
let browser: Browser
let district: District
let desk: Desk
/** Midnight of the day after the real one. */
let midnight: number
let third: Awaited<ReturnType<Desk['thirdPhone']>>

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  midnight = startOfShanghaiDay(Date.now(), 1)
  desk = await sitDown(browser, district.url)
  await desk.right.isHeldBy('李书记')
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

/** Calls an action as the phone of this person would, past every page. */
async function asks<Output>(key: string, area: string, action: string, input: object): Promise<Output> {
  const cloudUrl = readFileSync(join(folder.dataDir, 'cloud/url'), 'utf8').trim()
  const response = await fetch(`${cloudUrl}/client/function`, {
    method: 'POST',
    headers: { 'x-wx-openid': sampleOpenid(key), 'content-type': 'application/json' },
    body: JSON.stringify({ name: area, data: { action, input, contract: CONTRACT_VERSION } }),
  })
  const { result } = (await response.json()) as { result: { ok: boolean; data: Output } }
  if (!result.ok) throw new Error(`${area}.${action}: ${JSON.stringify(result)}`)
  return result.data
}

const conversationId = async () => {
  const { conversations } = await asks<{ conversations: { conversationId: string; name: string }[] }>(
    'merchant-1',
    'groups',
    'listConversations',
    {},
  )
  return conversations.find(({ name }) => name === GROUP)!.conversationId
}

/** Who would get an @ of this unit now. */
async function unitNow(name: string) {
  const input = { conversationId: await conversationId() }
  const { units } = await asks<AskingFacts>('merchant-1', 'groups', 'openAsking', input)
  return units.find((unit) => unit.name === name)!
}
const openidOf = (name: string) => sampleOpenid(groupMembers().find((member) => member.name === name)!.key)

/** The third phone in the hand of this person, on its first page. */
async function holds(name: string): Promise<void> {
  await third?.page.close()
  third = await desk.thirdPhone(openidOf(name))
  await third.sees('待我回应')
}

async function opensTheGroup(phone: Phone): Promise<void> {
  await phone.taps(/^群聊/, 'tab')
  await phone.tapsText(GROUP)
  await phone.sees('发送')
}

async function asksBy(phone: Phone, names: string[], text: string): Promise<void> {
  for (const name of names) {
    await phone.taps('@ 一位')
    await phone.writes('名字、单位或拼音', name.replace('示例·', ''))
    await phone.taps(new RegExp(`^@ ${name}`))
  }
  await phone.writes('写消息', text)
}

const noticeOn = (side: 'left' | 'right', text: string) =>
  desk.page.getByTestId(`lock-screen-${side}`).getByTestId('notice-card').filter({ hasText: text })

it('two are asked by day: one says 收到 and takes a notice for next time, the other answers, and both are done', async () => {
  await desk.clock({ set: midnight + 9.5 * HOUR, freeze: true })
  await holds(CHEN)
  await opensTheGroup(desk.left)
  await asksBy(desk.left, [CHEN, SECRETARY], '外摆的桌子能摆到几点？')
  await desk.picture('night-01-two-asked')
  await desk.left.taps('发送')
  await desk.right.sees('外摆的桌子能摆到几点？')
  await desk.right.taps('收到')
  await desk.right.sees('待回应提醒')
  await desk.right.taps('允许')
  await desk.left.sees('收到')
  await third.taps(/^回应$/)
  await third.taps('写上：已经办好了，请放心')
  await third.taps('发送')
  await desk.left.sees('已由他人回应')
  await desk.left.sees('已经办好了，请放心')
  await desk.right.sees('都回应了')
  await desk.picture('night-02-one-answered')
})

it('at 3 a.m. who is on duty sleeps, the next rung cannot be reached, and the leader is woken and answers', async () => {
  await desk.clock({ set: midnight + 27 * HOUR })
  const { reaches } = await unitNow('应急管理办')
  await holds(reaches)
  await desk.press('lock-right')
  await desk.left.taps('@ 一位')
  await desk.left.taps('值班单位')
  await desk.left.sees(`现在值班 ${reaches}`)
  await desk.left.taps(/^@ 应急管理办/)
  await desk.left.taps(`现在就叫，会叫醒 ${reaches}`, 'radio')
  await desk.left.writes('写消息', '后厨漏水漏到楼下了')
  await desk.picture('night-03-at-night')
  await desk.left.taps('发送')
  await third.sees('后厨漏水漏到楼下了')
  await desk.left.losesSight('待发送')
  await desk.clock({ advance: 6 * MINUTE })
  await noticeOn('right', '后厨漏水').waitFor()
  await desk.picture('night-04-lock-screen')
  await noticeOn('right', '后厨漏水').click()
  await desk.right.sees('需要你过问')
  await desk.right.taps('收到')
  await desk.right.sees('待回应提醒')
  await desk.right.taps('允许')
  await desk.right.taps(/^回应$/)
  await desk.right.writes('写消息', '我来协调，二十分钟内有人到。')
  await desk.right.taps('发送')
  await desk.left.sees('我来协调，二十分钟内有人到。')
  await desk.left.taps(/^@应急管理办，已回应/)
  await desk.left.sees(`叫了 ${SECRETARY}`)
  await desk.left.sees('叫了 示例·徐主任，没叫到')
  await desk.picture('night-05-steps')
  await desk.left.taps('收起进展')
})

it('a promise that is not kept climbs at its minute, and the asker gets the number to dial', async () => {
  await desk.clock({ set: midnight + 33 * HOUR })
  await holds(CHEN)
  await desk.press('lock-right')
  await asksBy(desk.left, [CHEN], '广告牌备案今天能办下来吗？')
  await desk.left.taps('发送')
  await third.sees('广告牌备案今天能办下来吗？')
  await third.taps('更多')
  await third.tapsText('已答应')
  await third.tapsText('半小时内')
  await desk.left.sees(/已答应 · 今天 9:3\d 前/)
  await third.page.close()
  await desk.clock({ advance: 32 * MINUTE })
  await noticeOn('right', '广告牌备案').waitFor()
  await desk.left.sees('已答应 · 超时')
  await desk.left.taps(/已答应 · 超时/)
  await desk.left.sees(`叫了 ${SECRETARY}`)
  await desk.left.sees('着急就拨值班电话')
  await desk.picture('night-06-promise')
  await desk.left.taps('收起进展')
})

it('at the change of shift what nobody has said 收到 to passes on with a note, what one has stays his', async () => {
  await desk.clock({ set: midnight + (24 + 17) * HOUR + 50 * MINUTE })
  const day = (await unitNow('市场监管所')).reaches
  await holds(day)
  const { unitId } = await unitNow('市场监管所')
  const questions = ['秤准不准去哪里验', '食品证快到期了', '隔壁乱涨价', '能不能来讲讲标签']
  for (const [place, text] of questions.entries())
    await asks(`merchant-${place + 2}`, 'groups', 'sendMessage', {
      draftId: `shift-${place}`.padEnd(32, '0'),
      conversationId: await conversationId(),
      text,
      mentionIds: [],
      unitIds: [unitId],
    })
  for (const text of questions) await third.sees(text)
  await desk.picture('night-07-before-the-shift')
  await third.taps(/^收到$/)
  await third.taps('拒绝')
  await desk.clock({ advance: 11 * MINUTE })
  const evening = (await unitNow('市场监管所')).reaches
  expect(evening).not.toBe(day)
  await desk.press('unlock-right')
  await desk.right.isHeldBy(evening)
  for (const text of questions.slice(1)) await desk.right.sees(text)
  await third.losesSight(questions[1]!)
  expect(await third.count(questions[0]!)).toBe(1)
  expect(await desk.right.count(questions[0]!)).toBe(0)
  await desk.picture('night-08-after-the-shift')
})

it('nobody can be reached: the phone rings', async () => {
  await third.page.close()
  await desk.clock({ set: midnight + 50 * HOUR })
  await desk.right.isHeldBy('郭主任')
  await desk.press('lock-right')
  await desk.clock({ advance: 10 * MINUTE })
  await asksBy(desk.left, ['示例·郭主任'], '水管爆了，止不住')
  await desk.left.taps(/^现在就叫/, 'radio')
  await desk.left.taps('发送')
  await desk.left.losesSight('待发送')
  // It rings for less than a minute: the clock stands still in the very minute of the call.
  const rings = async () => {
    const input = { conversationId: await conversationId() }
    const page = await asks<MessagePage>('merchant-1', 'groups', 'openConversation', input)
    const { called } = page.messages.at(-1)!.mentions[0]!
    return called.some(({ byPhone, underWay }) => byPhone && underWay)
  }
  for (let minute = 0; minute < 5 && !(await rings()); minute += 1) await desk.clock({ advance: MINUTE })
  const ringing = desk.page.getByTestId('lock-screen-right').getByTestId('ringing')
  await ringing.waitFor()
  await desk.picture('night-09-ringing')
  await ringing.getByText('接听').click()
  await desk.clock({ advance: 2 * MINUTE })
  await desk.left.taps(/^@示例·郭主任/)
  await desk.left.sees('打了电话给 示例·郭主任')
  await desk.picture('night-10-called')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
