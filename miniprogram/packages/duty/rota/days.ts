/** A rota as days: what stands under each, in words. Pure. */
import type { RotaView, ShiftView } from '../../../domain/contract/duty/rota'
import { sayDate, sayWeekday, startOfShanghaiDay, weekdayInShanghai } from '../../../domain/times'
import { sayHours, sayShift } from '../shift-words'

const DAY = 24 * 60 * 60 * 1000
export const WEEK_DAYS = 7

const WHY: Record<ShiftView['why'], string> = {
  weeks: '',
  standIn: '替班',
  swap: '换班',
  takeOver: '接班',
  holiday: '',
  gap: '',
  left: '排的人已不在本单位',
}

export interface ShiftRow {
  from: number
  to: number
  personId: string | null
  name: string
  /** 08:30–18:00 */
  hours: string
  /** 4月14日 周二 08:30–18:00 */
  title: string
  note: string
  gap: boolean
  mine: boolean
  over: boolean
  now: boolean
}

export interface DayRows {
  key: number
  title: string
  rows: ShiftRow[]
}

/**
 * A week of days. A shift stands under the day it begins; one that goes on for longer than a day stands, cut, under each
 * of its days, so that no day looks as if nobody were there.
 * @param week 0 the seven days from today on
 */
export function daysOf(rota: RotaView, week: number): DayRows[] {
  const first = startOfShanghaiDay(rota.now, week * WEEK_DAYS)
  return Array.from({ length: WEEK_DAYS }, (_, index) => {
    const start = startOfShanghaiDay(first, index)
    return {
      key: start,
      title: dayTitle(start, rota.now),
      rows: rota.shifts
        .map((shift) => cut(shift, start))
        .flatMap((shift) => (shift ? [rowOf(shift, rota)] : [])),
    }
  }).filter(({ rows }) => rows.length > 0)
}

function cut(shift: ShiftView, start: number): ShiftView | null {
  const end = start + DAY
  const begins = shift.from >= start && shift.from < end
  if (shift.to - shift.from <= DAY) return begins ? shift : null
  const [from, to] = [Math.max(shift.from, start), Math.min(shift.to, end)]
  return to > from ? { ...shift, from, to } : null
}

export function rowOf(shift: ShiftView, { now, me }: Pick<RotaView, 'now' | 'me'>): ShiftRow {
  const { from, to, personId, name, why } = shift
  return {
    from,
    to,
    personId,
    name,
    hours: sayHours(from, to),
    title: sayShift(from, to),
    note: WHY[why],
    gap: personId === null,
    mine: personId === me,
    over: to <= now,
    now: from <= now && now < to,
  }
}

const NEAR = ['今天', '明天', '后天']

function dayTitle(start: number, now: number): string {
  const days = Math.round((start - startOfShanghaiDay(now)) / DAY)
  return [NEAR[days], sayWeekday(weekdayInShanghai(start)), sayDate(start)].filter(Boolean).join(' · ')
}
