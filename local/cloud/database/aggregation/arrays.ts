import { compareValues, sameValue } from '../compare'
import { isPlainObject, refuseName, type Document } from '../ejson'
import type { Operator } from './expressions'

const missing = (value: unknown) => value === null || value === undefined

function listOf(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw new Error(`${name} needs an array, not ${JSON.stringify(value) ?? 'a missing field'}`)
  return value as unknown[]
}

const distinct = (list: unknown[]) =>
  list.filter((item, i) => list.findIndex((other) => sameValue(item, other)) === i)
const holds = (list: unknown[], item: unknown) => list.some((other) => sameValue(other, item))

/** The library takes null for an empty size, loses arrays inside pairs and reads empty lists as absent. */
export const ARRAYS: Record<string, Operator> = {
  $size: ([list]) => listOf('$size', list).length,

  $slice([list, first, second]) {
    if (missing(list) || missing(first) || (second !== undefined && missing(second))) return null
    const items = listOf('$slice', list)
    for (const number of [first, second ?? 0]) {
      if (!Number.isInteger(number)) throw new Error('$slice needs whole numbers')
    }
    const n = first as number
    if (second === undefined) return n < 0 ? items.slice(n) : items.slice(0, n)
    if ((second as number) <= 0) throw new Error('the third argument of $slice must be above 0')
    const from = n < 0 ? Math.max(0, items.length + n) : n
    return items.slice(from, from + (second as number))
  },

  $indexOfArray([list, item, start = 0, end]) {
    if (missing(list)) return null
    const items = listOf('$indexOfArray', list)
    const stop = Math.min(items.length, (end as number | undefined) ?? items.length)
    for (let i = start as number; i < stop; i++) if (sameValue(items[i], item)) return i
    return -1
  },

  $arrayToObject([list, ...more]) {
    if (missing(list)) return null
    const made: Document = {}
    for (const pair of listOf('$arrayToObject', more.length ? [list, ...more] : list)) {
      const [key, value]: unknown[] = Array.isArray(pair) ? pair : isPlainObject(pair) ? [pair.k, pair.v] : []
      if (typeof key !== 'string') throw new Error('$arrayToObject needs [key, value] or { k, v }')
      refuseName(key)
      made[key] = value
    }
    return made
  },

  $zip([operand]) {
    if (!isPlainObject(operand)) throw new Error('$zip only supports an object as an argument')
    const { inputs, useLongestLength = false, defaults = [] } = operand
    if (missing(inputs)) return null
    const lists = listOf('$zip', inputs)
    if (lists.some(missing)) return null
    const sizes = lists.map((list) => listOf('$zip', list).length)
    const size = sizes.length === 0 ? 0 : useLongestLength ? Math.max(...sizes) : Math.min(...sizes)
    return Array.from({ length: size }, (_, i) =>
      lists.map((list, j) => {
        const items = list as unknown[]
        return (i < items.length ? items[i] : (defaults as unknown[])[j]) ?? null
      }),
    )
  },

  $setUnion(args) {
    if (args.some(missing)) return null
    return distinct(args.flatMap((list) => listOf('$setUnion', list)))
  },
  $setIntersection(args) {
    if (args.some(missing)) return null
    const [first = [], ...others] = args.map((list) => listOf('$setIntersection', list))
    return distinct(first).filter((item) => others.every((list) => holds(list, item)))
  },
  $setDifference([a, b]) {
    if (missing(a) || missing(b)) return null
    const without = listOf('$setDifference', b)
    return distinct(listOf('$setDifference', a)).filter((item) => !holds(without, item))
  },
  $setEquals(args) {
    const [first, ...others] = args.map((list) => distinct(listOf('$setEquals', list)).sort(compareValues))
    return others.every((list) => sameValue(list, first))
  },
  $setIsSubset([a, b]) {
    const whole = listOf('$setIsSubset', b)
    return listOf('$setIsSubset', a).every((item) => holds(whole, item))
  },
}
