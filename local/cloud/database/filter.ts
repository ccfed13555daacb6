import { Query } from 'mingo'
import { isPlainObject, type Document } from './ejson'
import { invalidOperator, invalidParameter } from './errors'

/** A filter ready for use: the parsed condition (for the planner) and the one judge of every candidate. */
export interface Filter {
  condition: Document
  matches(document: Document): boolean
}

const LOGICAL = new Set(['$and', '$or', '$nor'])
const FIELD_OPERATORS = new Set(
  '$eq $ne $gt $gte $lt $lte $in $nin $exists $mod $all $elemMatch $size $not $regex $options $type'.split(
    ' ',
  ),
)
const GEO_OPERATORS = new Set('$near $nearSphere $geoWithin $geoIntersects'.split(' '))

/** @throws PlatformError for an operator that is unknown, misplaced or not supported: never ignored */
export function compileFilter(condition: Document): Filter {
  checkCondition(condition)
  const query = judge(() => new Query(condition, { scriptEnabled: false }))
  return { condition, matches: (document) => judge(() => query.test(document)) }
}

/** Whatever the matching library refuses is the caller's mistake, so it travels as the platform's error. */
function judge<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw invalidParameter((error as Error).message)
  }
}

function checkCondition(condition: Document): void {
  for (const [key, value] of Object.entries(condition)) {
    if (LOGICAL.has(key)) {
      if (!Array.isArray(value) || value.length === 0)
        throw invalidParameter(`${key} must be a non-empty array`)
      for (const branch of value) {
        if (!isPlainObject(branch)) throw invalidParameter(`${key} entries must be objects`)
        checkCondition(branch)
      }
    } else if (key === '$expr') {
      continue // its operators are checked by the matching library, which throws on unknown ones
    } else if (key.startsWith('$')) {
      throw invalidOperator(`unknown top level operator ${key}`)
    } else {
      checkPredicate(key, value)
    }
  }
}

function checkPredicate(field: string, predicate: unknown): void {
  if (!isPlainObject(predicate)) return
  const keys = Object.keys(predicate)
  const operators = keys.filter((key) => key.startsWith('$'))
  if (operators.length === 0) return
  if (operators.length < keys.length) {
    throw invalidOperator(`operators mixed with plain fields at ${field}`)
  }
  for (const operator of operators) checkOperator(field, operator, predicate[operator])
}

function checkOperator(field: string, operator: string, operand: unknown): void {
  if (GEO_OPERATORS.has(operator)) {
    throw invalidOperator(`${operator} at ${field} is not supported by this local cloud yet`)
  }
  if (!FIELD_OPERATORS.has(operator)) throw invalidOperator(`unknown operator ${operator} at ${field}`)
  if ((operator === '$in' || operator === '$nin' || operator === '$all') && !Array.isArray(operand)) {
    throw invalidParameter(`${operator} at ${field} needs an array`)
  }
  if (operator === '$not') checkPredicate(field, operand)
  if (operator === '$elemMatch') {
    if (!isPlainObject(operand)) throw invalidParameter(`$elemMatch at ${field} needs an object`)
    const keys = Object.keys(operand)
    if (keys.some((key) => key.startsWith('$') && !LOGICAL.has(key))) checkPredicate(field, operand)
    else checkCondition(operand)
  }
}
