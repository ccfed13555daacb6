/** 提诉求: written with a photo and without a network, killed twice, and there with its number; an answer that did not solve it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import type { CaseSummary } from '../../miniprogram/domain/contract/requests'
import { sampleId } from '../../scripts/load-sample'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(180_000)

const WORDS = '门口的树枝压到电线了，刮风就响'
const FIELD = '说说是什么事'

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

/** Calls an action as the phone of this person would, past every page. */
async function asks<Output>(key: string, action: string, input: object): Promise<Output> {
  const cloudUrl = readFileSync(join(folder.dataDir, 'cloud/url'), 'utf8').trim()
  const response = await fetch(`${cloudUrl}/client/function`, {
    method: 'POST',
    headers: { 'x-wx-openid': sampleOpenid(key), 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'requests', data: { action, input, contract: CONTRACT_VERSION } }),
  })
  const { result } = (await response.json()) as { result: { ok: boolean; data: Output } }
  if (!result.ok) throw new Error(`${action}: ${JSON.stringify(result)}`)
  return result.data
}

const own = async () => {
  const { cases } = await asks<{ cases: CaseSummary[] }>('merchant-1', 'listOwn', { before: null })
  return cases.filter(({ title }) => WORDS.startsWith(title.slice(0, 8)))
}
let caseId = ''
const staff = (key: string, action: string, more: object = {}) =>
  asks(key, action, { caseId, moveId: `${action}-${Object.values(more).join('-')}`, ...more })

async function opensTheForm(): Promise<void> {
  await desk.left.taps(/^诉求/, 'tab')
  await desk.left.taps('提诉求')
  await desk.left.frame.getByLabel(FIELD).first().waitFor()
}

it('what is being written, and its photo, survive a kill without a network', async () => {
  await desk.left.isHeldBy('王掌柜')
  await desk.left.taps(/^诉求/, 'tab')
  await desk.left.sees('有答复，你定')
  await desk.picture('case-1-own')
  await opensTheForm()
  await desk.press('network-left-off')
  await desk.left.writes(FIELD, WORDS)
  await desk.left.taps(/^加照片/)
  await desk.left.frame.locator('[aria-label*="店铺"]').first().click()
  await desk.left.taps('完成')
  await desk.left.frame.getByRole('button', { name: '去掉第 1 张' }).waitFor()
  await desk.left.taps('水、电、气', 'radio')
  await desk.page.reload() // the phone is killed
  await opensTheForm()
  const field = desk.left.frame.getByLabel(FIELD).first()
  await desk.left.frame.getByRole('button', { name: '去掉第 1 张' }).waitFor()
  expect(await field.inputValue()).toBe(WORDS)
})

it('急事 first offers whom to call', async () => {
  await desk.left.taps(/^急事/, 'radio')
  for (const number of ['119', '120', '110', '值班电话']) await desk.left.sees(number)
  await desk.picture('case-2-urgent')
  await desk.left.taps('接着写')
  await desk.left.taps(/^要办事/, 'radio')
})

it('handed in without a network it waits, survives another kill, and goes out by itself', async () => {
  await desk.press('network-left-off')
  await desk.left.taps('交上去')
  await desk.left.sees('已留在手机里')
  await desk.picture('case-3-waiting')
  expect(await own()).toEqual([])
  await desk.page.reload()
  await desk.left.taps(/^诉求/, 'tab')
  await desk.left.sees(/^收到了/)
  const cases = await own()
  expect(cases).toHaveLength(1)
  caseId = cases[0]!.caseId
  const { number } = cases[0]!
  await desk.left.sees(`${number.slice(0, 4)} ${number.slice(4)}`)
  expect(await desk.left.count('已留在手机里')).toBe(0)
  await desk.picture('case-4-there')
  const { photos } = await asks<{ photos: { url: string }[] }>('official-2', 'photoLinks', { caseId })
  expect(photos).toHaveLength(1)
  expect((await fetch(photos[0]!.url)).ok).toBe(true)
})

it('its page moves by itself, and an answer that did not solve it goes back', async () => {
  await desk.left.taps(/^收到了/)
  await desk.left.sees('正在找承办单位')
  await staff('official-2', 'dispatchCase', { unitId: sampleId('section-11'), words: '' })
  await staff('official-11', 'acceptCase')
  await desk.left.sees('供电所 在办')
  await staff('official-11', 'answerCase', { words: '已经看过了' })
  await desk.left.sees('已经看过了')
  await desk.picture('case-5-answered')
  await desk.left.taps('没解决')
  await desk.left.writes('哪里没解决', '树枝还在电线上')
  await desk.left.taps('没解决，接着办')
  await desk.left.sees('树枝还在电线上')
  await desk.left.sees('供电所 在办')
  await desk.picture('case-6-disputed')
})

it('the second answer solves it: stars, and a trip saved by his own tap', async () => {
  await staff('official-11', 'answerCase', { words: '今天锯掉了' })
  await desk.left.sees('今天锯掉了')
  await desk.left.taps('解决了')
  await desk.left.taps('很满意', 'radio')
  await desk.left.taps('这次少跑了一趟', 'checkbox')
  await desk.picture('case-7-rating')
  await desk.left.taps('解决了，办结')
  await desk.left.sees('已办结')
  await desk.left.sees('你说解决了')
  await desk.picture('case-8-closed')
})

it('an official opens a case from 待我回应, where nothing of an @ is offered', async () => {
  await desk.right.isHeldBy('示例·赵主任')
  await desk.right.sees(/诉求 \d{4} \d{4}/)
  expect(await desk.right.frame.getByRole('button', { name: '收到' }).filter({ visible: true }).count()).toBe(
    0,
  )
  await desk.right.taps(/^去看看/)
  await desk.right.sees('经过')
  await desk.picture('case-9-official')
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
