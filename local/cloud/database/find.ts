import type { Collection, Stored } from './collection'
import type { Document } from './ejson'
import type { Filter } from './filter'
import { keyOf, type Key } from './key'
import { leavesAt } from './paths'
import { plan, type Sort } from './planner'

export interface Find {
  filter: Filter
  sort?: Sort
  skip?: number
  limit?: number
}
/** What a read cost, for logs and figures. */
export interface Found {
  list: Stored[]
  examined: number
  index: string | null
}

/**
 * Documents of a collection that match, in order. `patch` shows some documents in another state than the
 * committed one (a transaction's view): by `_id` key, null = not there.
 */
export function find(collection: Collection, request: Find, patch?: Map<Key, Stored | null>): Found {
  const { filter, sort = [], skip = 0, limit = Infinity } = request
  const chosen = plan(collection.paths, filter.condition, sort)
  const inOrder = !patch?.size && (sort.length === 0 || !!chosen?.ordered)
  const enough = inOrder ? skip + limit : Infinity
  const list: Stored[] = []
  let examined = 0
  if (enough > 0) {
    for (const row of collection.rows(chosen)) {
      examined++
      const candidate = row.stored()
      if (patch?.has(candidate.key)) continue
      if (filter.matches(candidate.document)) list.push(candidate)
      if (list.length >= enough) break
    }
  }
  for (const patched of patch?.values() ?? [])
    if (patched && filter.matches(patched.document)) list.push(patched)
  if (!inOrder && sort.length) sortStored(list, sort)
  return { list: list.slice(skip, skip + limit), examined, index: chosen?.path.name ?? null }
}

/** Sorts in place by MongoDB's order; an array counts by its least (ascending) or greatest element. */
function sortStored(list: Stored[], sort: Sort): void {
  const keys = new Map(
    list.map((item) => [item, sort.map(([path, way]) => sortKey(item.document, path, way))]),
  )
  list.sort((a, b) => {
    const left = keys.get(a)!
    const right = keys.get(b)!
    for (let i = 0; i < sort.length; i++) {
      if (left[i] === right[i]) continue
      return left[i]! < right[i]! === (sort[i]![1] === 'asc') ? -1 : 1
    }
    return 0
  })
}

function sortKey(document: Document, path: string, way: 'asc' | 'desc'): Key {
  const keys = leavesAt(document, path).values.map(keyOf)
  return keys.reduce((best, key) => (key < best === (way === 'asc') ? key : best))
}
