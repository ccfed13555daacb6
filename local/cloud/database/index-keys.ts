import { inverted, keyOf, type Key } from './key'
import { leavesAt } from './paths'
import { requestFailed } from './errors'
import type { Document } from './ejson'

export type Direction = 'asc' | 'desc'
export type IndexField = readonly [path: string, direction: Direction]

export interface Index {
  name: string
  /** Its key table. */
  table: string
  fields: readonly IndexField[]
  unique: boolean
  /** Some document has an array on an indexed path: see planner.ts for what is then no longer allowed. */
  multikey: boolean
}

export interface IndexKeys {
  keys: Key[]
  multikey: boolean
}

/**
 * All keys of one document in an index, without repeats. With two fields of one array every combination is
 * a key, since a filter on both may be met by different elements.
 * @throws PlatformError when two different arrays are indexed together, as MongoDB does
 */
export function indexKeys(index: Pick<Index, 'fields'>, document: Document): IndexKeys {
  let keys: Key[] = ['']
  const arrays = new Set<string>()
  for (const [path, direction] of index.fields) {
    const { values, multikey } = leavesAt(document, path)
    if (multikey) arrays.add(path.split('.')[0]!)
    const parts = values.map((value) => (direction === 'desc' ? inverted(keyOf(value)) : keyOf(value)))
    keys = keys.flatMap((key) => parts.map((part) => key + part))
  }
  if (arrays.size > 1) throw requestFailed(`cannot index parallel arrays [${[...arrays].join('] [')}]`)
  return { keys: [...new Set(keys)], multikey: arrays.size > 0 }
}
