import { Binary, Decimal128, Long, ObjectId, Timestamp } from 'bson'
import { isPlainObject, writeEjson } from './ejson'
import { doubleKey, numberKey } from './number-key'

/**
 * A sortable key: bytes held as a string of characters 0-255, so that `<` and `+` are byte order and
 * concatenation. `blob` and the database turn it into bytes.
 *
 * Keys sort as MongoDB sorts values: first by type (null < number < string < object < array < binary <
 * ObjectId < boolean < date < regular expression), then by value. No key is the beginning of another, so
 * keys can be joined for compound indexes.
 */
export type Key = string

export const blob = (key: Key) => Buffer.from(key, 'latin1')

const RANK = {
  empty: '\x05', // the key of an empty array, below null
  null: '\x0a',
  number: '\x14',
  string: '\x1e',
  object: '\x28',
  array: '\x32',
  binary: '\x3c',
  objectId: '\x46',
  boolean: '\x50',
  date: '\x5a',
  timestamp: '\x5f',
  regexp: '\x64',
  other: '\x6e',
} as const

/** Stands for the value of an empty array in an index. */
export const EMPTY_ARRAY = Symbol('empty array')

/** UTF-8; zero bytes inside are escaped (00 01) so that the end mark (00 00) sorts before anything longer. */
function text(value: string): Key {
  return Buffer.from(value, 'utf8').toString('latin1').replace(/\0/g, '\0\x01') + '\0\0'
}

/** The key of one value, type first. */
export function keyOf(value: unknown): Key {
  if (value === EMPTY_ARRAY) return RANK.empty
  if (value === null || value === undefined) return RANK.null
  if (typeof value === 'number') return RANK.number + numberKey(value)
  if (typeof value === 'string') return RANK.string + text(value)
  if (typeof value === 'boolean') return RANK.boolean + (value ? '\x01' : '\0')
  if (value instanceof Date) return RANK.date + doubleKey(value.getTime())
  if (value instanceof RegExp) return RANK.regexp + text(value.source) + text(value.flags)
  if (Array.isArray(value)) return RANK.array + value.map((item) => '\x01' + keyOf(item)).join('') + '\0'
  if (value instanceof ObjectId) {
    return RANK.objectId + Buffer.from(value.toHexString(), 'hex').toString('latin1')
  }
  if (value instanceof Timestamp) return RANK.timestamp + text(value.toString().padStart(20, '0'))
  if (value instanceof Long || value instanceof Decimal128) return RANK.number + numberKey(value)
  if (value instanceof Binary) return RANK.binary + text(value.toString('base64'))
  if (!isPlainObject(value)) return RANK.other + text(writeEjson(value))
  const fields = Object.keys(value).map((name) => {
    const key = keyOf(value[name])
    return '\x01' + key[0]! + text(name) + key
  })
  return RANK.object + fields.join('') + '\0'
}

/** The key for a descending index field: every bit turned, so that the order turns too. */
export function inverted(key: Key): Key {
  let out = ''
  for (let i = 0; i < key.length; i++) out += String.fromCharCode(~key.charCodeAt(i) & 0xff)
  return out
}

/** The first key after all keys that begin with `prefix`; undefined when there is none. */
export function after(prefix: Key): Key | undefined {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const code = prefix.charCodeAt(i)
    if (code !== 0xff) return prefix.slice(0, i) + String.fromCharCode(code + 1)
  }
  return undefined
}
