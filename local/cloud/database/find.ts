import { boundsOf } from './bounds'
import type { Collection, Stored } from './collection'
import { addCost } from './cost'
import { inDoubles, type Document } from './ejson'
import type { Filter } from './filter'
import { areaOf } from './geo/area'
import { distanceAt, type Near } from './geo/queries'
import type { Key } from './key'
import { neededIndex } from './needed-index'
import { bestOf, sortedBy } from './order'
import { plan, type Sort } from './planner'
import { prefilterOf } from './prefilter'
import { reading, type Way } from './reading'
import type { Steps } from './turns'

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
 * Documents of a collection that match, in order, found step by step. `patch` shows some documents in another
 * state than the committed one (a transaction's view): by `_id` key, null = not there.
 */
export function* find(collection: Collection, request: Find, patch?: Map<Key, Stored | null>): Steps<Found> {
  const { filter, sort = [], skip = 0, limit = Infinity } = request
  const way = wayTo(collection, filter, sort)
  const near = sort.length === 0 ? filter.near : undefined
  const inOrder = !patch?.size && !near && (sort.length === 0 || !!way.plan?.ordered)
  const enough = inOrder ? skip + limit : Infinity
  // SQL stops by itself where its keys say all.
  if (inOrder && way.plan?.exact && way.plan.ranges.length === 1 && enough < Infinity) way.only = enough
  const list = near
    ? bestOf<Stored>(skip + limit, (items) => byDistance(items, near))
    : inOrder || sort.length === 0
      ? bestOf<Stored>(Infinity, (items) => items)
      : bestOf<Stored>(skip + limit, (items) => sortedBy(items, sort, ({ document }) => document))
  let examined = 0
  if (enough > 0) {
    reading: for (const batch of reading(collection, way, enough)) {
      for (const candidate of batch.candidates) {
        const stored = candidate.stored()
        if (patch?.has(stored.key) || !filter.matches(stored.document)) continue
        if (list.add(stored) < enough) continue
        examined += batch.examined(candidate)
        break reading
      }
      examined += batch.examined()
      yield
    }
  }
  for (const patched of patch?.values() ?? [])
    if (patched && filter.matches(patched.document)) list.add(patched)
  tellCost(collection, filter, sort, way, examined)
  return { list: list.result().slice(skip, skip + limit), examined, index: way.index ?? null }
}

/** How many documents match. */
export function* count(collection: Collection, filter: Filter): Steps<number> {
  if (Object.keys(filter.condition).length === 0) return collection.rows.count()
  const way = wayTo(collection, filter, [])
  if (way.plan?.exact) {
    const { path, ranges } = way.plan
    addCost({ examined: 0, index: path.name })
    return ranges.reduce((sum, { from, to }) => sum + collection.rows.countKeys(path.table, from, to), 0)
  }
  let matching = 0
  for (const batch of matches(collection, filter, way)) {
    matching += batch.length
    yield
  }
  return matching
}

/** Documents that match, batch by batch and in no order, for aggregations. */
export function* matches(
  collection: Collection,
  filter: Filter,
  way = wayTo(collection, filter, []),
): Generator<Document[]> {
  let examined = 0
  try {
    for (const batch of reading(collection, way)) {
      examined += batch.examined()
      yield batch.candidates.flatMap((candidate) => {
        const stored = candidate.stored()
        return filter.matches(stored.document) ? [inDoubles(stored)] : []
      })
    }
  } finally {
    tellCost(collection, filter, [], way, examined)
  }
}

function wayTo(collection: Collection, filter: Filter, sort: Sort): Way {
  const { condition } = filter
  const chosen = plan(collection.paths, condition, sort)
  if (chosen?.exact) return { plan: chosen, index: chosen.path.name }
  const prefilter = prefilterOf(condition)
  const paths = collection.geo.map(({ path }) => path)
  const area = boundsOf(condition).get('_id')?.equals ? undefined : areaOf(condition, paths)
  const places = area && collection.geo.find(({ path }) => path === area.path)
  if (!area || !places) return { plan: chosen, prefilter, index: chosen?.path.name }
  return { rids: places.rows(area.cap), prefilter, index: `${area.path}_2dsphere` }
}

function tellCost({ name }: Collection, filter: Filter, sort: Sort, { index }: Way, examined: number): void {
  const needed = index ? undefined : neededIndex(filter, sort)
  addCost({ examined, index: index ?? null, scan: needed && `${name}: ${needed}` })
}

function byDistance(list: Stored[], near: Near): Stored[] {
  const far = new Map(list.map((item) => [item, distanceAt(item.document, near) ?? Infinity]))
  return [...list].sort((a, b) => far.get(a)! - far.get(b)!)
}
