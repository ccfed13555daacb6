import { isPlainObject } from '../database/ejson'

/**
 * Puts the cloud's time where an expression says `$$NOW`: the library behind expressions knows only the machine's.
 * A text in a $literal, or compared with in a $match, stays a text.
 */
export function fixNow<T>(expression: T, now: number): T {
  return fix(expression, now) as T
}

/** The same in a condition, where only `$expr` holds expressions. */
export function fixNowInCondition<T>(condition: T, now: number): T {
  if (Array.isArray(condition)) return condition.map((each) => fixNowInCondition(each as unknown, now)) as T
  if (!isPlainObject(condition)) return condition
  const fixed = Object.entries(condition).map(([name, value]) => {
    if (name === '$expr') return [name, fix(value, now)]
    return [name, ['$and', '$or', '$nor'].includes(name) ? fixNowInCondition(value, now) : value]
  })
  return Object.fromEntries(fixed) as T
}

function fix(value: unknown, now: number): unknown {
  if (value === '$$NOW') return new Date(now)
  if (Array.isArray(value)) return value.map((each) => fix(each, now))
  if (!isPlainObject(value)) return value
  const fixed = Object.entries(value).map(([name, inner]) => {
    if (name === '$literal') return [name, inner]
    return [name, name === '$match' ? fixNowInCondition(inner, now) : fix(inner, now)]
  })
  return Object.fromEntries(fixed)
}
