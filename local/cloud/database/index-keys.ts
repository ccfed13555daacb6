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
  /** On which of its fields' paths, as bits: 1 for the first. */
  arrays: number
}

export interface IndexKeys {
  keys: Key[]
  arrays: number
}

/**
 * All keys of one document in an index, without repeats. With two fields of one array every combination is
 * a key, since a filter on both may be met by different elements.
 * @throws PlatformError when two different arrays are indexed together, as MongoDB does
 */
export function indexKeys(index: Pick<Index, 'fields'>, document: Document): IndexKeys {
  let keys: Key[] = ['']
  const roots = new Set<string>()
  let arrays = 0
  for (const [place, [path, direction]] of index.fields.entries()) {
    const { values, multikey } = leavesAt(document, path)
    if (multikey) {
      roots.add(path.split('.')[0]!)
      arrays |= 1 << place
    }
    const parts = values.map((value) => (direction === 'desc' ? inverted(keyOf(value)) : keyOf(value)))
    keys = keys.flatMap((key) => parts.map((part) => key + part))
  }
  if (roots.size > 1) throw requestFailed(`cannot index parallel arrays [${[...roots].join('] [')}]`)
  return { keys: [...new Set(keys)], arrays }
}
