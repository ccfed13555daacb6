import { isPlainObject, type Document } from './ejson'
import { invalidOperator, requestFailed } from './errors'
import { compileFilter } from './filter'
import { elementTest } from './predicates'

/**
 * The paths an update path stands for: `$` is the element the query matched, `$[]` every element.
 * @throws PlatformError when the query says nothing of that array, or for `$[name]` (no filters can be sent)
 */
export function concretePaths(document: Document, path: string, condition: Document): string[] {
  const parts = path.split('.')
  const mark = parts.findIndex((part) => part.startsWith('$'))
  if (mark < 0) return [path]
  const above = parts.slice(0, mark)
  const list = above.reduce<unknown>(
    (value, part) => (isPlainObject(value) || Array.isArray(value) ? (value as Document)[part] : undefined),
    document,
  )
  if (mark === 0 || !Array.isArray(list)) {
    throw requestFailed(`the path '${path}' needs an array at '${above.join('.')}'`)
  }
  const rest = parts.slice(mark + 1)
  const at = (position: number) => [...above, position, ...rest].join('.')
  if (parts[mark] === '$[]') return list.flatMap((_, i) => concretePaths(document, at(i), condition))
  if (parts[mark] !== '$') throw invalidOperator(`${parts[mark]} in '${path}' is not supported`)
  const position = matchedPosition(list, above.join('.'), condition)
  if (position === undefined) {
    throw requestFailed('The positional operator did not find the match needed from the query')
  }
  return [at(position)]
}

/** As in MongoDB, the last part of the query that speaks of the array decides. */
function matchedPosition(list: unknown[], array: string, condition: Document): number | undefined {
  let position: number | undefined
  for (const [key, operand] of Object.entries(condition)) {
    if (key === '$and') {
      for (const branch of operand as Document[]) position = matchedPosition(list, array, branch) ?? position
      continue
    }
    if (key !== array && !key.startsWith(array + '.')) continue
    const test = elementOf(key, key.slice(array.length + 1), operand)
    const found = list.findIndex((item) => test(item))
    if (found >= 0) position = found
  }
  return position
}

function elementOf(key: string, below: string, operand: unknown): (item: unknown) => boolean {
  const compile = (inner: Document) => compileFilter(inner).matches
  if (below) return elementTest(key, { [below]: operand }, compile)
  if (isPlainObject(operand) && isPlainObject(operand.$elemMatch)) {
    return elementTest(key, operand.$elemMatch, compile)
  }
  const onValue = isPlainObject(operand) && Object.keys(operand)[0]?.startsWith('$')
  return elementTest(key, onValue ? operand : { $eq: operand }, compile)
}
