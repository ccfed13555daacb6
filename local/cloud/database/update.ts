import { update as applyOperators } from 'mingo/updater'
import { isPlainObject, readStored, writeEjson, type Document } from './ejson'
import { invalidOperator, invalidParameter, requestFailed } from './errors'
import { stored, type Stored } from './collection'

const OPERATORS = new Set(
  '$set $unset $inc $mul $min $max $rename $push $pop $pull $pullAll $addToSet'.split(' '),
)
const ARITHMETIC = new Set(['$inc', '$mul'])
const ON_ARRAYS = new Set('$push $pop $pull $pullAll $addToSet'.split(' '))

/**
 * Checks an update document once, before any document is touched.
 * @throws PlatformError for unknown operators, plain fields beside operators and any attempt on `_id`
 */
export function checkUpdate(change: Document): void {
  for (const [operator, fields] of Object.entries(change)) {
    if (!operator.startsWith('$')) throw invalidParameter(`update field ${operator} is outside an operator`)
    if (!OPERATORS.has(operator)) throw invalidOperator(`unknown update operator ${operator}`)
    if (!isPlainObject(fields)) throw invalidParameter(`${operator} needs an object`)
    for (const [path, operand] of Object.entries(fields)) {
      if (path.split('.')[0] === '_id') throw requestFailed('the _id of a document cannot be changed')
      if (ARITHMETIC.has(operator) && typeof operand !== 'number') {
        throw requestFailed(
          `Cannot apply ${operator} with the non-numeric argument {${path}: ${writeEjson(operand)}}`,
        )
      }
    }
  }
}

/** The document after an update; the given one is not touched. `condition` resolves the positional `$`. */
export function updated(before: Stored, change: Document, condition: Document): Stored {
  const document = readStored(before.text)
  for (const [operator, fields] of Object.entries(change)) {
    for (const path of Object.keys(fields as Document)) checkTarget(document, operator, path)
  }
  const positional = Object.values(change).some((fields) =>
    Object.keys(fields as Document).some((path) => path.includes('.$')),
  )
  try {
    // The library forgets $sort and $slice when the array is not there yet.
    const missing = Object.keys((change.$push as Document) ?? {}).filter(
      (path) => valueAt(document, path) === undefined,
    )
    if (missing.length)
      applyOperators(document, { $set: Object.fromEntries(missing.map((path) => [path, []])) })
    applyOperators(document, change, [], positional ? condition : {})
  } catch (error) {
    throw requestFailed((error as Error).message)
  }
  return stored(document)
}

function valueAt(document: Document, path: string): unknown {
  let value: unknown = document
  for (const part of path.split('.')) value = (value as Document | undefined)?.[part]
  return value
}

/** The library passes over a target of the wrong type in silence; MongoDB refuses, and so do we. */
function checkTarget(document: Document, operator: string, path: string): void {
  let value: unknown = document
  const parts = path.split('.')
  if (parts.some((part) => part.startsWith('$'))) return
  for (const [depth, part] of parts.entries()) {
    if (value === undefined) break
    const container = Array.isArray(value) || isPlainObject(value)
    if (!container || (Array.isArray(value) && !/^\d+$/.test(part))) {
      if (operator === '$unset' || operator === '$pull' || operator === '$pullAll') return
      throw requestFailed(
        `Cannot create field '${part}' in element {${parts.slice(0, depth).join('.')}: ${writeEjson(value)}}`,
      )
    }
    value = (value as Document)[part]
  }
  if (value === undefined) return
  if (ARITHMETIC.has(operator) && typeof value !== 'number') {
    throw requestFailed(
      `Cannot apply ${operator} to a value of non-numeric type: {${path}: ${writeEjson(value)}}`,
    )
  }
  if (ON_ARRAYS.has(operator) && !Array.isArray(value)) {
    throw requestFailed(`The field '${path}' must be an array for ${operator} but is ${writeEjson(value)}`)
  }
}
