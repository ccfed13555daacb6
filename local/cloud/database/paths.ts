import { EMPTY_ARRAY } from './key'
import { isPlainObject, type Document } from './ejson'

export interface Leaves {
  values: unknown[]
  /** True when an array lies on the path: one document then has several keys. */
  multikey: boolean
}

/**
 * The values a dotted path reaches in a document, as an index sees them: arrays by element, a missing
 * field as null, an empty array as its own value.
 */
export function leavesAt(document: Document, path: string): Leaves {
  const found: Leaves = { values: [], multikey: false }
  walk(document, path.split('.'), 0, found)
  if (found.values.length === 0) found.values.push(null)
  return found
}

function walk(value: unknown, parts: string[], depth: number, found: Leaves): void {
  if (Array.isArray(value)) {
    found.multikey = true
    if (depth === parts.length) {
      found.values.push(...(value.length ? value : [EMPTY_ARRAY]))
      return
    }
    const position = /^\d+$/.test(parts[depth]!) ? value[Number(parts[depth])] : undefined
    if (position !== undefined) walk(position, parts, depth + 1, found)
    for (const item of value) if (isPlainObject(item)) walk(item, parts, depth, found)
    return
  }
  if (depth === parts.length) found.values.push(value ?? null)
  else if (isPlainObject(value)) {
    const name = parts[depth]!
    walk(Object.hasOwn(value, name) ? value[name] : undefined, parts, depth + 1, found)
  } else found.values.push(null)
}
