/** A private chat: nobody else reads it by page, action or watch; blocking, reporting, and what 群主 and an operator see. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import WebSocket from 'ws'
import { sampleOpenid } from '../../database/sample'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk, type Phone } from '../support/hands'

jest.setTimeout(120_000)

const GROUP = '通济营商环境共建'
const WORDS = '这份合同只给您看'
/** 群主, an official, and someone who is in no group. */
const OTHERS = ['head', 'official-1', 'resident-1']

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

const cloudUrl = () => readFileSync(join(folder.dataDir, 'cloud/url'), 'utf8').trim()

/** Calls an action as the phone of this person would, past every page. */
async function asks(key: string, action: string, input: object): Promise<{ ok: boolean; data?: never }> {
  const response = await fetch(`${cloudUrl()}/client/function`, {
    method: 'POST',
    headers: { 'x-wx-openid': sampleOpenid(key), 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'groups', data: { action, input, contract: CONTRACT_VERSION } }),
  })
  return ((await response.json()) as { result: { ok: boolean; data?: never } }).result
}

/** The first thing a watch is told: `init`, or `error` when the rules refuse it. */
function watches(key: string, collection: string, query: object): Promise<string> {
  const socket = new WebSocket(`${cloudUrl().replace('http', 'ws')}/client/watch?openid=${sampleOpenid(key)}`)
  socket.on('open', () => socket.send(JSON.stringify({ id: 'w', type: 'watch', collection, query })))
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => {
      resolve((JSON.parse(String(data)) as { type: string }).type)
      socket.close()
    })
  })
}

async function privateId(): Promise<string> {
  const answer = await asks('merchant-1', 'listConversations', {})
  const { conversations } = answer.data as unknown as {
    conversations: { conversationId: string; kind: string }[]
  }
  return conversations.find(({ kind }) => kind === 'private')!.conversationId
}

/** As a finger that stays, until the menu is there. */
async function presses(phone: Phone, text: string): Promise<void> {
  const seen = phone.frame.getByText(text, { exact: true }).filter({ visible: true }).last()
  await seen.hover()
  await desk.page.mouse.down()
  await phone.frame.getByText('复制', { exact: true }).filter({ visible: true }).first().waitFor()
  await desk.page.mouse.up()
}

it('a merchant writes to a lawyer alone, from the card', async () => {
  const { left, right } = desk
  await left.taps('群聊', 'tab')
  await left.taps(`在${GROUP}里找人`)
  await left.taps('律师')
  await left.tapsText('示例·宋律师')
  await left.taps('私聊')
  await left.sees('私聊，别人都看不到，群主也看不到')
  expect(await left.frame.getByRole('button', { name: '@ 一位' }).filter({ visible: true }).count()).toBe(0)
  await left.writes('写消息', WORDS)
  await left.taps('发送')
  await left.sees(/^今天/) // the cloud has it: before that the other's list does not name this chat
  await right.isHeldBy('宋律师')
  await right.taps('群聊', 'tab')
  await right.tapsText('示例·王掌柜')
  await right.sees(WORDS)
  await desk.picture('private-1-chat')
})

it('群主, an official and a stranger get nothing of it, by page, by action and by watch', async () => {
  const conversationId = await privateId()
  const query = encodeURIComponent(`conversationId=${conversationId}`)
  for (const key of OTHERS) {
    const page = await browser.newPage({ viewport: { width: 375, height: 812 } })
    await page.goto(
      `${district.url}phone/?device=spy&as=${sampleOpenid(key)}&path=packages/groups/chat/chat&query=${query}`,
    )
    await page.getByText('这里进不去').filter({ visible: true }).waitFor()
    expect(await page.content()).not.toContain(WORDS)
    await page.close()

    const answers = await Promise.all([
      asks(key, 'openConversation', { conversationId }),
      asks(key, 'readChanges', { conversationId, after: 0 }),
      asks(key, 'readEarlier', { conversationId, beforeOrder: 1000 }),
      asks(key, 'listMembers', { conversationId }),
      asks(key, 'listHeld', { conversationId }),
      asks(key, 'listReports', { conversationId }),
    ])
    expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => false))
    expect(JSON.stringify([answers, await asks(key, 'listConversations', {})])).not.toContain(WORDS)

    expect(await watches(key, 'ticks', { conversationId })).toBe('error')
    expect(await watches(key, 'messages', { conversationId })).toBe('error')
  }
  expect(await watches('merchant-1', 'ticks', { conversationId })).toBe('init')
})

it('who is blocked is told so and keeps his words; they go when the other takes it back', async () => {
  const { left, right } = desk
  await right.taps('更多：屏蔽、举报')
  await right.tapsText('屏蔽')
  await right.taps(/^屏蔽$/)
  await right.sees('你屏蔽了对方，收不到新消息')
  await left.writes('写消息', '在吗')
  await left.taps('发送')
  await left.sees('没发出')
  await left.sees(/对方暂时不收您的消息/)
  await desk.picture('private-2-blocked')
  await right.taps('更多：屏蔽、举报')
  await right.tapsText('取消屏蔽')
  await right.sees('私聊，别人都看不到，群主也看不到')
  await left.taps('重试')
  await right.sees('在吗')
})

it('what the check is unsure of is not sent; changed, it is', async () => {
  const { left, right } = desk
  await left.writes('写消息', '待审示例，帮我看看')
  await left.taps('发送')
  await left.sees(/换个说法就能再发/)
  await desk.picture('private-3-unsure')
  await left.taps('改一改')
  await left.losesSight(/换个说法就能再发/)
  await left.writes('写消息', '帮我看看')
  await left.taps('发送')
  await right.sees('帮我看看')
  expect(await right.count('待审示例')).toBe(0)
})

it('a report made without a network is said to be received only once it is', async () => {
  const { right } = desk
  await desk.press('network-right-off')
  await presses(right, WORDS)
  await right.tapsText('举报')
  await right.tapsText('骚扰辱骂')
  await right.writes('写一句原因', '天天发')
  await desk.picture('private-4-report')
  await right.taps('送出举报')
  await right.sees('还没有送到')
  expect(await right.count('已收到')).toBe(0)
  await desk.press('network-right-good')
  await right.sees('已收到')
  await right.taps('知道了')
})

it('it goes to an operator, who sees what was reported and nothing else, and takes it down', async () => {
  const { left, right } = desk
  await right.isHeldBy('管理员')
  await right.taps('我的', 'tab')
  await right.taps('举报处理，1 件')
  await right.sees('骚扰辱骂：天天发')
  await right.sees(WORDS)
  expect(await right.count('帮我看看')).toBe(0)
  await desk.picture('private-5-operator')
  await right.taps('撤下被举报的话')
  await right.taps(/^撤下$/)
  await right.sees('都看过了')
  await left.sees('这条已被撤下')
  await left.losesSight(WORDS)
})

it('in the group, 群主 finds what was held under 待我回应 and says why it is not shown', async () => {
  const { left, right } = desk
  await left.isHeldBy('李掌柜')
  await left.taps('群聊', 'tab')
  await left.tapsText(GROUP)
  await left.writes('写消息', '待审示例，加我微信')
  await left.taps('发送')
  await left.sees('正在审核，通过后大家就能看到')
  await right.isHeldBy('孟主席')
  await right.sees('有一条消息在等您审核')
  await right.taps('收到')
  await right.taps('允许') // 收到 asks for one notice more
  await right.sees(/收到 今天/)
  await right.taps('去看看')
  await right.sees('待审示例，加我微信')
  await desk.picture('private-6-review')
  await right.taps('不显示示例·李掌柜的话')
  await right.frame
    .getByPlaceholder('写一句原因，写的人看得到')
    .filter({ visible: true })
    .fill('请去掉联系方式')
  await right.taps(/^不显示$/)
  await right.sees('都看过了')
  await left.sees('没有显示，别人看不到。原因：请去掉联系方式')
})

it('what is reported in the group goes to 群主, who takes it down before everybody', async () => {
  const { left, right } = desk
  const spam = '示例广告：点链接领奖'
  await left.writes('写消息', spam)
  await left.taps('发送')
  await right.isHeldBy('王掌柜')
  await right.taps('群聊', 'tab')
  await right.tapsText(GROUP)
  await presses(right, spam)
  await right.tapsText('举报')
  await right.sees('交给群主看，只看得到你选的这几条。')
  await right.tapsText('广告刷屏')
  await right.taps('送出举报')
  await right.sees('群主会看你选的这几条，不合适就撤下。')
  await right.taps('知道了')

  await right.isHeldBy('孟主席')
  await right.sees('有一条举报在等您看')
  await right.taps('去看看')
  await right.sees('广告刷屏')
  await right.sees(spam)
  await desk.picture('private-7-group-report')
  await right.taps('撤下被举报的话')
  await right.taps(/^撤下$/)
  await right.sees('都看过了')
  await left.sees('这条已被撤下')
  await left.losesSight(spam)
  await right.isHeldBy('王掌柜')
  await right.taps('群聊', 'tab')
  await right.tapsText(GROUP)
  await right.sees('这条已被撤下')
  expect(await right.count(spam)).toBe(0)
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
