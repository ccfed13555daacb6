/**
 * Working days as the reader understands the State Council's notices of 2025 and 2026 and the issue's text, apart from
 * the functions' kept calendar and its rules. Moments in ms.
 */
const DAY = 24 * 60 * 60_000
const SHANGHAI = 8 * 60 * 60_000
const ENDS_AT = 18 * 60 * 60_000

/** First and last free day of each holiday. */
const FREE: [string, string][] = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
]
const WORKED = [
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
]

const midnight = (at: number) => at - ((at + SHANGHAI) % DAY)
const nameOf = (at: number) => new Date(at + SHANGHAI).toISOString().slice(0, 10)

export function isWorked(at: number): boolean {
  const day = nameOf(at)
  if (WORKED.includes(day)) return true
  const weekday = new Date(at + SHANGHAI).getUTCDay()
  return weekday >= 1 && weekday <= 5 && !FREE.some(([first, last]) => first <= day && day <= last)
}

/** 18:00 of the nth working day after the day of `at`. */
export function nthWorkdayEnds(at: number, n: number): number {
  let day = midnight(at)
  for (let left = n; left > 0;) {
    day += DAY
    if (isWorked(day)) left -= 1
  }
  return day + ENDS_AT
}

/** Working days after the day of `from`, up to the day of `to`. */
export function workdaysLeft(from: number, to: number): number {
  let count = 0
  for (let day = midnight(from) + DAY; day <= to; day += DAY) if (isWorked(day)) count += 1
  return count
}

export const nineOClock = (at: number) => midnight(at) + 9 * 60 * 60_000
export const isSameDay = (one: number, other: number) => midnight(one) === midnight(other)
