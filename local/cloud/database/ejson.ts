import { EJSON } from 'bson'
import { invalidParameter, requestFailed } from './errors'

export type Document = Record<string, unknown>

/**
 * Reads one value in EJSON (canonical or relaxed) as the values the database works with: numbers, Date,
 * RegExp, ObjectId. `now` replaces serverDate marks; one reading per request, so that two of them in one
 * document differ by exactly their offsets.
 * @throws PlatformError INVALID_PARAM when the text is not EJSON or holds a name no document may have
 */
export function readEjson(text: string, now?: number): unknown {
  let value: unknown
  try {
    value = EJSON.parse(text, { relaxed: true })
  } catch (error) {
    throw invalidParameter(`not EJSON: ${(error as Error).message}`)
  }
  return plain(value, now)
}

/** The same as `readEjson` for a value that must be an object (a document, a filter, an update). */
export function readEjsonObject(text: string, what: string, now?: number): Document {
  const value = readEjson(text, now)
  if (!isPlainObject(value)) throw invalidParameter(`${what} must be an object`)
  return value
}

/** Reads back what `writeEjson` wrote. */
export const readStored = (text: string) => readEjson(text) as Document

export function writeEjson(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false })
}

export function isPlainObject(value: unknown): value is Document {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  return !(value instanceof Date) && !(value instanceof RegExp) && !('_bsontype' in value)
}

function plain(value: unknown, now: number | undefined): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = plain(value[i], now)
    return value
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw invalidParameter('not a date')
    return value
  }
  if ('_bsontype' in value) return value._bsontype === 'BSONRegExp' ? nativeRegExp(value as never) : value
  const object = value as Document
  if (isPlainObject(object.$tcb_server_date)) return serverDate(object.$tcb_server_date.offset, now)
  for (const key of Object.keys(object)) {
    if (key === '__proto__' || key.includes('\0')) throw invalidParameter(`field name ${JSON.stringify(key)}`)
    object[key] = plain(object[key], now)
  }
  return object
}

function serverDate(offset: unknown, now: number | undefined): Date {
  if (now === undefined) throw invalidParameter('serverDate is not possible here')
  if (offset !== undefined && typeof offset !== 'number') throw invalidParameter('serverDate offset')
  return new Date(now + (offset ?? 0))
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
 * @throws PlatformError when a field name begins with `$` or the document is over 16 MB
 */
export function storedText(document: Document): string {
  refuseOperators(document)
  const text = writeEjson(document)
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) throw requestFailed('document is larger than 16 MB')
  return text
}

function refuseOperators(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refuseOperators)
  else if (isPlainObject(value)) {
    for (const key of Object.keys(value)) {
      if (key.startsWith('$')) throw requestFailed(`the field name ${key} begins with $`)
      refuseOperators(value[key])
    }
  }
}
