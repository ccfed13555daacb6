import { isPlainObject, refuseName, type Document } from '../ejson'
import { invalidParameter } from '../errors'

// Keys were judged when the request was read; names that stand in texts are judged here.

/** A path a stage writes to or joins by. @throws PlatformError when no document may have it */
export function fieldPath(what: string, path: unknown): string {
  if (typeof path !== 'string' || path.split('.').some((name) => name === '' || name.startsWith('$')))
    throw invalidParameter(`${what} needs a field name without $`)
  refuseName(path)
  return path
}

/**
 * The library takes what every object inherits for a field and loses what is written below it.
 * @throws PlatformError for paths like constructor.x
 */
export function refuseInherited(what: string, paths: string[]): void {
  for (const path of paths) {
    const parts = path.split('.')
    const inherited = parts.slice(0, -1).find((name) => name in Object.prototype)
    if (inherited) throw invalidParameter(`${what} cannot write below a field named ${inherited}`)
  }
}

const NAMED: Record<string, string> = {
  $getField: 'field',
  $setField: 'field',
  $unsetField: 'field',
  $map: 'as',
  $filter: 'as',
}

/** Judges the name an operator takes as a text. MongoDB wants it constant. @throws PlatformError */
export function refuseNameIn(operator: string, operand: unknown): void {
  const option = NAMED[operator]
  if (!option) return
  const given = isPlainObject(operand) && option in operand ? operand[option] : operand
  const name = isPlainObject(given) && '$literal' in given ? (given as Document).$literal : given
  if (typeof name === 'string') refuseName(name)
  if (option === 'field' && (typeof name !== 'string' || (name === given && name.startsWith('$'))))
    throw invalidParameter(`${operator} needs a constant field name`)
}
