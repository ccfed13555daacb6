import { compareValues } from '../compare'
import { isPlainObject, type Document } from '../ejson'
import { invalidParameter } from '../errors'
import { keyOf } from '../key'
import type { Operator } from './expressions'

/** Gathers one output field of one group. */
export interface Gatherer {
  add(value: unknown): void
  result(): unknown
}

const numeric = (value: unknown): value is number => typeof value === 'number'

/** Null and missing do not count for the extremes, the average and the deviations, missing not for $push. */
export const GATHERERS: Record<string, () => Gatherer> = {
  $sum: () => {
    let sum = 0
    return { add: (value) => void (sum += numeric(value) ? value : 0), result: () => sum }
  },
  $avg: () => {
    let [sum, count] = [0, 0]
    return {
      add: (value) => void (numeric(value) && ((sum += value), count++)),
      result: () => (count ? sum / count : null),
    }
  },
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => {
    let first: unknown
    let seen = false
    return { add: (value) => void (seen || ((seen = true), (first = value))), result: () => first ?? null }
  },
  $last: () => {
    let last: unknown
    return { add: (value) => void (last = value), result: () => last ?? null }
  },
  $push: () => {
    const list: unknown[] = []
    return { add: (value) => void (value !== undefined && list.push(value)), result: () => list }
  },
  $addToSet: () => {
    const set = new Map<string, unknown>()
    return {
      add: (value) => void (value !== undefined && !set.has(keyOf(value)) && set.set(keyOf(value), value)),
      result: () => [...set.values()],
    }
  },
  $stdDevPop: () => deviation(0),
  $stdDevSamp: () => deviation(1),
  $mergeObjects: () => {
    const merged: Document = {}
    return {
      add(value) {
        if (value === null || value === undefined) return
        if (!isPlainObject(value)) throw invalidParameter('$mergeObjects requires object inputs')
        Object.assign(merged, value)
      },
      result: () => merged,
    }
  },
}

function extreme(sign: 1 | -1): Gatherer {
  let best: unknown = null
  return {
    add(value) {
      if (value === null || value === undefined) return
      if (best === null || compareValues(value, best) * sign > 0) best = value
    },
    result: () => best,
  }
}

/** Welford's running variance: exact enough where squares of big numbers would cancel. */
function deviation(sampled: 0 | 1): Gatherer {
  let [count, mean, squares] = [0, 0, 0]
  return {
    add(value) {
      if (!numeric(value)) return
      count++
      const away = value - mean
      mean += away / count
      squares += away * (value - mean)
    },
    result: () => (count > sampled ? Math.sqrt(squares / (count - sampled)) : null),
  }
}

/** As an expression: over the elements of a single list, or over all arguments. */
const over =
  (name: string): Operator =>
  (args) => {
    const gatherer = GATHERERS[name]!()
    const list = args.length === 1 && Array.isArray(args[0]) ? (args[0] as unknown[]) : args
    for (const value of list) gatherer.add(value)
    return gatherer.result()
  }

export const TOTALS = Object.fromEntries(
  ['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp'].map((name) => [name, over(name)]),
)
