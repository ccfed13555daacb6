import { isPlainObject } from '../database/ejson'

/** A document as a phone gets it: JSON in which a date is `{ $date: ms }`. */
export function forPhone(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() }
  if (Array.isArray(value)) return value.map(forPhone)
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, forPhone(inner)]))
}
