import { isPlainObject, type Document } from '../ejson'
import type { Operator } from './expressions'

const DAY = 86_400_000

/** Minutes east of UTC of '+08:00', '+0800', '+08', 'GMT', 'UTC' or a name such as 'Asia/Shanghai'. */
function offsetAt(timezone: unknown, at: number): number {
  if (timezone === undefined) return 0
  if (typeof timezone !== 'string') throw new Error('timezone must be a string')
  if (['UTC', 'GMT', 'Z'].includes(timezone)) return 0
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(timezone)
  if (fixed) return (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * (fixed[1] === '-' ? -1 : 1)
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' })
    const name = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value
    return name === 'GMT' ? 0 : offsetAt(name.slice(3), at)
  } catch {
    throw new Error(`unrecognized time zone identifier: ${timezone}`)
  }
}

/** A date whose UTC parts are the parts in the time zone. */
function local(value: unknown, timezone: unknown): Date {
  if (!(value instanceof Date)) throw new Error(`can't convert ${JSON.stringify(value)} to a date`)
  return new Date(value.getTime() + offsetAt(timezone, value.getTime()) * 60_000)
}

const yearStart = (date: Date) => Date.UTC(date.getUTCFullYear(), 0, 1)
const dayOfYear = (date: Date) => Math.floor((date.getTime() - yearStart(date)) / DAY) + 1
/** Weeks begin on Sundays; days before the first Sunday are week 0. */
const week = (date: Date) => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)
const isoDay = (date: Date) => date.getUTCDay() || 7
/** The Thursday of a date's week says which year and week that is. */
const thursday = (date: Date) => new Date(date.getTime() + (4 - isoDay(date)) * DAY)
const isoWeek = (date: Date) => Math.floor((dayOfYear(thursday(date)) - 1) / 7) + 1

const PARTS: Record<string, (date: Date) => number> = {
  $year: (date) => date.getUTCFullYear(),
  $month: (date) => date.getUTCMonth() + 1,
  $dayOfMonth: (date) => date.getUTCDate(),
  $hour: (date) => date.getUTCHours(),
  $minute: (date) => date.getUTCMinutes(),
  $second: (date) => date.getUTCSeconds(),
  $millisecond: (date) => date.getUTCMilliseconds(),
  $dayOfWeek: (date) => date.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $week: week,
  $isoDayOfWeek: isoDay,
  $isoWeek: isoWeek,
  $isoWeekYear: (date) => thursday(date).getUTCFullYear(),
}

const pad = (value: number, width: number) => String(value).padStart(width, '0')
const FORMATS: Record<string, (date: Date, minutes: number) => string> = {
  '%Y': (date) => pad(date.getUTCFullYear(), 4),
  '%G': (date) => pad(thursday(date).getUTCFullYear(), 4),
  '%m': (date) => pad(date.getUTCMonth() + 1, 2),
  '%d': (date) => pad(date.getUTCDate(), 2),
  '%H': (date) => pad(date.getUTCHours(), 2),
  '%M': (date) => pad(date.getUTCMinutes(), 2),
  '%S': (date) => pad(date.getUTCSeconds(), 2),
  '%L': (date) => pad(date.getUTCMilliseconds(), 3),
  '%j': (date) => pad(dayOfYear(date), 3),
  '%w': (date) => String(date.getUTCDay() + 1),
  '%u': (date) => String(isoDay(date)),
  '%U': (date) => pad(week(date), 2),
  '%V': (date) => pad(isoWeek(date), 2),
  '%z': (_, minutes) =>
    (minutes < 0 ? '-' : '+') + pad(Math.floor(Math.abs(minutes) / 60), 2) + pad(Math.abs(minutes) % 60, 2),
  '%Z': (_, minutes) => (minutes < 0 ? '' : '+') + minutes,
  '%%': () => '%',
}

function dateToString({ date, format = '%Y-%m-%dT%H:%M:%S.%LZ', timezone, onNull = null }: Document) {
  if (date === null || date === undefined) return onNull
  if (typeof format !== 'string') throw new Error('$dateToString: format must be a string')
  const shown = local(date, timezone)
  const minutes = offsetAt(timezone, (date as Date).getTime())
  return format.replace(/%[^]?/g, (mark) => {
    if (!FORMATS[mark]) throw new Error(`Invalid format character '${mark}' in format string`)
    return FORMATS[mark](shown, minutes)
  })
}

const READ: Record<string, string> = {
  '%Y': '(?<year>\\d{4})',
  '%m': '(?<month>\\d{1,2})',
  '%d': '(?<day>\\d{1,2})',
  '%H': '(?<hour>\\d{1,2})',
  '%M': '(?<minute>\\d{1,2})',
  '%S': '(?<second>\\d{1,2})',
  '%L': '(?<ms>\\d{1,3})',
  '%z': '(?<zone>Z|[+-]\\d\\d:?\\d\\d)',
  '%%': '%',
}
const ISO =
  /^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)(?:[T ](?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<ms>\d{1,3})\d*)?)?)?\s*(?<zone>Z|[+-]\d\d:?(?:\d\d)?)?$/

function dateFromString({ dateString, format, timezone, onNull = null, ...rest }: Document): unknown {
  if (dateString === null || dateString === undefined) return onNull
  try {
    if (typeof dateString !== 'string') throw new Error('$dateFromString requires a string')
    const parts = patternOf(format).exec(dateString)?.groups
    if (!parts) throw new Error(`Error parsing date string '${dateString}'`)
    const n = (name: string) => Number(parts[name] ?? 0)
    const ms = Number((parts.ms ?? '').padEnd(3, '0'))
    const day = [n('year'), (n('month') || 1) - 1, n('day') || 1] as const
    const time = Date.UTC(...day, n('hour'), n('minute'), n('second'), ms)
    return new Date(time - offsetAt(parts.zone ?? timezone, time) * 60_000)
  } catch (error) {
    if ('onError' in rest) return rest.onError
    throw error
  }
}

function patternOf(format: unknown): RegExp {
  if (format === undefined) return ISO
  if (typeof format !== 'string') throw new Error('$dateFromString: format must be a string')
  const pattern = format.replace(/%[^]?|[.*+?^${}()|[\]\\]/g, (mark) => {
    if (!mark.startsWith('%')) return `\\${mark}`
    if (!READ[mark]) throw new Error(`Invalid format character '${mark}' in format string`)
    return READ[mark]
  })
  return new RegExp(`^${pattern}$`)
}

function dateFromParts({ timezone, ...parts }: Document): unknown {
  if (Object.values(parts).some((part) => part === null || part === undefined)) return null
  const n = (name: string, otherwise: number) => {
    const value = parts[name] ?? otherwise
    if (!Number.isInteger(value)) throw new Error(`'${name}' must evaluate to an integer`)
    return value as number
  }
  const clock = [n('hour', 0), n('minute', 0), n('second', 0), n('millisecond', 0)] as const
  let time: number
  if ('isoWeekYear' in parts) {
    const year = Date.UTC(n('isoWeekYear', 0), 0, 4)
    const monday = year - (isoDay(new Date(year)) - 1) * DAY
    const days = (n('isoWeek', 1) - 1) * 7 + n('isoDayOfWeek', 1) - 1
    time = monday + days * DAY + Date.UTC(1970, 0, 1, ...clock)
  } else {
    time = Date.UTC(n('year', NaN), n('month', 1) - 1, n('day', 1), ...clock)
  }
  return new Date(time - offsetAt(timezone, time) * 60_000)
}

function object(name: string, value: unknown, known: string[]): Document {
  if (!isPlainObject(value)) throw new Error(`${name} only supports an object as its argument`)
  const unknown = Object.keys(value).filter((key) => !known.includes(key))
  if (unknown.length) throw new Error(`unrecognized argument to ${name}: ${unknown.join(', ')}`)
  return value
}

const part =
  (read: (date: Date) => number): Operator =>
  ([operand]) => {
    const { date, timezone } = isPlainObject(operand) ? operand : { date: operand, timezone: undefined }
    return date === null || date === undefined ? null : read(local(date, timezone))
  }

/** The library counts weeks otherwise, knows few formats and gives nothing where a text is no date. */
export const DATES: Record<string, Operator> = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, read]) => [name, part(read)])),
  $dateToString: ([operand]) =>
    dateToString(object('$dateToString', operand, ['date', 'format', 'timezone', 'onNull'])),
  $dateFromString: ([operand]) =>
    dateFromString(
      object('$dateFromString', operand, ['dateString', 'format', 'timezone', 'onNull', 'onError']),
    ),
  $dateFromParts: ([operand]) =>
    dateFromParts(
      object(
        '$dateFromParts',
        operand,
        'year month day hour minute second millisecond timezone isoWeekYear isoWeek isoDayOfWeek'.split(' '),
      ),
    ),
}
