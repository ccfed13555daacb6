/** A case that nobody answers: its head hears, then the leader, the unit is told before, and then 督查 sees it and no other. */
import type { Browser } from 'playwright-core'
import { sampleOpenid } from '../../database/sample'
import type { CaseSummary, Moved } from '../../miniprogram/domain/contract/requests'
import { sampleId } from '../../scripts/load-sample'
import { asks } from '../support/case-journey'
import { aDataFolder, startDistrict, type District } from '../support/district'
import { openBrowser, sitDown, type Desk } from '../support/hands'

jest.setTimeout(180_000)

const WORDS = '卸货的车没处停，想问停哪里'
const ON_TIME = '招牌灯可以亮到几点'
const FIELD = '说说是什么事'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

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

interface Inbox {
  items: { source: { area: string; caseId?: string }; mine: boolean }[]
}
/** It stands in his 待我回应. */
async function hears(key: string): Promise<boolean> {
  const { items } = await asks<Inbox>(folder.dataDir, key, 'listInbox', {}, 'duty')
  return items.some(({ source }) => source.caseId === late.caseId)
}
/** As its handler sees it. */
const open = async (key: string) =>
  (await asks<Moved>(folder.dataDir, key, 'openCase', { caseId: late.caseId })).case
const moves = (key: string, action: string, caseId: string, more: object = {}) =>
  asks(folder.dataDir, key, action, { caseId, moveId: `${action}-${caseId}`.slice(0, 40), ...more })

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
  const { cases } = await asks<{ cases: CaseSummary[] }>(folder.dataDir, 'merchant-1', 'listOwn', {
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
  const { case: other } = await asks<Moved>(folder.dataDir, 'merchant-5', 'raiseCase', {
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
