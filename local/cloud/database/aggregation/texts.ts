import type { Operator } from './expressions'

/** MongoDB reads a number or a date as text here, and null as ''. */
function textOf(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  throw new Error(`${name} cannot convert ${JSON.stringify(value)} to a string`)
}

function indexIn(
  name: string,
  units: ArrayLike<unknown>,
  needle: ArrayLike<unknown>,
  start: unknown,
  end: unknown,
) {
  for (const bound of [start ?? 0, end ?? 0]) {
    if (!Number.isInteger(bound) || (bound as number) < 0) throw new Error(`${name} needs positions from 0`)
  }
  const stop = Math.min(units.length, (end as number | undefined) ?? units.length)
  for (let i = (start as number | undefined) ?? 0; i + needle.length <= stop; i++) {
    let j = 0
    while (j < needle.length && units[i + j] === needle[j]) j++
    if (j === needle.length) return i
  }
  return -1
}

const indexOf =
  (name: string, split: (text: string) => ArrayLike<unknown>): Operator =>
  ([text, needle, start, end]) => {
    if (text === null || text === undefined) return null
    if (typeof text !== 'string' || typeof needle !== 'string') throw new Error(`${name} needs strings`)
    return indexIn(name, split(text), split(needle), start, end)
  }

const substrBytes: Operator = ([value, from, count]) => {
  if (!Number.isInteger(from) || !Number.isInteger(count)) throw new Error('$substrBytes needs whole numbers')
  const bytes = Buffer.from(textOf('$substrBytes', value), 'utf8')
  if ((from as number) < 0) throw new Error('$substrBytes: the start must not be below 0')
  const end = (count as number) < 0 ? bytes.length : (from as number) + (count as number)
  const inside = (at: number) => at < bytes.length && (bytes[at]! & 0xc0) === 0x80
  if (inside(from as number) || inside(end)) throw new Error('$substrBytes: range splits a UTF-8 character')
  return bytes.subarray(from as number, end).toString('utf8')
}

/** The library counts UTF-16 units for bytes, has no $indexOfCP and fails where a range goes past the end. */
export const TEXTS: Record<string, Operator> = {
  $indexOfBytes: indexOf('$indexOfBytes', (text) => Buffer.from(text, 'utf8')),
  $indexOfCP: indexOf('$indexOfCP', (text) => [...text]),
  $substrBytes: substrBytes,
  $substr: substrBytes,

  $substrCP([value, from, count]) {
    const whole = Number.isInteger(from) && Number.isInteger(count)
    if (!whole || (from as number) < 0 || (count as number) < 0)
      throw new Error('$substrCP needs numbers from 0')
    return [...textOf('$substrCP', value)]
      .slice(from as number, (from as number) + (count as number))
      .join('')
  },

  $strLenBytes([text]) {
    if (typeof text !== 'string') throw new Error('$strLenBytes requires a string argument')
    return Buffer.byteLength(text, 'utf8')
  },

  $strcasecmp([a, b]) {
    const [left, right] = [a, b].map((value) => textOf('$strcasecmp', value).toUpperCase())
    return left! < right! ? -1 : left! > right! ? 1 : 0
  },

  // Only ASCII letters change, as the manual of MongoDB says.
  $toUpper: ([value]) => textOf('$toUpper', value).replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  $toLower: ([value]) => textOf('$toLower', value).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
}
