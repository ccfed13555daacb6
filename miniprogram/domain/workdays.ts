/**
 * Deadlines in China's working days. Pure: which days are holidays, and which weekends are worked for them, is data that
 * is passed in. Moments in ms; days and hours are Shanghai's.
 */
import { monthOf, startOfShanghaiDay, weekdayInShanghai } from './times'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** A working day ends at this hour; source: issue of the cases. */
const ENDS_AT = 18 * HOUR
/** No stretch without a working day is longer: a calendar that says so is broken. */
const LONGEST_BREAK_DAYS = 30

/** Days as 2026-10-01. */
export interface WorkCalendar {
  /** Weekdays that are free. */
  holidays: ReadonlySet<string>
  /** Weekends that are worked, moved for a holiday. */
  workdays: ReadonlySet<string>
}

/** 2026-10-01: the Shanghai day of a moment. */
export function dayOf(at: number): string {
  const first = startOfMonth(at)
  const day = Math.round((startOfShanghaiDay(at) - first) / (24 * HOUR)) + 1
  return `${monthOf(at)}-${String(day).padStart(2, '0')}`
}

function startOfMonth(at: number): number {
  const [year, month] = monthOf(at).split('-').map(Number) as [number, number]
  return startOfShanghaiDay(Date.UTC(year, month - 1, 1))
}

export function isWorkday(at: number, { holidays, workdays }: WorkCalendar): boolean {
  const day = dayOf(at)
  if (workdays.has(day)) return true
  return weekdayInShanghai(at) <= 5 && !holidays.has(day)
}

/**
 * 18:00 of the nth working day after a moment's day.
 * @throws Error when the calendar leaves a month without a working day
 */
export function endOfWorkday(after: number, n: number, calendar: WorkCalendar): number {
  let left = n
  let free = 0
  for (let day = 1; ; day += 1) {
    const start = startOfShanghaiDay(after, day)
    free = isWorkday(start, calendar) ? 0 : free + 1
    if (free > LONGEST_BREAK_DAYS) throw new Error(`no working day in the month before ${dayOf(start)}`)
    if (free === 0) left -= 1
    if (left <= 0) return start + ENDS_AT
  }
}

/** How many working days lie after a moment's day up to that of another; 0 when that is no later. */
export function workdaysBetween(from: number, to: number, calendar: WorkCalendar): number {
  let count = 0
  for (let day = 1; startOfShanghaiDay(from, day) <= to; day += 1)
    if (isWorkday(startOfShanghaiDay(from, day), calendar)) count += 1
  return count
}

/** By when something is owed: clock hours, or working days. */
export type Limit = { hours: number } | { workdays: number }

/** By when what begins at `from` is owed. */
export function endOfLimit(from: number, limit: Limit, calendar: WorkCalendar): number {
  return 'hours' in limit ? from + limit.hours * HOUR : endOfWorkday(from, limit.workdays, calendar)
}

/** What is left of a limit while nobody's time runs. Clock time never goes on in working days, nor the other way round. */
export type TimeLeft = { ms: number } | { workdays: number }

/** @returns nothing less than nothing: what was late stays late by its first deadline, see `resumed` */
export function timeLeft(at: number, dueAt: number, limit: Limit, calendar: WorkCalendar): TimeLeft {
  return 'hours' in limit
    ? { ms: Math.max(0, dueAt - at) }
    : { workdays: workdaysBetween(at, dueAt, calendar) }
}

/** Half an hour of clock time, or one working day: nobody is given a moment only. */
export function resumed(at: number, left: TimeLeft, calendar: WorkCalendar): number {
  if ('ms' in left) return at + Math.max(left.ms, 30 * MINUTE)
  return endOfWorkday(at, Math.max(left.workdays, 1), calendar)
}
