import { isPlainObject } from './ejson'

/** Tests one value a path leads to; undefined = the field is missing. */
export type Test = (value: unknown) => boolean

/**
 * Does any value that a path reaches pass the test? Arrays on the way are walked by element (and by
 * position when the path names one); an array at the end counts by its elements and as itself, with
 * `whole` only as itself. A path that dies in a scalar is missing; one that dies in an array of scalars
 * reaches nothing at all. As MongoDB's path iterator does.
 */
export function someAt(
  start: unknown,
  parts: readonly string[],
  from: number,
  whole: boolean,
  test: Test,
): boolean {
  let value = start
  let depth = from
  for (; depth < parts.length && !Array.isArray(value); depth++) {
    if (!isPlainObject(value)) return test(undefined)
    value = Object.hasOwn(value, parts[depth]!) ? value[parts[depth]!] : undefined
  }
  if (!Array.isArray(value)) return test(value)
  if (depth === parts.length) return (!whole && value.some((item) => test(item))) || test(value)
  return value.some((item, position) => {
    if (isPlainObject(item) && someAt(item, parts, depth, whole, test)) return true
    if (String(position) !== parts[depth]) return false
    if (depth + 1 === parts.length) return test(item)
    return (isPlainObject(item) || Array.isArray(item)) && someAt(item, parts, depth + 1, whole, test)
  })
}
