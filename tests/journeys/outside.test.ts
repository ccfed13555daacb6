/** What leaves the chat: a card, an @ shown in the old group, a notice on the lock screen. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import type { MessageView } from '../../miniprogram/domain/contract/groups'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk, type Phone } from '../support/hands'

jest.setTimeout(120_000)

const GROUP = '通济营商环境共建'
const QUESTION = '排烟管道归哪个窗口办？'

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

async function openChat(phone: Phone, who: string): Promise<void> {
  await phone.isHeldBy(who)
  await phone.taps(/^群聊/, 'tab')
  await phone.tapsText(GROUP)
  await phone.sees('发送')
}

/** Calls an action as the phone of this person would, past every page. */
async function asks<Output>(key: string, action: string, input: object): Promise<Output> {
  const cloudUrl = readFileSync(join(folder.dataDir, 'cloud/url'), 'utf8').trim()
  const response = await fetch(`${cloudUrl}/client/function`, {
    method: 'POST',
    headers: { 'x-wx-openid': sampleOpenid(key), 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'groups', data: { action, input, contract: CONTRACT_VERSION } }),
  })
  const { result } = (await response.json()) as { result: { data: Output } }
  return result.data
}

async function opensShared(side: 'left' | 'right', share: string): Promise<void> {
  await desk.press('tab-codes')
  const link = `weapp://wx-local-app/packages/groups/shared/shared?share=${share}`
  await desk.page.getByTestId('scan-text').fill(link)
  await desk.press(`scan-text-${side}`)
}

it('a member’s card goes from the roster into the group, and leads back to him', async () => {
  await openChat(desk.left, '王掌柜')
  await openChat(desk.right, '孟主席')
  await desk.left.taps('名册')
  await desk.left.taps('律师')
  await desk.left.tapsText('示例·宋律师')
  await desk.left.sees('私聊')
  await desk.picture('card-1-member')
  await desk.left.taps('发名片到群里')
  await desk.left.sees('把示例·宋律师的名片发到群里？')
  await desk.left.frame.locator('.phone-modal').getByText('发送').click()
  await desk.right.sees('名片')
  await desk.left.losesSight('待发送')
  await desk.picture('card-2-sent')
  await desk.right.taps(/的名片$/, 'link')
  await desk.right.sees('私聊')
  await desk.picture('card-3-opened')
})

let share = ''

it('an @ shown in the old group says first words and state to a stranger, and no more', async () => {
  await desk.left.taps('@ 一位')
  await desk.left.taps(/^@ 示例·/)
  await desk.left.writes('写消息', QUESTION)
  await desk.left.taps('发送')
  await desk.left.losesSight('待发送')
  await desk.left.tapsText(/已送到|起算/)
  await desk.picture('share-1-steps')
  await desk.left.taps(/^发到微信群/)
  await desk.left.sees('看看这件事的进展')
  await desk.picture('share-2-asked')
  await desk.left.frame.locator('.phone-modal').getByText('发送').click()

  const { conversations } = await asks<{ conversations: { conversationId: string; name: string }[] }>(
    'merchant-1',
    'listConversations',
    {},
  )
  const { conversationId } = conversations.find(({ name }) => name === GROUP)!
  const { messages } = await asks<{ messages: MessageView[] }>('merchant-1', 'openConversation', {
    conversationId,
  })
  const { obligationId } = messages.find(({ text }) => text === QUESTION)!.mentions[0]!
  share = (await asks<{ shareId: string }>('merchant-1', 'shareMention', { obligationId })).shareId

  await desk.right.isHeldBy('罗阿姨')
  await opensShared('right', share)
  await desk.right.sees('处理中')
  await desk.right.sees(QUESTION)
  await desk.right.sees('详细内容只有群里的人能看到')
  expect(await desk.right.count('进群看看')).toBe(0)
  expect(await desk.right.count('王掌柜')).toBe(0)
  await desk.picture('share-3-stranger')
})

it('a member goes on from there into the group', async () => {
  await opensShared('left', share)
  await desk.left.sees('处理中')
  await desk.picture('share-4-member')
  await desk.left.taps('进群看看')
  await desk.left.sees('发送')
  await desk.left.sees(QUESTION)
})

it('says plainly when there is nothing to see, or no network', async () => {
  await opensShared('right', 'guessed')
  await desk.right.sees('这件事看不到了')
  await desk.picture('share-5-nothing')
  await desk.right.taps('看看群上见')
  await desk.right.sees('首页')
  await desk.press('network-right-off')
  await opensShared('right', share)
  await desk.right.sees('现在没有网络')
  await desk.picture('share-6-offline')
  await desk.press('network-right-good')
  await desk.right.taps('再试一次')
  await desk.right.sees('处理中')
})

it('who agreed to it finds the next announcement on his lock screen', async () => {
  await desk.press('restart-left')
  await desk.left.taps(/^我的/, 'tab')
  await desk.left.taps('群里有通知时告诉我')
  await desk.left.sees('群通知提醒')
  await desk.picture('notice-1-asked')
  await desk.left.taps('允许')
  await desk.left.sees('下次有通知会告诉您')
  await desk.press('lock-left')
  await openChat(desk.right, '孟主席')
  await desk.right.taps('通知所有人', 'checkbox')
  await desk.right.writes('写消息', '周六街区停水半天')
  await desk.right.taps('发送')
  const card = desk.page.getByTestId('lock-screen-left').getByTestId('notice-card')
  await card.filter({ hasText: '周六街区停水半天' }).waitFor()
  await desk.picture('notice-2-lock-screen')
  await card.click()
  await desk.left.sees('周六街区停水半天')
  await desk.left.losesSight('下次有通知会告诉您')
  await desk.left.taps('下次通知也告诉我')
  await desk.left.sees('群通知提醒')
  await desk.picture('notice-3-again')
  await desk.left.taps('允许')
  await desk.left.sees('下次有通知会告诉您')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
