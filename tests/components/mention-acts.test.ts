/** @jest-environment node */
/** What people read of an @ and what they can tap: each from what the cloud says they may. */
import { arrangeActs } from '../../miniprogram/components/mention-acts/acts'
import { stepsOf, waitingLine, wordOf } from '../../miniprogram/components/mention-chip/mention-words'
import { promiseTimes } from '../../miniprogram/components/mention-mover/promise-times'
import type { InboxItem } from '../../miniprogram/domain/contract/duty'
import type { MentionView } from '../../miniprogram/domain/contract/groups'
import type { MentionFigures, OpenMention } from '../../miniprogram/domain/contract/groups/mentions'
import type { MentionAct } from '../../miniprogram/domain/mention-acts'
import { saidFigures } from '../../miniprogram/packages/groups/figures/said'
import { openCard } from '../../miniprogram/packages/groups/open/open-card'
import { inboxCard } from '../../miniprogram/pages/home/inbox/inbox-card'

const MINUTE = 60_000
/** Monday 15:00 in Shanghai. */
const NOW = Date.UTC(2026, 3, 13, 7)
const view = (fields: Partial<MentionView> = {}): MentionView => ({
  obligationId: 'o',
  askedKind: 'unit',
  personId: 'u',
  name: '营商环境办',
  state: 'asked',
  steps: [],
  noAnswerNeeded: false,
  startsAt: NOW,
  dueAt: NOW + 30 * MINUTE,
  promisedAt: null,
  ownerId: 'p',
  ownerName: '示例·陈主任',
  called: [],
  dutyPhone: null,
  offer: null,
  ...{ case: null, mayRaise: false },
  concernsMe: true,
  mine: false,
  mayAct: [],
  ...fields,
})

describe('the chip', () => {
  it.each<[string, Partial<MentionView>, string]>([
    ['a promise', { state: 'promised', promisedAt: Date.UTC(2026, 3, 14, 1) }, '已答应 · 明早 9:00 前'],
    ['a wait for the morning', { startsAt: Date.UTC(2026, 3, 14, 0, 30) }, '明早 8:30 起算'],
    ['lateness', { state: 'promised', dueAt: NOW - 1, promisedAt: NOW - 1 }, '已答应 · 超时'],
    ['不用回应, to everybody', { state: 'excused', noAnswerNeeded: true, concernsMe: false }, '不用回应'],
    [
      'the case that took it over, to everybody',
      { concernsMe: false, state: 'answered', case: { caseId: null, number: '48217735', state: 'handling' } },
      '已转诉求 4821 7735 · 在办',
    ],
    ['nothing of lateness to others', { concernsMe: false, dueAt: null }, '处理中'],
  ])('says %s', (_what, fields, word) => {
    expect(wordOf(view(fields), NOW)).toBe(word)
  })

  it('names the owner after a hand-over, and who is asked to look in', () => {
    expect(waitingLine(view(), NOW)).toBe('等 示例·陈主任 回应 · 还有 30 分钟')
    expect(waitingLine(view({ mine: true }), NOW)).toBe('等你回应 · 还有 30 分钟')
    const called = view({ mayAct: ['acknowledge', 'answer'], dueAt: NOW - 5 * MINUTE })
    expect(waitingLine(called, NOW)).toBe('需要你过问 · 等 示例·陈主任 回应 · 已超 5 分钟')
    const offer = { toId: 'x', toName: '示例·李云', note: '' }
    expect(waitingLine(view({ offer }), NOW)).toContain('正转给 示例·李云')
  })
})

it('the steps tell in one line of time what was reached and whom it was carried to', () => {
  const at = (minute: number) => NOW + minute * MINUTE
  const told = { name: '示例·李书记', reached: true, underWay: false, byPhone: false }
  const steps = stepsOf(
    view({
      steps: [
        { state: 'asked', at: at(0) },
        { state: 'answered', at: at(12) },
      ],
      called: [
        { ...told, at: at(5) },
        { ...told, name: '示例·周镇长', at: at(10), reached: false },
        { ...told, at: at(11), byPhone: true, reached: false },
        { ...told, at: at(13), byPhone: true, reached: false, underWay: true },
      ],
    }),
    at(20),
  )
  expect(steps.map(({ label }) => label)).toEqual([
    '已送到',
    '叫了 示例·李书记',
    '叫了 示例·周镇长，没叫到',
    '打了电话给 示例·李书记，没接通',
    '已回应',
    '正在给 示例·李书记 打电话',
  ])
  expect(steps[1]).toMatchObject({ time: '今天 15:05', missed: false })
})

describe('the buttons', () => {
  const arranged = (mayAct: MentionAct[], mine = true, state: MentionView['state'] = 'asked') => {
    const { first, second, rest } = arrangeActs(mayAct, { state, mine })
    return [second?.label, first?.label, ...rest.map(({ label }) => label)]
  }

  it('two at once, the rest behind 更多, none that may not be done', () => {
    expect(arranged(['see', 'acknowledge', 'answer', 'promise', 'offer', 'notMine', 'excuse'])).toEqual([
      '收到',
      '回应',
      '已答应',
      '转给',
      '不归我',
      '这条不用回应',
    ])
    expect(arranged(['answer', 'promise', 'offer'], true, 'promised')).toEqual(['改个时间', '回应', '转给'])
    expect(arranged(['answer', 'accept', 'decline'], false)).toEqual(['接不了', '我来接', '回应'])
    expect(arranged(['take', 'assign', 'urge'], false)).toEqual(['催一下', '我来接', '转给'])
    expect(arranged(['excuse'], false)).toEqual(['不用回应', undefined])
    expect(arranged(['reopen'], false, 'answered')).toEqual([undefined, '没解决'])
    expect(arranged(['reopen'], false, 'excused')).toEqual([undefined, '还是要回应'])
    expect(arranged(['see'])).toEqual([undefined, undefined])
  })
})

it('the times that can be promised lie ahead, within seven days, the nearest first', () => {
  for (const hour of [0, 3, 8.9, 11.5, 15, 17.5, 23.9]) {
    const now = Date.UTC(2026, 3, 13) + (hour - 8) * 60 * MINUTE
    const times = promiseTimes(now).map(({ by }) => by)
    expect(times).toHaveLength(6)
    expect([...times].sort((one, other) => one - other)).toEqual(times)
    expect(times[0]).toBeGreaterThan(now)
    expect(times[5]).toBeLessThanOrEqual(now + 7 * 24 * 60 * MINUTE)
  }
  expect(promiseTimes(Date.UTC(2026, 3, 13, 12)).map(({ label }) => label)).toContain('明早 9:00 前')
})

const item: InboxItem = {
  obligationId: 'o',
  source: { area: 'groups', about: 'mention', conversationId: 'c', messageId: 'm', conversationName: '群' },
  title: '店招',
  askerName: '示例·王掌柜',
  state: 'asked',
  steps: [],
  askedAt: NOW,
  startsAt: NOW,
  dueAt: NOW + MINUTE,
  promisedAt: null,
  ownerName: '示例·陈主任',
  mine: true,
  offered: null,
  mayAct: ['answer'],
}

it('a card of the inbox says why it is there', () => {
  expect(inboxCard(item, NOW)).toMatchObject({ why: '', left: '还有 1 分钟', late: false })
  expect(inboxCard({ ...item, mine: false }, NOW).why).toBe('需要你过问 · 本来等 示例·陈主任 回应')
  const offered = inboxCard({ ...item, mine: false, offered: { by: '示例·陈主任', note: '要你定' } }, NOW)
  expect(offered.why).toBe('示例·陈主任 转给你：要你定。接之前仍由 TA 回应')
  expect(inboxCard({ ...item, startsAt: Date.UTC(2026, 3, 14, 0, 30) }, NOW).left).toBe('明早 8:30 起算')
})

it('a line of 全群待回应 says who has it and how far it was carried', () => {
  const mention: OpenMention = {
    ...{
      obligationId: 'o',
      messageId: 'm',
      title: '店招',
      askerName: '甲',
      askedName: '乙办',
      ownerName: '丙',
    },
    ...{ state: 'acknowledged', askedAt: NOW, startsAt: NOW, dueAt: NOW - 2 * MINUTE, promisedAt: null },
    ...{ rung: 2, offeredTo: '丁', mayAct: ['urge'] },
  }
  expect(openCard(mention, NOW)).toMatchObject({
    asked: '甲 问 乙办 · 今天 15:00',
    left: '已超 2 分钟',
    late: true,
    owner: '在 丙 手上 · 收到',
    besides: '没人收到，已往上叫 2 次 · 正转给 丁，还没接',
  })
})

it('each figure is said with how many it is of, and what was not answered is never left out', () => {
  const figures: MentionFigures = {
    n: 12,
    ended: { released: 1, excused: 0, recalled: 0, transferred: 0 },
    acknowledged: { n: 4, within: 3 },
    answered: { n: 11, within: 9 },
    minutes: { n: 9, mean: 18.4, median: 12, p90: 200, worst: 3000 },
    unanswered: { n: 2, oldest: 61 },
    waiting: 0,
  }
  const said = saidFigures(figures)
  const of = (label: string) => said.find((each) => each.label === label)
  expect(of('按时收到')).toMatchObject({ value: '3 件', of: '4 件里 3 件' })
  expect(of('按时回应')).toMatchObject({ value: '82%', of: '11 件里 9 件' })
  expect(of('最久的一件等了')).toMatchObject({ value: '2 天', of: '9 件已回应的' })
  expect(of('过了时间还没回应')).toMatchObject({ value: '2 件', of: '到现在为止，最早的一件等了 61 分钟' })
  const nothing = { ...figures, n: 0, acknowledged: { n: 0, within: 0 }, minutes: null }
  expect(saidFigures(nothing).map(({ value }) => value)).not.toContain('NaN%')
})
