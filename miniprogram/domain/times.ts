/**
 * Times as people say them. Every day and hour is Asia/Shanghai's: a phone set to another zone, and a cloud whose clock
 * is UTC, must say the same. China has had no summer time since 1991, so a fixed offset is right and needs no zone data.
 */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

const SHANGHAI_MINUTES = 8 * 60

function inShanghai(at: number) {
  return dayjs.utc(at).utcOffset(SHANGHAI_MINUTES)
}

/** 今天 15:04 · 昨天 09:10 · 4月13日 15:04 · 2025年4月13日 */
export function sayTime(at: number, now: number): string {
  const time = inShanghai(at)
  const today = inShanghai(now)
  const days = today.startOf('day').diff(time.startOf('day'), 'day')
  if (days === 0) return time.format('今天 HH:mm')
  if (days === 1) return time.format('昨天 HH:mm')
  if (days === -1) return time.format('明天 HH:mm')
  return time.format(time.year() === today.year() ? 'M月D日 HH:mm' : 'YYYY年M月D日')
}

/** 4月13日 */
export function sayDate(at: number): string {
  return inShanghai(at).format('M月D日')
}

/** 2026.11.22, as a post office stamps it. */
export function postmarkDate(at: number): string {
  return inShanghai(at).format('YYYY.MM.DD')
}

/** 还有 12 分钟 · 还有 3 小时 · 已超 5 分钟 */
export function sayTimeLeft(dueAt: number, now: number): string {
  const minutes = Math.ceil(Math.abs(dueAt - now) / 60_000)
  const amount =
    minutes < 120
      ? `${minutes} 分钟`
      : minutes < 48 * 60
        ? `${Math.floor(minutes / 60)} 小时`
        : `${Math.floor(minutes / 1440)} 天`
  return dueAt >= now ? `还有 ${amount}` : `已超 ${amount}`
}

/** The moment a Shanghai day begins, `days` after the day of `at`. */
export function startOfShanghaiDay(at: number, days = 0): number {
  return inShanghai(at).startOf('day').add(days, 'day').valueOf()
}
