import { compareValues } from './compare'
import { isPlainObject, plain, writeEjson, type Document } from './ejson'
import { requestFailed } from './errors'
import { arithmetic, kindOf, ofKind, whole } from './numbers'
import { erase, placeAt, write, type Place } from './update-path'

/** Changes one field in place. */
type FieldOperator = (document: Document, path: string, operand: unknown) => void

const place = (document: Document, path: string) => placeAt(document, path, true)!

export const FIELD_OPERATORS: Record<string, FieldOperator> = {
  $set: (document, path, operand) => write(place(document, path), operand),

  $unset(document, path) {
    const found = placeAt(document, path, false)
    if (found) erase(found)
  },

  $inc: (document, path, operand) => calculate('$inc', place(document, path), path, operand),
  $mul: (document, path, operand) => calculate('$mul', place(document, path), path, operand),
  $min: (document, path, operand) => replaceWhen(place(document, path), operand, -1),
  $max: (document, path, operand) => replaceWhen(place(document, path), operand, 1),

  $rename(document, path, operand) {
    const target = String(operand)
    for (const each of [path, target]) refuseArrays(document, each)
    const from = placeAt(document, path, false)
    if (!from || from.value === undefined) return
    erase(from)
    write(place(document, target), from.value)
  },

  $bit(document, path, operand) {
    const found = place(document, path)
    const before = found.value ?? 0
    if (kindOf(before) !== 'int' && kindOf(before) !== 'long') {
      throw requestFailed(
        `Cannot apply $bit to a value of non-integral type: {${path}: ${writeEjson(before)}}`,
      )
    }
    const kinds = [kindOf(before), ...Object.values(operand as Document).map(kindOf)]
    let bits = whole(before)
    for (const [name, mask] of Object.entries(operand as Document)) bits = BITWISE[name]!(bits, whole(mask))
    write(found, ofKind(kinds.includes('long') ? 'long' : 'int', bits))
  },

  // Only for documents an upsert makes; no update of the SDKs is one.
  $setOnInsert: () => {},
}

export const BITWISE: Record<string, (bits: bigint, mask: bigint) => bigint> = {
  and: (bits, mask) => bits & mask,
  or: (bits, mask) => bits | mask,
  xor: (bits, mask) => bits ^ mask,
}

function calculate(operator: '$inc' | '$mul', found: Place, path: string, operand: unknown): void {
  const { value = operator === '$inc' ? undefined : 0 } = found
  if (value === undefined) return write(found, operand)
  if (!kindOf(value)) {
    throw requestFailed(
      `Cannot apply ${operator} to a value of non-numeric type: {${path}: ${writeEjson(value)}}`,
    )
  }
  const result = arithmetic(operator, value, operand)
  if (!result) throw requestFailed(`${operator} at ${path} overflows a 64-bit whole number`)
  write(found, result)
}

function replaceWhen(found: Place, operand: unknown, wanted: 1 | -1): void {
  const replace = found.value === undefined || compareValues(plain(operand), plain(found.value)) * wanted > 0
  if (replace) write(found, operand)
}

function refuseArrays(document: Document, path: string): void {
  let value: unknown = document
  for (const part of path.split('.').slice(0, -1)) {
    value = isPlainObject(value) ? value[part] : undefined
    if (Array.isArray(value))
      throw requestFailed(`$rename cannot go through the array at '${part}' of '${path}'`)
  }
}
