import { openingOf } from '../../miniprogram/domain/point-hours'

/** 2026-04-13 00:00 in Shanghai. */
const DAY = Date.UTC(2026, 3, 12, 16)
const at = (hours: number) => DAY + hours * 3_600_000
const openHours = [
  { from: at(9), to: at(12) },
  { from: at(14), to: at(18) },
  { from: at(33), to: at(42) },
]
const point = { hours: '09:00—18:00', openHours }

it.each([
  [8, 'later', '今天 09:00 开'],
  [9, 'open', '开着，到 12:00'],
  [12, 'later', '今天 14:00 开'],
  [18, 'later', '明天 09:00 开'],
  [42, 'closed', '不再开了'],
])('at %s o’clock it is %s: %s', (hour, state, words) => {
  expect(openingOf(point, at(hour))).toEqual({ state, words })
})

it('a point that is called off is open until then', () => {
  expect(openingOf({ ...point, closedFrom: at(11) }, at(10)).words).toBe('开着，到 11:00')
  expect(openingOf({ ...point, closedFrom: at(11) }, at(11)).words).toBe('停办了')
  expect(openingOf({ ...point, closedFrom: at(13) }, at(12.5)).state).toBe('closed')
})

it('claims nothing where only words are known', () => {
  expect(openingOf({ hours: '下午常开' }, at(10))).toEqual({ state: 'unknown', words: '下午常开' })
})
