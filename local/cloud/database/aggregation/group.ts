import { compareValues } from '../compare'
import { isPlainObject, type Document } from '../ejson'
import { invalidOperator, invalidParameter } from '../errors'
import { keyOf } from '../key'
import { compileExpression, type Variables } from './expressions'

/** Gathers one output field of one group. */
interface Gatherer {
  add(value: unknown): void
  result(): unknown
}

const numeric = (value: unknown): value is number => typeof value === 'number'

/** Null and missing do not count for the extremes, the average and the deviations, missing not for $push. */
const GATHERERS: Record<string, () => Gatherer> = {
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

type Output = (document: Document) => unknown
interface Field {
  name: string
  make: () => Gatherer
  value: Output
}

/** The output fields of $group, $bucket: { name: { $sum: expression }, … }. @throws PlatformError */
export function outputFields(stage: string, output: unknown, variables: Variables): Field[] {
  if (!isPlainObject(output)) throw invalidParameter(`${stage}: output must be an object`)
  return Object.entries(output).map(([name, spec]) => {
    const [operator, ...more] = isPlainObject(spec) ? Object.keys(spec) : []
    if (!operator || more.length || name.includes('.') || name.startsWith('$')) {
      throw invalidParameter(`${stage}: the field '${name}' must be an object with one accumulator`)
    }
    const make = GATHERERS[operator]
    if (!make || !Object.hasOwn(GATHERERS, operator))
      throw invalidOperator(`unknown group operator ${operator}`)
    return { name, make, value: compileExpression((spec as Document)[operator], variables) }
  })
}

/** One pass over the documents: groups in the order of their first document. */
export function gather(documents: Document[], id: Output, fields: Field[]): Document[] {
  const groups = new Map<string, { id: unknown; gatherers: Gatherer[] }>()
  for (const document of documents) {
    const value = id(document) ?? null
    const key = typeof value === 'string' ? `s${value}` : keyOf(value)
    let group = groups.get(key)
    if (!group) groups.set(key, (group = { id: value, gatherers: fields.map(({ make }) => make()) }))
    for (let i = 0; i < fields.length; i++) group.gatherers[i]!.add(fields[i]!.value(document))
  }
  return [...groups.values()].map(({ id: _id, gatherers }) => {
    const made: Document = { _id }
    fields.forEach(({ name }, i) => (made[name] = gatherers[i]!.result()))
    return made
  })
}

export function group(documents: Document[], spec: unknown, variables: Variables): Document[] {
  if (!isPlainObject(spec) || !('_id' in spec))
    throw invalidParameter('a group specification must include an _id')
  const { _id, ...output } = spec
  return gather(documents, compileExpression(_id, variables), outputFields('$group', output, variables))
}
