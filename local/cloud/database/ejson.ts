import { BSONRegExp, calculateObjectSize, Double, EJSON, Int32, Long } from 'bson'
import { invalidParameter, requestFailed } from './errors'

export type Document = Record<string, unknown>

/**
 * Reads one value in EJSON (canonical or relaxed) as the values queries work with: numbers, Date, RegExp,
 * ObjectId. `now` replaces serverDate marks; one reading per request, so that two of them in one document
 * differ by exactly their offsets.
 * @throws PlatformError INVALID_PARAM when the text is not EJSON or holds a name no document may have
 */
export function readEjson(text: string, now?: number): unknown {
  return plain(readTyped(text, now))
}

/** The same with numbers as Int32, Long and Double: what is to be stored keeps its types. */
export function readTyped(text: string, now?: number): unknown {
  return checked(parse(text), now)
}

function parse(text: string): unknown {
  try {
    return EJSON.parse(text, { relaxed: false }) as unknown
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep()
    throw invalidParameter(`not EJSON: ${(error as Error).message}`)
  }
}

/** MongoDB's documented limit. */
const MAX_DEPTH = 100
const tooDeep = () => invalidParameter(`nested deeper than ${MAX_DEPTH} levels`)

/**
 * @throws PlatformError for a field name or path no document may have: __proto__ would change what an object
 * is in JavaScript, and what has a _bsontype of its own only pretends to be a date, a number...
 */
export function refuseName(path: string): void {
  const parts = path.includes('_') ? path.split('.') : []
  if (path.includes('\0') || parts.includes('__proto__') || parts.includes('_bsontype'))
    throw invalidParameter(`field name ${JSON.stringify(path)}`)
}

/** The same as `readEjson` for a value that must be an object (a document, a filter, an update). */
export function readEjsonObject(text: string, what: string, now?: number): Document {
  const value = readEjson(text, now)
  if (!isPlainObject(value)) throw invalidParameter(`${what} must be an object`)
  return value
}

/** The same as `readTyped` for a value that must be an object. */
export function readTypedObject(text: string, what: string, now?: number): Document {
  const value = readTyped(text, now)
  if (!isPlainObject(value)) throw invalidParameter(`${what} must be an object`)
  return value
}

/**
 * Reads back what `writeEjson` wrote: plain for queries, typed for what is written again. Every document a
 * query looks at goes through the former, so it does by hand what is common; EJSON takes three times as long.
 */
export const readStored = (text: string) => revived(JSON.parse(text)) as Document
export const readStoredTyped = (text: string) => EJSON.parse(text, { relaxed: false }) as Document

export function writeEjson(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false })
}

export function isPlainObject(value: unknown): value is Document {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  return !(value instanceof Date) && !(value instanceof RegExp) && !('_bsontype' in value)
}

/** Refuses bad names and dates, and puts the time where serverDate stands. */
function checked(value: unknown, now: number | undefined, depth = 0): unknown {
  if (value === null || typeof value !== 'object') return value
  if (depth > MAX_DEPTH) throw tooDeep()
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw invalidParameter('not a date')
    return value
  }
  if (value instanceof BSONRegExp) nativeRegExp(value)
  if ('_bsontype' in value && !Object.hasOwn(value, '_bsontype')) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = checked(value[i], now, depth + 1)
    return value
  }
  const object = value as Document
  if (isPlainObject(object.$tcb_server_date)) return serverDate(object.$tcb_server_date.offset, now)
  for (const key of Object.keys(object)) {
    refuseName(key)
    object[key] = checked(object[key], now, depth + 1)
  }
  return object
}

/** No stored field begins with $, so a name that does is the mark of a type. In place. */
function revived(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = revived(value[i])
    return value
  }
  const object = value as Document
  for (const key in object) {
    if (key.charCodeAt(0) === 0x24) return marked(key, object)
    const inner = object[key]
    if (typeof inner === 'object') object[key] = revived(inner)
  }
  return object
}

/** A whole number that no JavaScript number can be. On the way to a phone it becomes the nearest that can. */
class ExactLong extends Long {
  toJSON(): number {
    return this.toNumber()
  }
}

function whole(text: string): number | Long {
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number
  const { low, high } = Long.fromString(text)
  return new ExactLong(low, high)
}

/** For what computes with JavaScript numbers only: the last digits of the longest whole numbers are lost. */
export function inDoubles({ document, text }: { document: Document; text: string }): Document {
  if (!/"\$numberLong":"-?\d{16}/.test(text)) return document
  return rounded(readStored(text)) as Document
}

function rounded(value: unknown): unknown {
  if (value instanceof Long) return value.toNumber()
  if (Array.isArray(value)) return value.map(rounded)
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rounded(inner)]))
}

function marked(key: string, object: Document): unknown {
  if (key === '$numberInt' || key === '$numberDouble') return Number(object[key])
  if (key === '$numberLong') return whole(object[key] as string)
  const milliseconds = key === '$date' ? (object.$date as Document).$numberLong : undefined
  if (milliseconds !== undefined) return new Date(Number(milliseconds))
  return plain(EJSON.deserialize(object, { relaxed: true }))
}

/** Typed values as queries see them. Changes nothing in place where something must change. */
export function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Int32 || value instanceof Double) return value.value
  if (value instanceof Long) return whole(value.toString())
  if (value instanceof BSONRegExp) return nativeRegExp(value)
  if (!isPlainObject(value)) return value
  const copy: Document = {}
  for (const key of Object.keys(value)) copy[key] = plain(value[key])
  return copy
}

function serverDate(offset: unknown, now: number | undefined): Date {
  if (now === undefined) throw invalidParameter('serverDate is not possible here')
  const shift = plain(offset ?? 0)
  if (typeof shift !== 'number') throw invalidParameter('serverDate offset')
  return new Date(now + shift)
}

function nativeRegExp(value: { pattern: string; options: string }): RegExp {
  const unknown = value.options.replace(/[imsu]/g, '')
  if (unknown) throw invalidParameter(`regular expression option ${unknown} is not supported`)
  try {
    return new RegExp(value.pattern, value.options)
  } catch (error) {
    throw invalidParameter((error as Error).message)
  }
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

/**
 * The stored text of a document.
 * @throws PlatformError when a field name begins with `$`, the document is nested too deeply or over 16 MB
 */
export function storedText(document: Document): string {
  refuseUnstorable(document, 0)
  const text = writeEjson(document)
  // The limit is of BSON; its text is rarely the shorter of the two, never by half.
  if (text.length > MAX_DOCUMENT_BYTES / 4 && calculateObjectSize(document) > MAX_DOCUMENT_BYTES) {
    throw requestFailed('document is larger than 16 MB')
  }
  return text
}

function refuseUnstorable(value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw tooDeep()
  if (Array.isArray(value)) for (const item of value) refuseUnstorable(item, depth + 1)
  else if (isPlainObject(value)) {
    for (const key of Object.keys(value)) {
      if (key.startsWith('$')) throw requestFailed(`the field name ${key} begins with $`)
      refuseUnstorable(value[key], depth + 1)
    }
  }
}
