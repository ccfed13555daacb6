import { compareValues, sameValue } from './compare'
import { isPlainObject, plain, writeEjson, type Document } from './ejson'
import { invalidOperator, invalidParameter, requestFailed } from './errors'
import { elementTest } from './predicates'
import { compileFilter } from './filter'
import { leavesAt } from './paths'

/** The array after an operator; the given one is not touched. */
export type ArrayOperator = (list: unknown[], operand: unknown, path: string) => unknown[]

export const ARRAY_OPERATORS: Record<string, ArrayOperator> = {
  $push(list, operand, path) {
    const { $each, $position, $sort, $slice } = modifiers(operand, path)
    const grown = [...list]
    const at = $position === undefined ? list.length : wholeNumber('$position', path, $position)
    grown.splice(at < 0 ? Math.max(0, list.length + at) : at, 0, ...$each)
    if ($sort !== undefined) sortElements(grown, plain($sort), path)
    if ($slice === undefined) return grown
    const keep = wholeNumber('$slice', path, $slice)
    return keep < 0 ? grown.slice(keep) : grown.slice(0, keep)
  },

  $addToSet(list, operand, path) {
    const grown = [...list]
    const wanted = isPlainObject(operand) && '$each' in operand ? eachOf(operand, path, []) : [operand]
    for (const item of wanted) if (!has(grown, item)) grown.push(item)
    return grown
  },

  $pop(list, operand, path) {
    const end = plain(operand)
    if (end !== 1 && end !== -1) throw requestFailed(`$pop at ${path} expects 1 or -1`)
    return end === 1 ? list.slice(0, -1) : list.slice(1)
  },

  $pull(list, operand, path) {
    const condition = plain(operand)
    const unwanted =
      condition instanceof RegExp
        ? elementTest(path, { $regex: condition }, (inner) => compileFilter(inner).matches)
        : isPlainObject(condition)
          ? elementTest(path, condition, (inner) => compileFilter(inner).matches)
          : (item: unknown) => sameValue(item, condition)
    return list.filter((item) => !unwanted(plain(item)))
  },

  $pullAll(list, operand, path) {
    if (!Array.isArray(operand)) throw requestFailed(`$pullAll at ${path} requires an array`)
    return list.filter((item) => !has(operand, item))
  },
}

const has = (list: unknown[], item: unknown) => {
  const wanted = plain(item)
  return list.some((other) => sameValue(plain(other), wanted))
}

function modifiers(operand: unknown, path: string) {
  if (!isPlainObject(operand) || !Object.keys(operand)[0]?.startsWith('$')) return { $each: [operand] }
  const { $position, $sort, $slice } = operand
  return { $each: eachOf(operand, path, ['$position', '$sort', '$slice']), $position, $sort, $slice }
}

function eachOf(operand: Document, path: string, others: string[]): unknown[] {
  const unknown = Object.keys(operand).filter((key) => key !== '$each' && !others.includes(key))
  if (unknown.length) throw invalidOperator(`unrecognized clause ${unknown.join(', ')} at ${path}`)
  if (!Array.isArray(operand.$each)) throw invalidParameter(`$each at ${path} must be an array`)
  return operand.$each as unknown[]
}

function wholeNumber(name: string, path: string, value: unknown): number {
  const number = plain(value)
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw requestFailed(`${name} at ${path} must be a whole number but is ${writeEjson(value)}`)
  }
  return number
}

/** By 1 or -1 whole elements, by { field: 1 | -1 } objects. */
function sortElements(list: unknown[], order: unknown, path: string): void {
  const fields = isPlainObject(order) ? Object.entries(order) : [['', order] as const]
  if (fields.length === 0 || fields.some(([, way]) => way !== 1 && way !== -1)) {
    throw requestFailed(`$sort at ${path} must be 1, -1 or an object of these`)
  }
  const at = (item: unknown, field: string) => {
    const value = plain(item)
    return field === '' ? value : isPlainObject(value) ? leavesAt(value, field).values[0] : undefined
  }
  list.sort((a, b) => {
    for (const [field, way] of fields) {
      const placed = compareValues(at(a, field), at(b, field))
      if (placed !== 0) return placed * (way as number)
    }
    return 0
  })
}
