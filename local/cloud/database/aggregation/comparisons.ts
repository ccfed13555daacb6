import { compareValues, sameValue } from '../compare'
import type { Operator } from './expressions'

/** In expressions a missing field is below null and not equal to it; arrays compare whole. */
function compare([a, b, ...more]: unknown[], count: number): number {
  if (count !== 2 || more.length) throw new Error('a comparison takes exactly 2 arguments')
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return Math.sign(compareValues(a, b))
}
const by =
  (holds: (order: number) => boolean): Operator =>
  (args) =>
    holds(compare(args, args.length))

export const COMPARISONS: Record<string, Operator> = {
  $cmp: (args) => compare(args, args.length),
  $eq: by((order) => order === 0),
  $ne: by((order) => order !== 0),
  $gt: by((order) => order > 0),
  $gte: by((order) => order >= 0),
  $lt: by((order) => order < 0),
  $lte: by((order) => order <= 0),

  $not(args) {
    if (args.length !== 1) throw new Error('$not takes exactly 1 argument')
    return [false, null, 0, undefined].includes(args[0] as never)
  },

  $in([value, list]) {
    if (!Array.isArray(list)) throw new Error('$in requires an array as a second argument')
    return list.some((item) => sameValue(item, value))
  },

  $mod([a, b]) {
    if (a === null || a === undefined || b === null || b === undefined) return null
    if (typeof a !== 'number' || typeof b !== 'number') throw new Error('$mod only supports numeric types')
    if (b === 0) throw new Error("can't $mod by zero")
    return (a % b) + 0
  },

  $trunc([value, place = 0]) {
    if (value === null || value === undefined || place === null) return null
    if (typeof value !== 'number' || !Number.isInteger(place))
      throw new Error('$trunc only supports numeric types')
    // By decimal text: 8.2 * 10 is not what 8.2 is.
    const [mantissa, exponent = '0'] = String(value).split('e')
    const shifted = Math.trunc(Number(`${mantissa}e${Number(exponent) + (place as number)}`))
    return Number(`${shifted}e${-(place as number)}`) + 0
  },
}
