/** China's calendar of working days: kept data, passed into the rules. Years it does not know count by weekdays alone. */
import days from 'chinese-days/dist/chinese-days.json'
import type { WorkCalendar } from '../../miniprogram/domain/workdays'

export const CALENDAR: WorkCalendar = {
  holidays: new Set(Object.keys(days.holidays)),
  workdays: new Set(Object.keys(days.workdays)),
}

/** The last year whose holidays are known. */
export const KNOWN_UNTIL = Math.max(...Object.keys(days.holidays).map((day) => Number(day.slice(0, 4))))
