import { Decimal128, Long } from 'bson'
import { compareValues, sameType, sameValue } from './compare'
import { isPlainObject, type Document } from './ejson'
import { someAt, type Test } from './elements'
import { invalidOperator, invalidParameter } from './errors'
import { geoTest } from './geo/queries'
import { regexOf, regexTest } from './regex'
import { typeTest } from './bson-type'

/** Asks whether one of the values at hand passes; `whole`: arrays count as themselves, not by element. */
export type Some = (test: Test, whole: boolean) => boolean
/** What is said of one field. */
export type Predicate = (some: Some) => boolean
export type Matcher = (document: Document) => boolean

/** Applies a predicate to what a dotted path reaches. */
export function atPath(path: string, predicate: Predicate): Matcher {
  const parts = path.split('.')
  return (document) => predicate((test, whole) => someAt(document, parts, 0, whole, test))
}

/** `compile` reads a whole condition, for $elemMatch. @throws PlatformError for what is unknown or misplaced */
export function predicateOf(field: string, operand: unknown, compile: (c: Document) => Matcher): Predicate {
  if (operand instanceof RegExp) return any(regexTest(operand))
  if (!isPlainObject(operand)) return any(equals(operand))
  const names = Object.keys(operand)
  const operators = names.filter((name) => name.startsWith('$'))
  if (operators.length === 0) return any(equals(operand))
  if (operators.length < names.length) throw invalidOperator(`operators mixed with plain fields at ${field}`)
  const all = operators
    .filter((name) => name !== '$options')
    .map((name) => operatorOf(field, name, operand, compile))
  if (names.includes('$options') && !names.includes('$regex')) {
    throw invalidParameter(`$options at ${field} needs a $regex`)
  }
  return (some) => all.every((predicate) => predicate(some))
}

const any =
  (test: Test, whole = false): Predicate =>
  (some) =>
    some(test, whole)
const not =
  (predicate: Predicate): Predicate =>
  (some) =>
    !predicate(some)

function operatorOf(field: string, name: string, siblings: Document, compile: (c: Document) => Matcher) {
  const operand = siblings[name]
  const list = () => {
    if (!Array.isArray(operand)) throw invalidParameter(`${name} at ${field} needs an array`)
    return operand as unknown[]
  }
  const noRegex = () => {
    if (operand instanceof RegExp)
      throw invalidParameter(`${name} at ${field} cannot take a regular expression`)
    return operand
  }
  switch (name) {
    case '$eq':
      return any(equals(operand))
    case '$ne':
      return not(any(equals(noRegex())))
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return any(rangeTest(name, noRegex()))
    case '$in':
      return any(inTest(field, list()))
    case '$nin':
      return not(any(inTest(field, list())))
    case '$exists':
      return truthy(operand) ? present : not(present)
    case '$mod':
      return any(modTest(field, list()))
    case '$all':
      return allOf(field, list(), compile)
    case '$elemMatch':
      return any(elemMatchTest(field, operand, compile), true)
    case '$size':
      if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0) {
        throw invalidParameter(`$size at ${field} needs a whole number from 0`)
      }
      return any((value) => Array.isArray(value) && value.length === operand, true)
    case '$not':
      if (operand instanceof RegExp) return not(any(regexTest(operand)))
      if (!isPlainObject(operand) || !Object.keys(operand)[0]?.startsWith('$')) {
        throw invalidParameter(`$not at ${field} needs an operator or a regular expression`)
      }
      return not(predicateOf(field, operand, compile))
    case '$regex':
      return any(regexTest(regexOf(field, operand, siblings.$options)))
    case '$type':
      return any(typeTest(field, operand))
    case '$geoWithin':
    case '$geoIntersects':
    case '$nearSphere':
    case '$near':
      return any(geoTest(field, name, operand))
    default:
      throw invalidOperator(`unknown operator ${name} at ${field}`)
  }
}

const present: Predicate = any((value) => value !== undefined)
const truthy = (value: unknown) => value !== false && value !== 0 && value !== null

/** Null also matches a missing field; a regular expression here matches only itself. */
const equals =
  (operand: unknown): Test =>
  (value) =>
    sameValue(value, operand)

function rangeTest(name: string, operand: unknown): Test {
  const inclusive = name.endsWith('e')
  const sign = name.startsWith('$g') ? 1 : -1
  return (value) => {
    if (!sameType(value, operand)) return false
    if (Number.isNaN(operand) || Number.isNaN(value)) return inclusive && Object.is(operand, value)
    const order = compareValues(value, operand)
    return order === 0 ? inclusive : order > 0 === sign > 0
  }
}

/** Long lists are common (whole groups of ids), so what can be looked up at once is. */
function inTest(field: string, list: unknown[]): Test {
  refuseOperators(field, '$in', list)
  const simple = new Set(list.filter(isSimple))
  const others = list
    .filter((item) => !simple.has(item))
    .map((item) => (item instanceof RegExp ? regexTest(item) : equals(item)))
  const numbers = list.filter((item) => typeof item === 'number').map(equals)
  return (value) =>
    simple.has(value) ||
    others.some((test) => test(value)) ||
    (value instanceof Decimal128 && numbers.some((test) => test(value)))
}

const isSimple = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)

function refuseOperators(field: string, name: string, list: unknown[]): void {
  const nested = list.find((item) => isPlainObject(item) && Object.keys(item)[0]?.startsWith('$'))
  if (nested) throw invalidOperator(`operators are not possible in ${name} at ${field}`)
}

function modTest(field: string, operand: unknown[]): Test {
  const [divisor, remainder] = operand.map((number) => Math.trunc(Number(number)))
  if (operand.length !== 2 || operand.some((n) => typeof n !== 'number' || !Number.isFinite(n))) {
    throw invalidParameter(`$mod at ${field} needs a divisor and a remainder`)
  }
  if (divisor === 0) throw invalidParameter(`$mod at ${field}: divisor cannot be 0`)
  // + 0: in JavaScript -4 % 2 is -0.
  return (value) =>
    value instanceof Long
      ? value.mod(divisor!).equals(remainder!)
      : typeof value === 'number' &&
        Number.isFinite(value) &&
        (Math.trunc(value) % divisor!) + 0 === remainder
}

function allOf(field: string, list: unknown[], compile: (c: Document) => Matcher): Predicate {
  if (list.length === 0) return () => false
  const elements = list.filter((item) => isPlainObject(item) && '$elemMatch' in item) as Document[]
  if (elements.length < list.length) refuseOperators(field, '$all', list)
  const each = elements.length
    ? elements.map((item) => any(elemMatchTest(field, item.$elemMatch, compile), true))
    : list.map((item) => predicateOf(field, item, compile))
  return (some) => each.every((predicate) => predicate(some))
}

function elemMatchTest(field: string, operand: unknown, compile: (c: Document) => Matcher): Test {
  if (!isPlainObject(operand)) throw invalidParameter(`$elemMatch at ${field} needs an object`)
  const element = elementTest(field, operand, compile)
  return (value) => Array.isArray(value) && value.some(element)
}

/** A test of one array element: by operators on its value, or by a condition on its fields. */
export function elementTest(field: string, operand: Document, compile: (c: Document) => Matcher): Test {
  const [first] = Object.keys(operand)
  if (first?.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(first)) {
    const predicate = predicateOf(field, operand, compile)
    return (item) => predicate((test) => test(item))
  }
  const matches = compile(operand)
  return (item) =>
    Array.isArray(item) ? matches({ ...(item as unknown as Document) }) : isPlainObject(item) && matches(item)
}
