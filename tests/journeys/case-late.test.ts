/** A case that nobody answers: its head hears, then the leader, the unit is told before, and then 督查 sees it and no other. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import type { CaseSummary, Moved } from '../../miniprogram/domain/contract/requests'
import { sampleId } from '../../scripts/load-sample'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(180_000)

const WORDS = '卸货的车没处停，想问停哪里'
const ON_TIME = '招牌灯可以亮到几点'
const FIELD = '说说是什么事'
const HOUR = 3_600_000
const MINUTE = 60_000
const DAY = 24 * HOUR

const folder = aDataFolder()
let browser: Browser
let district: District
let desk: Desk
let late: CaseSummary

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

interface Inbox {
  items: { source: { area: string; caseId?: string }; mine: boolean }[]
}
/** It stands in his 待我回应. */
async function hears(key: string): Promise<boolean> {
  const { items } = await asks<Inbox>(key, 'duty', 'listInbox', {})
  return items.some(({ source }) => source.caseId === late.caseId)
}
/** Of the steps of its history that handlers read. */
const open = async (key: string) =>
  (await asks<Moved>(key, 'requests', 'openCase', { caseId: late.caseId })).case
const moves = (key: string, action: string, caseId: string, more: object = {}) =>
  asks(key, 'requests', action, { caseId, moveId: `${action}-${caseId}`.slice(0, 40), ...more })

async function sentAndAccepted(caseId: string): Promise<void> {
  await moves('official-2', 'dispatchCase', caseId, { unitId: sampleId('section-6'), words: '' })
  await moves('official-6', 'acceptCase', caseId)
}

it('is handed in by the form, and accepted', async () => {
  await desk.left.isHeldBy('王掌柜')
  await desk.left.taps(/^诉求/, 'tab')
  await desk.left.taps('提诉求')
  await desk.left.writes(FIELD, WORDS)
  await desk.left.taps('招牌、占道', 'radio')
  await desk.left.taps(/^要办事/, 'radio')
  await desk.left.taps('交上去')
  await desk.picture('late-0-handed-in')
  await desk.left.sees(/^收到了|\d{4} \d{4}/)
  const { cases } = await asks<{ cases: CaseSummary[] }>('merchant-1', 'requests', 'listOwn', {
    before: null,
  })
  late = cases.find(({ title }) => WORDS.startsWith(title.slice(0, 8)))!
  await sentAndAccepted(late.caseId)
})

it('the unit hears at the deadline, neither the leader nor 督查 yet', async () => {
  const { dueAt } = await open('official-6')
  expect(await hears('leader-1')).toBe(false)
  await desk.clock({ set: dueAt, freeze: true })
  await desk.clock({ advance: 2 * MINUTE })
  expect(await hears('official-6')).toBe(true)
  const inspector = await desk.thirdPhone(sampleOpenid('inspector-1'))
  await inspector.taps(/^诉求/, 'tab')
  await inspector.taps('待办的诉求')
  await inspector.taps('督查')
  await inspector.sees('没有报上来的')
  await desk.picture('late-1-nothing-yet')
  await inspector.page.close()
})

it('the leader hears, the unit is told, and then 督查 sees it and none that is on time', async () => {
  const at = (await open('official-6')).dueAt
  // Jumps from day to day: minute by minute two weeks of timers would take minutes here, too.
  for (let day = 1; day <= 14 && !(await open('official-6')).desk?.reportedAt; day += 1) {
    await desk.clock({ set: at + day * DAY, freeze: true })
    await desk.clock({ advance: 2 * MINUTE })
  }
  expect(await hears('leader-1')).toBe(true)
  const view = await open('official-6')
  expect(view.dueAt).toBe(at)
  expect(view.desk?.reportedAt).toBeGreaterThan(at)
  const { case: other } = await asks<Moved>('merchant-5', 'requests', 'raiseCase', {
    ...{ draftId: 'on-time'.padEnd(32, '0'), text: ON_TIME, topicId: 'streets', kind: 'ordinary' },
    ...{ name: '示例·掌柜', organisation: '示例小店', place: null },
  })
  await sentAndAccepted(other.caseId)
  const inspector = await desk.thirdPhone(sampleOpenid('inspector-1'))
  await inspector.taps(/^诉求/, 'tab')
  await inspector.taps('待办的诉求')
  await inspector.taps('督查')
  await inspector.sees(WORDS)
  await inspector.sees(/告诉了单位/)
  await inspector.sees(/报到督查/)
  expect(await inspector.count(ON_TIME)).toBe(0)
  await desk.picture('late-2-reported')
  await inspector.tapsText(WORDS)
  await inspector.sees('经过')
  await inspector.page.close()
})

it('nothing complained on the way', () => {
  expect(desk.complaints()).toEqual([])
})
