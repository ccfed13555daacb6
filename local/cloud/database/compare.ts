import { Binary, Decimal128, Long, ObjectId } from 'bson'
import { isPlainObject } from './ejson'
import { keyOf } from './key'

/**
 * Places two values in MongoDB's order: first by type, then by value. Missing (undefined) counts as null.
 * Strings compare by code point (JavaScript compares UTF-16 units, which puts emoji below some letters);
 * fields of objects compare in their order, so {a, b} and {b, a} differ.
 */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b)
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  const byType = rankOf(a) - rankOf(b)
  if (byType !== 0) return byType
  if (a instanceof Date) return a.getTime() - (b as Date).getTime()
  if (typeof a === 'boolean') return Number(a) - Number(b)
  if (Array.isArray(a)) return compareLists(a, b as unknown[])
  if (isPlainObject(a) && isPlainObject(b)) return compareObjects(a, b)
  const [left, right] = [keyOf(a), keyOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

export const sameValue = (a: unknown, b: unknown) => compareValues(a, b) === 0

/** Do two values have the same place in the order of types? Ranges never reach beyond it. */
export const sameType = (a: unknown, b: unknown) => rankOf(a) === rankOf(b)

function rankOf(value: unknown): number {
  if (value === null || value === undefined) return 1
  if (typeof value === 'number' || value instanceof Long || value instanceof Decimal128) return 2
  if (typeof value === 'string') return 3
  if (Array.isArray(value)) return 5
  if (value instanceof Binary) return 6
  if (value instanceof ObjectId) return 7
  if (typeof value === 'boolean') return 8
  if (value instanceof Date) return 9
  if (value instanceof RegExp) return 11
  return isPlainObject(value) ? 4 : 12
}

/** NaN is below every other number. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1
  if (Number.isNaN(b)) return 1
  return a < b ? -1 : 1
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x !== y) return aboveSurrogates(x) - aboveSurrogates(y)
  }
  return a.length - b.length
}

/** Surrogate units (D800-DFFF) stand for code points above all single units. */
const aboveSurrogates = (unit: number) =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit

function compareLists(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareValues(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareObjects(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const [left, right] = [Object.keys(a), Object.keys(b)]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [a[left[i]!], b[right[i]!]]
    const order = rankOf(x) - rankOf(y) || compareText(left[i]!, right[i]!) || compareValues(x, y)
    if (order !== 0) return order
  }
  return left.length - right.length
}
