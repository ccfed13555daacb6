import { isPlainObject, writeEjson, type Document } from './ejson'
import { requestFailed } from './errors'

/** A place in a document: the container that holds (or is to hold) the last part of a path. */
export interface Place {
  container: Document | unknown[]
  name: string
  value: unknown
}

const MAX_PADDING = 1_500_000

/**
 * Follows a path (arrays by position only, as all updates do).
 * @returns undefined when it leads nowhere and `make` is false; with `make`, missing objects are made
 * @throws PlatformError when a scalar or an array stands in the way of a field to be made
 */
export function placeAt(document: Document, path: string, make: boolean): Place | undefined {
  const parts = path.split('.')
  let container: Document | unknown[] = document
  for (const [depth, part] of parts.entries()) {
    if (part === '') throw requestFailed(`the update path '${path}' contains an empty field name`)
    if (Array.isArray(container) && !/^\d+$/.test(part)) {
      if (!make) return undefined
      throw blocked(part, parts.slice(0, depth), container)
    }
    const value = read(container, part)
    if (depth === parts.length - 1) return { container, name: part, value }
    if (value === undefined) {
      if (!make) return undefined
      const made: Document = {}
      write({ container, name: part, value: undefined }, made)
      container = made
    } else if (isPlainObject(value) || Array.isArray(value)) {
      container = value
    } else {
      if (!make) return undefined
      throw blocked(parts[depth + 1]!, parts.slice(0, depth + 1), value)
    }
  }
  return undefined
}

const read = (container: Document | unknown[], name: string): unknown =>
  Object.hasOwn(container, name) ? (container as Document)[name] : undefined

const blocked = (part: string, above: string[], value: unknown) =>
  requestFailed(`Cannot create field '${part}' in element {${above.join('.')}: ${writeEjson(value)}}`)

/** Writes a value; an array is filled up with nulls before a position beyond its end. */
export function write({ container, name }: Place, value: unknown): void {
  if (!Array.isArray(container)) {
    container[name] = value
    return
  }
  const position = Number(name)
  if (position - container.length > MAX_PADDING) throw requestFailed(`array position ${name} is too far away`)
  while (container.length < position) container.push(null)
  container[position] = value
}

/** Removes a field; an array keeps its length and gets a null. */
export function erase({ container, name, value }: Place): void {
  if (value === undefined) return
  if (Array.isArray(container)) container[Number(name)] = null
  else delete container[name]
}
