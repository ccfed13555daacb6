import { stored, type Stored } from './collection'
import { sameValue } from './compare'
import { isPlainObject, plain, readStoredTyped, refuseName, writeEjson, type Document } from './ejson'
import { invalidOperator, invalidParameter, requestFailed } from './errors'
import { kindOf } from './numbers'
import { concretePaths } from './positional'
import { ARRAY_OPERATORS } from './update-arrays'
import { BITWISE, FIELD_OPERATORS } from './update-fields'
import { placeAt, write } from './update-path'

/**
 * Checks an update document once, before any document is touched.
 * @throws PlatformError for unknown operators, plain fields beside operators, operands of the wrong type and
 * two operators on one path
 */
export function checkUpdate(change: Document): void {
  const paths: string[] = []
  for (const [operator, fields] of Object.entries(change)) {
    if (!operator.startsWith('$')) throw invalidParameter(`update field ${operator} is outside an operator`)
    if (!Object.hasOwn(FIELD_OPERATORS, operator) && !Object.hasOwn(ARRAY_OPERATORS, operator)) {
      throw invalidOperator(`unknown update operator ${operator}`)
    }
    if (!isPlainObject(fields)) throw invalidParameter(`${operator} needs an object`)
    for (const [path, operand] of Object.entries(fields)) {
      checkOperand(operator, path, operand)
      paths.push(path, ...(operator === '$rename' ? [String(operand)] : []))
    }
  }
  refuseConflicts(paths)
}

function checkOperand(operator: string, path: string, operand: unknown): void {
  if ((operator === '$inc' || operator === '$mul') && !kindOf(operand)) {
    throw requestFailed(
      `Cannot apply ${operator} with the non-numeric argument {${path}: ${writeEjson(operand)}}`,
    )
  }
  if (operator === '$rename') {
    if (typeof operand !== 'string' || operand === '' || operand === path || operand.startsWith('$')) {
      throw requestFailed(`$rename of '${path}' needs another field name`)
    }
    refuseName(operand)
    if (path === '_id' || operand === '_id') throw requestFailed('the _id of a document cannot be changed')
  }
  if (operator === '$bit') {
    const masks = isPlainObject(operand) ? Object.entries(operand) : []
    const good = ([name, mask]: [string, unknown]) =>
      Object.hasOwn(BITWISE, name) && (kindOf(mask) === 'int' || kindOf(mask) === 'long')
    if (masks.length === 0 || !masks.every(good)) {
      throw requestFailed(`$bit at ${path} needs and, or, xor with whole numbers`)
    }
  }
}

/** Sorted, a path stands right before the paths below it. */
function refuseConflicts(paths: string[]): void {
  const sorted = [...paths].sort((a, b) => (a + '.' < b + '.' ? -1 : 1))
  for (let i = 1; i < sorted.length; i++) {
    if ((sorted[i]! + '.').startsWith(sorted[i - 1]! + '.')) {
      throw requestFailed(`Updating the path '${sorted[i]}' would create a conflict at '${sorted[i - 1]}'`)
    }
  }
}

/** The document after an update; the given one is not touched. `condition` resolves the positional `$`. */
export function updated(before: Stored, change: Document, condition: Document): Stored {
  const document = readStoredTyped(before.text)
  for (const [operator, fields] of Object.entries(change)) {
    for (const [path, operand] of Object.entries(fields as Document)) {
      for (const each of concretePaths(before.document, path, condition))
        apply(document, operator, each, operand)
    }
  }
  if (!sameValue(plain(document._id), before.document._id)) {
    throw requestFailed('the _id of a document cannot be changed')
  }
  return stored(document)
}

function apply(document: Document, operator: string, path: string, operand: unknown): void {
  const onField = FIELD_OPERATORS[operator]
  if (onField) return onField(document, path, operand)
  const adds = operator === '$push' || operator === '$addToSet'
  const found = placeAt(document, path, adds)
  if (!found || (found.value === undefined && !adds)) return
  const list = found.value === undefined ? [] : found.value
  if (!Array.isArray(list)) {
    throw requestFailed(`The field '${path}' must be an array for ${operator} but is ${writeEjson(list)}`)
  }
  write(found, ARRAY_OPERATORS[operator]!(list, operand, path))
}
