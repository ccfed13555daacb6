/** What is done with messages in the chat: a long press, the pinned notice, an announcement, pictures. */
import type { Browser } from 'playwright-core'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk, type Phone } from '../support/hands'

jest.setTimeout(120_000)

const GROUP = '通济营商环境共建'

let browser: Browser
let district: District
let desk: Desk
const folder = aDataFolder()

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

/** As a finger that stays: longer than the platform's 350 ms. */
async function longPress(phone: Phone, text: string): Promise<void> {
  const bubble = phone.frame.getByText(text, { exact: true }).filter({ visible: true }).last()
  const menu = phone.frame.getByText('复制', { exact: true }).filter({ visible: true }).first()
  await bubble.hover() // waits until it stands still
  await desk.page.mouse.down()
  await menu.waitFor()
  await desk.page.mouse.up()
}

it('群主 announces, pins it, and both phones show it', async () => {
  await openChat(desk.left, '孟主席')
  await openChat(desk.right, '王掌柜')
  await desk.left.taps('通知所有人', 'checkbox')
  await desk.left.writes('写消息', '周五下午两点培训')
  await desk.left.taps('发送')
  await desk.right.sees('周五下午两点培训')
  await desk.left.losesSight('待发送')
  await longPress(desk.left, '周五下午两点培训')
  await desk.picture('menu')
  await desk.left.tapsText('置顶')
  await desk.right.frame.getByRole('link', { name: '置顶：周五下午两点培训' }).waitFor()
  await desk.picture('pinned')
})

it('the merchant takes back what he wrote by mistake', async () => {
  await desk.right.writes('写消息', '发错群了')
  await desk.right.taps('发送')
  await desk.left.sees('发错群了')
  await longPress(desk.right, '发错群了')
  await desk.right.tapsText('撤回')
  await desk.left.sees('这条已撤回')
  await desk.left.losesSight('发错群了')
})

it('what is too long is said to be, and stays', async () => {
  const long = '长'.repeat(9_000)
  await desk.right.writes('写消息', long)
  await desk.right.taps('发送')
  await desk.right.sees('内容太长了，最多 2000 个字')
  expect(await desk.right.frame.getByLabel('写消息').first().inputValue()).toBe(long)
  expect(await desk.right.count('待发送')).toBe(0)
  await desk.right.writes('写消息', '')
})

it('a picture is his own until it is checked, and then everyone’s', async () => {
  await desk.right.taps('发图片或名片')
  await desk.right.tapsText('图片')
  await desk.right.frame.locator('[aria-label*="店铺"]').first().click()
  await desk.right.taps('完成')
  await desk.right.frame.getByRole('button', { name: '不发第 1 张' }).waitFor()
  await desk.picture('chosen')
  await desk.right.taps('发送')
  // Shown to the other only when the check has told, two seconds later by the cloud's clock.
  const picture = desk.left.frame.locator('wx-image img, .picture-box img, .picture').last()
  await picture.waitFor()
  await desk.picture('picture')
})

it('somebody’s card is sent from the chat, picked from the roster', async () => {
  await desk.right.taps('发图片或名片')
  await desk.right.tapsText('名片')
  await desk.right.sees('发谁的名片')
  await desk.right.writes('名字、单位或拼音', '宋律师')
  await desk.right.tapsText('示例·宋律师')
  await desk.right.sees('把示例·宋律师的名片发到群里？')
  await desk.picture('card')
  await desk.right.taps(/^发送$/)
  await desk.left.tapsText('示例·宋律师')
  await desk.left.taps('私聊')
})

it('a firm is told how often its month was disturbed', async () => {
  await desk.left.isHeldBy('王掌柜')
  await desk.left.taps(/^我的/, 'tab')
  await desk.left.sees('1 次，最多 4 次')
  await desk.picture('me')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
