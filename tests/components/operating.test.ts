/** @jest-environment node */
/** What an operator fills in and reads: acts, the trial walk, the day-of board. */
import type { BoardDesk, BoardPoint, TrialPoint } from '../../miniprogram/domain/contract/rallies/operating'
import { boardLines } from '../../miniprogram/packages/rallies/board/board-lines'
import {
  changeOf,
  momentOf,
  type Filled,
  type Kind,
} from '../../miniprogram/packages/rallies/change/change-of'
import { dayOf } from '../../miniprogram/packages/rallies/change/day-of'
import { actOf, sayDone } from '../../miniprogram/packages/rallies/stock/act-of'
import { trialRows } from '../../miniprogram/packages/rallies/trial/trial-rows'

/** 2026-04-13 10:00 in Shanghai. */
const NOW = Date.UTC(2026, 3, 13, 2)
const HOUR = 3_600_000

const filled = (kind: Kind, more: Partial<Filled> = {}): Filled => ({
  ...{ eventId: 'e', kind, routeId: 'r', pointId: 'p', sessionId: 's', place: '', position: null },
  ...{ fromDate: '2026-04-13', toDate: '2026-04-13', fromTime: '10:00', toTime: '11:00', reason: ' 下雨 ' },
  ...more,
})

it('reads dates and hours as Shanghai’s, whatever the phone is set to', () => {
  expect(momentOf('2026-04-13', '10:00')).toBe(NOW)
  expect(dayOf(Date.UTC(2026, 3, 12, 16))).toBe('2026-04-13')
})

it('makes one act of each kind', () => {
  const why = { eventId: 'e', reason: '下雨' }
  const acts = (['停办', '改期', '换点', '场次'] as const).map((kind) =>
    changeOf(filled(kind, { place: '示例路 9 号', toDate: '2026-04-14' }), NOW),
  )
  expect(acts).toEqual([
    { change: { ...why, kind: '停办', pointId: 'p', from: NOW } },
    { change: { ...why, kind: '改期', routeId: 'r', opensAt: NOW - 10 * HOUR, closesAt: NOW + 38 * HOUR } },
    { change: { ...why, kind: '换点', pointId: 'p', place: '示例路 9 号', position: null } },
    {
      change: { ...why, kind: '场次', pointId: 'p', sessionId: 's', startsAt: NOW, endsAt: NOW + 25 * HOUR },
    },
  ])
})

it('calls off a route or the whole event where no point is chosen', () => {
  expect(changeOf(filled('停办', { pointId: '' }), NOW)).toMatchObject({ change: { routeId: 'r' } })
  const all = changeOf(filled('停办', { pointId: '', routeId: '' }), NOW)
  expect(all).toEqual({ change: { eventId: 'e', reason: '下雨', kind: '停办', from: NOW } })
})

it.each([
  ['without a reason', filled('停办', { reason: ' ' }), '原因'],
  ['back in time, which would refuse honest scans', filled('停办', { fromTime: '09:00' }), '以后'],
  ['that ends before it begins', filled('改期', { toDate: '2026-04-12' }), '以后'],
  ['without an address', filled('换点'), '地址'],
  ['of no session', filled('场次', { sessionId: '' }), '哪一场'],
])('asks again for an act %s', (_what, input, word) => {
  expect(changeOf(input, NOW)).toEqual({ problem: expect.stringContaining(word) })
})

it('shows what is red on the trial walk first: not scanned, at the wrong place, hours without a person', () => {
  const point = (pointId: string, more: Partial<TrialPoint>): TrialPoint => ({
    ...{ pointId, name: pointId, routeName: 'r', state: 'scanned', noSignal: false, hoursWithoutPerson: [] },
    ...more,
  })
  const rows = trialRows([
    point('好的', {}),
    point('没信号', { noSignal: true }),
    point('没扫', { state: 'notScanned' }),
    point('错地方', { state: 'wrongPlace' }),
    point('没人', { hoursWithoutPerson: ['一', '二', '三', '四'] }),
  ])
  expect(rows.map(({ name, red }) => [name, red])).toEqual([
    ['没扫', true],
    ['错地方', true],
    ['没人', true],
    ['好的', false],
    ['没信号', false],
  ])
  expect(rows[2]!.words.at(-1)).toBe('还有 1 段没人')
  expect(rows[4]!.words[1]).toContain('信号不好')
})

it('puts a silent point and a desk about to run out, with a number, apart from what is well', () => {
  const contact = { name: '示例·小李', phone: '028-0000-0000' }
  const point = (name: string, silent: boolean): BoardPoint => ({
    ...{ pointId: name, name, routeName: 'r', stamps: 3, lastAt: NOW - HOUR, silent, contact },
  })
  const gift = (left: number, runsOutAt: number | null) => ({
    giftId: `g${left}`,
    name: '书签',
    left,
    runsOutAt,
  })
  const desk: BoardDesk = {
    ...{ deskId: 'd', name: '台', contact },
    gifts: [gift(0, NOW), gift(5, NOW + HOUR / 2), gift(9, NOW + 5 * HOUR), gift(12, null)],
  }
  const lines = boardLines([point('静', true), point('忙', false)], [desk], NOW)
  const red = lines.filter((line) => line.red)
  expect(red.map(({ words }) => words)).toEqual([
    '书签发完了',
    '书签还剩 5 份，照现在的快慢 今天 10:30 发完',
    'r · 3 个章 · 最近一次 今天 09:00，20 分钟没有动静',
  ])
  expect(red.every((line) => line.contact?.phone === contact.phone)).toBe(true)
  expect(lines).toHaveLength(6)
})

it('makes one act on the stock of what was filled in, or says what is missing', () => {
  const form = { deskId: 'd', giftId: 'g', toDeskId: 'other', note: ' 淋了雨 ', count: '3' }
  const place = { deskId: 'd', giftId: 'g', count: 3 }
  expect(actOf({ ...form, kind: '调拨' })).toEqual({
    act: { ...place, kind: '调拨', toDeskId: 'other', note: '' },
  })
  expect(actOf({ ...form, kind: '损坏' })).toEqual({
    act: { ...place, kind: '损坏', toDeskId: '', note: '淋了雨' },
  })
  for (const count of ['', '0', '1.5', '501', '三'])
    expect(actOf({ ...form, kind: '入库', count })).toEqual({ problem: expect.any(String) })
  expect(actOf({ ...form, kind: '盘点', count: '0' })).toMatchObject({ act: { count: 0 } }) // an empty desk is a count
  expect(actOf({ ...form, kind: '调拨', toDeskId: '' })).toEqual({ problem: '还没有别的兑换台' })
})

it('says of an act on the stock what really happened', () => {
  const act = { kind: '调拨' as const, deskId: 'd', giftId: 'g', count: 5, toDeskId: 'o', note: '' }
  expect(sayDone(act, 2, 0)).toBe('记下了：调拨 2 份（只有 2 份能动）。这里还能发 0 份')
  expect(sayDone({ ...act, kind: '盘点' }, -3, 5)).toBe('记下了：数到 5 份，比账上少 3 份。这里还能发 5 份')
})
