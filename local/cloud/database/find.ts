import type { Collection, Stored } from './collection'
import { addCost } from './cost'
import type { Document } from './ejson'
import type { Filter } from './filter'
import { distanceAt, type Near } from './geo/queries'
import type { Key } from './key'
import { neededIndex } from './needed-index'
import { sortedBy } from './order'
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
  const near = sort.length === 0 ? filter.near : undefined
  const inOrder = !patch?.size && !near && (sort.length === 0 || !!chosen?.ordered)
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
  const index = chosen?.path.name ?? null
  const indexed = chosen ?? (filter.near && collection.geo.includes(filter.near.path))
  const needed = indexed ? undefined : neededIndex(filter, sort)
  addCost({ examined, index, scan: needed && `${collection.name}: ${needed}` })
  const sorted = near
    ? byDistance(list, near)
    : inOrder || sort.length === 0
      ? list
      : sortedBy(list, sort, ({ document }) => document)
  return { list: sorted.slice(skip, skip + limit), examined, index }
}

function byDistance(list: Stored[], near: Near): Stored[] {
  const far = new Map(list.map((item) => [item, distanceAt(item.document, near) ?? Infinity]))
  return [...list].sort((a, b) => far.get(a)! - far.get(b)!)
}

/** Documents that match, one at a time and in no order: for what does not fit into memory. */
export function* eachDocument(collection: Collection, filter: Filter): Generator<Document> {
  const chosen = plan(collection.paths, filter.condition, [])
  let examined = 0
  for (const row of collection.rows(chosen)) {
    examined++
    const { document } = row.stored()
    if (filter.matches(document)) yield document
  }
  const needed = chosen ? undefined : neededIndex(filter, [])
  addCost({ examined, index: chosen?.path.name ?? null, scan: needed && `${collection.name}: ${needed}` })
}
