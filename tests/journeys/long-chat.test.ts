/** Reading upwards in a conversation much longer than what the page holds at once. */
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { startCloud } from '../../local/cloud'
import { WINDOW } from '../../miniprogram/packages/groups/chat/message-log'
import { adminDatabase } from '../../scripts/admin-database'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(120_000)

const GROUP = '通济营商环境共建'
/** Four pages of the cloud, two windows of the list. */
const LENGTH = 120

let browser: Browser
let district: District | undefined
let desk: Desk
const folder = aDataFolder()

beforeAll(async () => {
  const first = await startDistrict(folder.dataDir)
  await first.stop('SIGINT')
  await writeMessages()
  ;[browser, district] = await Promise.all([openBrowser(), startDistrict(folder.dataDir)])
  desk = await sitDown(browser, district.url)
})
afterAll(async () => {
  await browser?.close()
  await district?.stop('SIGKILL')
  folder.remove()
})

/** As if many had been sent before; only while the district stands still. */
async function writeMessages(): Promise<void> {
  const configDir = resolve(__dirname, '../../database')
  const cloud = await startCloud({ dataDir: join(folder.dataDir, 'cloud'), configDir })
  try {
    const db = adminDatabase(cloud)
    const { data } = await db.collection('messages').orderBy('n', 'desc').limit(1).get()
    const last = data[0] as { _id: string; n: number; conversationId: string }
    for (let place = 1; place <= LENGTH; place += 1) {
      const n = last.n + place
      await db
        .collection('messages')
        .add({ ...last, _id: `long-${place}`, n, order: n, text: `第${place}句` })
    }
    await db
      .collection('conversations')
      .where({ _id: last.conversationId })
      .update({ n: last.n + LENGTH })
  } finally {
    await cloud.stop()
  }
}

/** The number of the uppermost message that can be seen. */
async function uppermost(): Promise<number> {
  const list = await desk.left.frame.locator('.list').filter({ visible: true }).first().boundingBox()
  const bubbles = await desk.left.frame.getByText(/^第\d+句$/).all()
  for (const bubble of bubbles) {
    const box = await bubble.boundingBox()
    if (box && list && box.y >= list.y) return Number(/\d+/.exec(await bubble.innerText())![0])
  }
  return 0
}

/** The same once the list has come to rest. */
async function atRest(): Promise<number> {
  let before = -1
  let now = await uppermost()
  while (now !== before) {
    before = now
    now = await uppermost()
  }
  return now
}

it('one reads upwards message by message to the very first', async () => {
  await desk.left.taps(/^群聊/, 'tab')
  await desk.left.tapsText(GROUP)
  const newest = desk.left.frame.getByText(`第${LENGTH}句`, { exact: true })
  await newest.waitFor()
  await newest.hover()
  let before = await atRest()
  const jumps: number[] = []
  const bubbles: number[] = []
  while ((await desk.left.count('大家的办事窗口')) === 0) {
    await desk.page.mouse.wheel(0, -500)
    const now = await atRest()
    bubbles.push(await desk.left.frame.locator('.message').count())
    jumps.push(before - now)
    before = now || before
  }
  // A screen holds about ten of these: nothing was jumped over.
  expect(Math.max(...jumps)).toBeLessThan(20)
  expect(Math.max(...bubbles)).toBeGreaterThan(30)
  expect(Math.max(...bubbles)).toBeLessThanOrEqual(WINDOW)
})
