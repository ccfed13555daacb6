import { AsyncLocalStorage } from 'node:async_hooks'

/** What one request cost the store. */
export interface Cost {
  /** Documents looked at, matching or not. */
  examined: number
  /** The indexes that were used; a collection read whole without need is no scan. */
  indexes: string[]
  /** Collections read whole to find some, each with the index it would need: `cases: status asc, at desc`. */
  scans: string[]
}

const current = new AsyncLocalStorage<Cost>()

/** Runs a request and adds up what its reads cost, also those after a wait. */
export function withCost<T>(cost: Cost, work: () => T): T {
  return current.run(cost, work)
}

export const noCost = (): Cost => ({ examined: 0, indexes: [], scans: [] })

/** Tells of one read of a collection. */
export function addCost(read: { examined: number; index: string | null; scan?: string }): void {
  const cost = current.getStore()
  if (!cost) return
  cost.examined += read.examined
  if (read.index && !cost.indexes.includes(read.index)) cost.indexes.push(read.index)
  if (read.scan && !cost.scans.includes(read.scan)) cost.scans.push(read.scan)
}
