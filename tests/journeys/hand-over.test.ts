/** An @ that changes hands: offered and accepted, not mine, not solved after all; and a notice that opens a closed app. */
import type { Browser } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import { groupMembers } from '../../database/sample/roster'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk, type Phone } from '../support/hands'

jest.setTimeout(120_000)

const GROUP = '通济营商环境共建'
const HOUR = 3_600_000
const CHEN = '示例·陈主任'
const XU = '示例·徐主任'
const SIGN = '招牌要先去哪里备案？'

const folder = aDataFolder()
let browser: Browser
let district: District
let desk: Desk
let chen: Phone

beforeAll(async () => {
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  desk = await sitDown(browser, district.url)
  await desk.clock({ set: startOfShanghaiDay(Date.now(), 1) + 10 * HOUR, freeze: true })
  await desk.right.isHeldBy('徐主任')
  chen = await desk.thirdPhone(sampleOpenid(groupMembers().find(({ name }) => name === CHEN)!.key))
  await chen.sees('待我回应')
  await desk.left.taps(/^群聊/, 'tab')
  await desk.left.tapsText(GROUP)
  await desk.left.sees('发送')
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

async function asksChen(text: string): Promise<void> {
  await desk.left.taps('@ 一位')
  await desk.left.writes('名字、单位或拼音', CHEN.replace('示例·', ''))
  await desk.left.taps(new RegExp(`^@ ${CHEN}`))
  await desk.left.writes('写消息', text)
  await desk.left.taps('发送')
  await chen.sees(text)
}

it('转给: until it is accepted the giver owes the answer, and the asker sees both', async () => {
  await asksChen(SIGN)
  await chen.taps('更多')
  await chen.tapsText('转给')
  await chen.writes('名字、单位或拼音', '徐主任')
  await chen.taps(new RegExp(`^@ ${XU}`))
  await chen.sees(`已请 ${XU} 接，接手前仍由你回应`)
  await desk.left.sees(new RegExp(`等 ${CHEN} 回应.*正转给 ${XU}`))
  await desk.right.sees(`${CHEN} 转给你`)
  await desk.picture('hand-over-1-offered')
  await desk.right.taps('我来接')
  await desk.right.sees('待回应提醒')
  await desk.right.taps('允许')
  await desk.left.sees(new RegExp(`等 ${XU} 回应`))
  await chen.losesSight(SIGN)
  await desk.right.taps(/^回应$/)
  await desk.right.writes('写消息', '到政务大厅三号窗口。')
  await desk.right.taps('发送')
  await desk.left.sees('到政务大厅三号窗口。')
})

it('没解决: he is told though his app is closed; a tap on the notice opens the message with 收到 on the first screen', async () => {
  // Nothing of the app is left on his phone: it comes up again only from the notice.
  const app = /\/phone\/\?device=right/
  await desk.page.route(app, (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await desk.press('restart-right')
  await desk.press('lock-right')
  await desk.left.taps(new RegExp(`^@${CHEN}，已回应`))
  await desk.left.taps('没解决')
  await desk.left.sees('已请对方接着办')
  const notice = desk.page
    .getByTestId('lock-screen-right')
    .getByTestId('notice-card')
    .filter({ hasText: SIGN })
  await notice.first().waitFor()
  await desk.page.unroute(app)
  await notice.first().click()
  await desk.right.sees(SIGN)
  const acknowledge = desk.right.frame.getByRole('button', { name: '收到' }).filter({ visible: true }).first()
  await acknowledge.waitFor()
  const screen = (await desk.page.getByTestId('phone-right').boundingBox())!
  const button = (await acknowledge.boundingBox())!
  expect(button.y).toBeGreaterThan(screen.y)
  expect(button.y + button.height).toBeLessThanOrEqual(screen.y + screen.height)
  await desk.picture('hand-over-2-cold')
  await acknowledge.click()
  await desk.right.taps('拒绝')
  await desk.left.sees(/^收到/)
})

it('不归我: it goes to whoever leads, who may decline; the giver goes on owing it', async () => {
  const text = '门口的路灯不亮'
  await asksChen(text)
  await chen.taps('更多')
  await chen.tapsText('不归我')
  await chen.tapsText('不是我们单位管的')
  await chen.sees('已交给负责人，接手前仍由你回应')
  const waiting = desk.left.frame.getByText(new RegExp(`等 ${CHEN} 回应.*正转给`)).first()
  const leader = /正转给 (\S+)/.exec((await waiting.textContent()) ?? '')![1]!
  await desk.right.isHeldBy(leader.replace('示例·', ''))
  await desk.right.sees(`${CHEN} 转给你：不是我们单位管的`)
  await desk.picture('hand-over-3-not-mine')
  await desk.right.taps('接不了')
  await desk.right.losesSight(text)
  await desk.left.losesSight(/正转给/)
  await chen.sees(text)
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
