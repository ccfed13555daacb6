/** When a shift is, in words. */
import {
  minuteOfShanghaiDay,
  sayClock,
  sayDate,
  sayWeekday,
  startOfShanghaiDay,
  weekdayInShanghai,
} from '../../domain/times'

const DAY = 24 * 60 * 60 * 1000

/** 18:00–次日 08:30; 全天 for what covers a day or more. */
export function sayHours(from: number, to: number): string {
  const days = Math.round((startOfShanghaiDay(to) - startOfShanghaiDay(from)) / DAY)
  const [start, end] = [sayClock(minuteOfShanghaiDay(from)), sayClock(minuteOfShanghaiDay(to))]
  if (start === '00:00' && end === '00:00' && days === 1) return '全天'
  // Midnight is the end of a day to whoever reads, not the beginning of the next.
  if (end === '00:00' && days === 1) return `${start}–24:00`
  const later = days === 0 ? '' : days === 1 ? '次日 ' : `${sayDate(to)} `
  return `${start}–${later}${end}`
}

export function sayShift(from: number, to: number): string {
  return `${sayDate(from)} ${sayWeekday(weekdayInShanghai(from))} ${sayHours(from, to)}`
}
