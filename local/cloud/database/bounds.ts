import { Decimal128, Long, ObjectId } from 'bson'
import { isPlainObject, type Document } from './ejson'

export interface Limit {
  value: unknown
  inclusive: boolean
}
/** What a filter says for certain about one field; each part alone holds for every match. */
export interface Bounds {
  equals?: unknown[]
  above?: Limit
  below?: Limit
}

/**
 * Reads from a condition the bounds an index can use: $eq and $in of scalars, ranges within one type,
 * through top-level $and. Everything else is left to the judge (filter.ts); bounds only narrow.
 */
export function boundsOf(condition: Document): Map<string, Bounds> {
  const found = new Map<string, Bounds>()
  collect(condition, found)
  return found
}

function collect(condition: Document, found: Map<string, Bounds>): void {
  for (const [key, value] of Object.entries(condition)) {
    if (key === '$and') for (const branch of value as Document[]) collect(branch, found)
    else if (!key.startsWith('$')) merge(found, key, predicate(key, value))
  }
}

function predicate(path: string, value: unknown): Bounds {
  if (scalar(path, value)) return { equals: [value] }
  if (!isPlainObject(value)) return {}
  const bounds: Bounds = {}
  for (const [operator, operand] of Object.entries(value)) {
    if (operator === '$eq' && scalar(path, operand)) bounds.equals = [operand]
    else if (operator === '$in') {
      const list = operand as unknown[]
      if (!bounds.equals && list.every((item) => scalar(path, item))) bounds.equals = list
    } else if (ordered(operand)) {
      if (operator === '$gt' || operator === '$gte')
        bounds.above = { value: operand, inclusive: operator === '$gte' }
      if (operator === '$lt' || operator === '$lte')
        bounds.below = { value: operand, inclusive: operator === '$lte' }
    }
  }
  return bounds
}

function merge(found: Map<string, Bounds>, path: string, more: Bounds): void {
  const known = found.get(path) ?? {}
  found.set(path, {
    equals: known.equals ?? more.equals,
    above: known.above ?? more.above,
    below: known.below ?? more.below,
  })
}

/** Values whose equality an index decides. Null through a dotted path also means "missing somewhere": scan. */
function scalar(path: string, value: unknown): boolean {
  if (value === null) return !path.includes('.')
  return ordered(value) || typeof value === 'boolean'
}

function ordered(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isNaN(value)
  if (value instanceof Long || value instanceof Decimal128) return true
  return typeof value === 'string' || value instanceof Date || value instanceof ObjectId
}
