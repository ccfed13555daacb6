import { Binary, Decimal128, Long, ObjectId, Timestamp } from 'bson'
import { isPlainObject } from './ejson'
import type { Test } from './elements'
import { invalidParameter } from './errors'

const INT32 = 2 ** 31
const int = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= -INT32 && value < INT32
const long = (value: unknown) =>
  value instanceof Long || (typeof value === 'number' && Number.isInteger(value) && !int(value))
const double = (value: unknown) => typeof value === 'number' && !Number.isInteger(value)

/** Names and numbers of MongoDB's types. A double without fraction is seen as an int, see the limits page. */
const TYPES: [name: string, code: number, test: Test][] = [
  ['double', 1, double],
  ['string', 2, (value) => typeof value === 'string'],
  ['object', 3, isPlainObject],
  ['array', 4, Array.isArray],
  ['binData', 5, (value) => value instanceof Binary],
  ['objectId', 7, (value) => value instanceof ObjectId],
  ['bool', 8, (value) => typeof value === 'boolean'],
  ['date', 9, (value) => value instanceof Date],
  ['null', 10, (value) => value === null],
  ['regex', 11, (value) => value instanceof RegExp],
  ['int', 16, int],
  ['timestamp', 17, (value) => value instanceof Timestamp],
  ['long', 18, long],
  ['decimal', 19, (value) => value instanceof Decimal128],
  ['number', NaN, (value) => typeof value === 'number' || long(value) || value instanceof Decimal128],
]

/** $type: a name, a number, or a list of them. @throws PlatformError for an unknown one */
export function typeTest(field: string, operand: unknown): Test {
  const wanted = Array.isArray(operand) ? operand : [operand]
  const tests = wanted.map((type: unknown) => {
    const found = TYPES.find(([name, code]) => name === type || code === type)
    if (!found) throw invalidParameter(`$type at ${field}: unknown type ${String(type)}`)
    return found[2]
  })
  return (value) => tests.some((test) => test(value))
}
