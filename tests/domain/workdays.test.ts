/**
 * Deadlines around the holidays of 2025 and 2026, expected by hand from the State Council's notices (国办发明电〔2024〕12号,
 * 〔2025〕7号), not by what the rules say:
 * 2025: 1 Jan · 28 Jan–4 Feb, worked 26 Jan, 8 Feb · 4–6 Apr · 1–5 May, worked 27 Apr · 31 May–2 Jun · 1–8 Oct, worked
 * 28 Sep, 11 Oct. 2026: 1–3 Jan, worked 4 Jan · 15–23 Feb, worked 14, 28 Feb · 4–6 Apr · 1–5 May, worked 9 May ·
 * 19–21 Jun · 25–27 Sep · 1–7 Oct, worked 20 Sep, 10 Oct.
 */
import { CALENDAR } from '../../cloudfunctions/requests/calendar'
import {
  dayOf,
  endOfLimit,
  endOfWorkday,
  isWorkday,
  resumed,
  timeLeft,
  workdaysBetween,
} from '../../miniprogram/domain/workdays'

const shanghai = (said: string) => Date.parse(`${said.replace(' ', 'T')}:00+08:00`)

/** Received, working days, the day on which it ends at 18:00. */
const TABLE: [received: string, workdays: number, ends: string][] = [
  ['2024-12-31 10:00', 1, '2025-01-02'],
  // 春节 2025
  ['2025-01-24 09:00', 1, '2025-01-26'],
  ['2025-01-24 17:00', 5, '2025-02-07'],
  ['2025-01-24 17:00', 15, '2025-02-20'],
  ['2025-01-26 11:00', 1, '2025-01-27'],
  ['2025-01-27 17:59', 1, '2025-02-05'],
  ['2025-01-27 23:59', 5, '2025-02-10'],
  ['2025-01-28 08:00', 1, '2025-02-05'],
  ['2025-02-04 23:59', 1, '2025-02-05'],
  ['2025-02-07 10:00', 1, '2025-02-08'],
  ['2025-02-08 10:00', 1, '2025-02-10'],
  // Spring and summer 2025
  ['2025-04-03 10:00', 1, '2025-04-07'],
  ['2025-04-25 10:00', 1, '2025-04-27'],
  ['2025-04-30 10:00', 1, '2025-05-06'],
  ['2025-04-30 10:00', 5, '2025-05-12'],
  ['2025-05-30 10:00', 1, '2025-06-03'],
  // 国庆 2025
  ['2025-09-26 10:00', 1, '2025-09-28'],
  ['2025-09-26 10:00', 5, '2025-10-10'],
  ['2025-09-30 20:00', 1, '2025-10-09'],
  ['2025-10-01 00:00', 5, '2025-10-14'],
  ['2025-10-10 10:00', 1, '2025-10-11'],
  // The turn of the year
  ['2025-12-31 10:00', 1, '2026-01-04'],
  ['2026-01-03 10:00', 5, '2026-01-08'],
  // 春节 2026
  ['2026-02-13 10:00', 1, '2026-02-14'],
  ['2026-02-13 10:00', 5, '2026-02-27'],
  ['2026-02-13 10:00', 15, '2026-03-12'],
  ['2026-02-14 18:30', 1, '2026-02-24'],
  ['2026-02-20 10:00', 5, '2026-02-28'],
  // Spring and summer 2026
  ['2026-04-03 10:00', 1, '2026-04-07'],
  ['2026-04-30 10:00', 5, '2026-05-11'],
  ['2026-05-08 10:00', 1, '2026-05-09'],
  ['2026-06-18 10:00', 1, '2026-06-22'],
  // 中秋 and 国庆 2026
  ['2026-09-18 10:00', 1, '2026-09-20'],
  ['2026-09-24 10:00', 5, '2026-10-09'],
  ['2026-09-30 10:00', 1, '2026-10-08'],
  ['2026-09-30 10:00', 5, '2026-10-13'],
]

it.each(TABLE)('received %s, %i working days: by %s 18:00', (received, workdays, ends) => {
  expect(endOfWorkday(shanghai(received), workdays, CALENDAR)).toBe(shanghai(`${ends} 18:00`))
})

it('knows moved days by themselves', () => {
  const worked = ['2025-01-26', '2025-09-28', '2026-01-04', '2026-02-14', '2026-10-10']
  const free = [
    '2025-01-28',
    '2025-02-04',
    '2025-10-08',
    '2026-02-23',
    '2026-09-25',
    '2026-10-04',
    '2026-04-11',
  ]
  expect(worked.filter((day) => !isWorkday(shanghai(`${day} 12:00`), CALENDAR))).toEqual([])
  expect(free.filter((day) => isWorkday(shanghai(`${day} 12:00`), CALENDAR))).toEqual([])
})

it("a day is Shanghai's from its first minute to its last", () => {
  expect(
    ['2026-02-14 00:00', '2026-02-14 23:59', '2026-02-15 00:00'].map((at) => dayOf(shanghai(at))),
  ).toEqual([...['2026-02-14', '2026-02-14', '2026-02-15']])
})

it('紧急 goes by the clock through night and holiday', () => {
  const limit = { hours: 2 }
  expect(endOfLimit(shanghai('2026-02-16 23:30'), limit, CALENDAR)).toBe(shanghai('2026-02-17 01:30'))
  expect(timeLeft(shanghai('2026-02-17 00:00'), shanghai('2026-02-17 01:30'), limit, CALENDAR)).toEqual({
    ms: 90 * 60_000,
  })
  // Nobody is given a moment only: at least half an hour.
  expect(resumed(shanghai('2026-02-20 09:00'), { ms: 60_000 }, CALENDAR)).toBe(shanghai('2026-02-20 09:30'))
})

it('what was left before a holiday is left after it', () => {
  const due = shanghai('2026-02-27 18:00')
  const left = timeLeft(shanghai('2026-02-14 09:00'), due, { workdays: 5 }, CALENDAR)
  expect(left).toEqual({ workdays: 4 }) // 24, 25, 26, 27 February
  expect(resumed(shanghai('2026-02-26 09:00'), left, CALENDAR)).toBe(shanghai('2026-03-03 18:00')) // 27, 28, 2, 3
})

it('at least one working day is left, and nothing less than nothing', () => {
  const due = shanghai('2026-02-13 18:00')
  expect(workdaysBetween(shanghai('2026-02-20 09:00'), due, CALENDAR)).toBe(0)
  expect(resumed(shanghai('2026-02-13 17:00'), { workdays: 0 }, CALENDAR)).toBe(shanghai('2026-02-14 18:00'))
})

it('a calendar without a working day is broken, and says so', () => {
  const free = new Set(
    Array.from({ length: 90 }, (_, day) => dayOf(shanghai('2026-03-01 00:00') + day * 86_400_000)),
  )
  expect(() =>
    endOfWorkday(shanghai('2026-03-01 10:00'), 1, { holidays: free, workdays: new Set() }),
  ).toThrow('no working day')
})
