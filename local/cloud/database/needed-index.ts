import { boundsOf } from './bounds'
import type { Document } from './ejson'
import type { Filter } from './filter'
import type { Sort } from './planner'

/**
 * The index a query would need: equalities first, then the sort, then a range. Undefined: the query wants
 * everything in any order, or nothing in it can use an index.
 */
export function neededIndex(filter: Filter, sort: Sort): string | undefined {
  if (filter.near) return `${filter.near.path} 2dsphere`
  const fields = new Map<string, string>()
  const bounds = [...boundsOf(filter.condition)]
  for (const [path, { equals }] of bounds) if (equals) fields.set(path, 'asc')
  for (const [path, way] of sort) if (!fields.has(path)) fields.set(path, way)
  for (const [path] of bounds.filter(([, { above, below }]) => above || below).slice(0, 1)) {
    if (!fields.has(path)) fields.set(path, 'asc')
  }
  if (fields.size === 0) for (const path of paths(filter.condition)) fields.set(path, 'asc')
  return fields.size ? [...fields].map(([path, way]) => `${path} ${way}`).join(', ') : undefined
}

/** Fields of conditions that no bounds follow from ($ne, $exists, $or …): an index may still help a little. */
function paths(condition: Document): string[] {
  return Object.keys(condition).filter((key) => !key.startsWith('$'))
}
