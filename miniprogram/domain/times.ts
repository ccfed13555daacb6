/**
 * Times as people say them. Every day and hour is Asia/Shanghai's: a phone set to another zone, and a cloud whose clock
 * is UTC, must say the same. China has had no summer time since 1991, so a fixed offset is right: the UTC fields of a
 * moment eight hours later are Shanghai's wall clock. (dayjs does this only by its utc plugin, which WeChat's npm
 * packing leaves out: it packs a package's main file alone.)
 */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

/** The wall clock in Shanghai: year, month from 1, day, hour and minute as two digits. */
function wallClock(at: number) {
  const shifted = new Date(at + SHANGHAI)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    clock: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    two,
  }
}

/** Which Shanghai day a moment is in, counted from 1970. */
function dayNumber(at: number): number {
  return Math.floor((at + SHANGHAI) / DAY)
}

const NEAR_DAYS: Record<string, string> = { '-1': '昨天', '0': '今天', '1': '明天' }

/** 今天 15:04 · 昨天 09:10 · 4月13日 15:04 · 2025年4月13日 */
export function sayTime(at: number, now: number): string {
  const { year, month, day, clock } = wallClock(at)
  const near = NEAR_DAYS[dayNumber(at) - dayNumber(now)]
  if (near) return `${near} ${clock}`
  return year === wallClock(now).year ? `${month}月${day}日 ${clock}` : `${year}年${month}月${day}日`
}

/** 今天 18:00 · 明早 9:00 · 明天 18:00 · 4月13日 9:00: a moment that lies ahead, as people name it. */
export function sayAhead(at: number, now: number): string {
  const { month, day } = wallClock(at)
  const tomorrow = dayNumber(at) - dayNumber(now) === 1
  const near =
    tomorrow && minuteOfShanghaiDay(at) < 12 * 60 ? '明早' : NEAR_DAYS[dayNumber(at) - dayNumber(now)]
  return `${near ?? `${month}月${day}日`} ${sayHour(minuteOfShanghaiDay(at))}`
}

/** 8:30, as people say it. @param minute of the day */
export function sayHour(minute: number): string {
  return sayClock(minute).replace(/^0/, '')
}

/** 4月13日 */
export function sayDate(at: number): string {
  const { month, day } = wallClock(at)
  return `${month}月${day}日`
}

/** 2026.11.22, as a post office stamps it. */
export function postmarkDate(at: number): string {
  const { year, month, day, two } = wallClock(at)
  return `${year}.${two(month)}.${two(day)}`
}

/** 还有 12 分钟 · 还有 3 小时 · 已超 5 分钟 */
export function sayTimeLeft(dueAt: number, now: number): string {
  const amount = sayMinutes(Math.ceil(Math.abs(dueAt - now) / MINUTE))
  return dueAt >= now ? `还有 ${amount}` : `已超 ${amount}`
}

/** 12 分钟 · 3 小时 · 4 天 */
export function sayMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  if (minutes < 120) return `${minutes} 分钟`
  return hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`
}

/** The moment a Shanghai day begins, `days` after the day of `at`, in ms. */
export function startOfShanghaiDay(at: number, days = 0): number {
  return (dayNumber(at) + days) * DAY - SHANGHAI
}

/** How many minutes of its Shanghai day have passed at a moment. */
export function minuteOfShanghaiDay(at: number): number {
  return Math.floor((at - startOfShanghaiDay(at)) / MINUTE)
}

/** 1 Monday … 7 Sunday, in Shanghai. 1 January 1970 was a Thursday. */
export function weekdayInShanghai(at: number): number {
  return ((((dayNumber(at) + 3) % 7) + 7) % 7) + 1
}

/** 周一 … 周日. @param weekday 1 Monday … 7 Sunday */
export function sayWeekday(weekday: number): string {
  return `周${'一二三四五六日'[weekday - 1] ?? ''}`
}

/** 08:30. @param minute of the day */
export function sayClock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** 2026-04: the month in Shanghai. */
export function monthOf(at: number): string {
  const { year, month, two } = wallClock(at)
  return `${year}-${two(month)}`
}

/** When a Shanghai month begins and ends, in ms. @param month such as 2026-04 */
export function monthSpan(month: string): { from: number; to: number } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: Date.UTC(year, number - 1) - SHANGHAI, to: Date.UTC(year, number) - SHANGHAI }
}

/** 2026年4月13日 15:04: the form WeChat's templates take. */
export function sayMinute(at: number): string {
  const { year, month, day, clock } = wallClock(at)
  return `${year}年${month}月${day}日 ${clock}`
}
