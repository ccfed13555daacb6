import { compareValues } from './compare'
import type { Document } from './ejson'
import { EMPTY_ARRAY } from './key'
import { leavesAt } from './paths'
import type { Sort } from './planner'

/** Sorted by MongoDB's order, equals in their old order. `of` leads from an item to its document. */
export function sortedBy<T = Document>(
  items: readonly T[],
  sort: Sort,
  of: (item: T) => Document = (item) => item as Document,
): T[] {
  const keyed = items.map((item) => ({ item, keys: sort.map(([path, way]) => sortKey(of(item), path, way)) }))
  keyed.sort((a, b) => {
    for (const [i, [, way]] of sort.entries()) {
      const order = compare(a.keys[i], b.keys[i])
      if (order !== 0) return way === 'asc' ? order : -order
    }
    return 0
  })
  return keyed.map(({ item }) => item)
}

/** An array counts by its least element going up and by its greatest going down. */
function sortKey(document: Document, path: string, way: 'asc' | 'desc'): unknown {
  return leavesAt(document, path).values.reduce((best, value) =>
    compare(value, best) < 0 === (way === 'asc') ? value : best,
  )
}

/** An empty array lies below null. */
function compare(a: unknown, b: unknown): number {
  if (a === EMPTY_ARRAY || b === EMPTY_ARRAY) return Number(b === EMPTY_ARRAY) - Number(a === EMPTY_ARRAY)
  return compareValues(a, b)
}

/** Gathers items and keeps the first `count` of their order; `ordered` must be stable. */
export function bestOf<T>(count: number, ordered: (items: T[]) => T[]) {
  let kept: T[] = []
  return {
    /** @returns how many are kept at present */
    add(item: T): number {
      kept.push(item)
      // Sorting now and then what has come keeps memory small at little cost.
      if (kept.length > 2 * count + 1000) kept = ordered(kept).slice(0, count)
      return kept.length
    },
    result: () => ordered(kept).slice(0, count),
  }
}
