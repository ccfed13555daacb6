/** What one invocation of a function cost, counted while it runs. */
export interface Spent {
  databaseRequests: number
  /** Documents the store looked at, matching or not, also those a write found first. */
  documentsRead: number
  /** Documents made, changed or removed; in a transaction when it was asked for, even if that is undone later. */
  documentsWritten: number
  /** What the database answered, as it goes over the wire. */
  bytesFromDatabase: number
  /** The result, as it goes to the phone or the calling function. */
  bytesToCaller: number
  ms: number
}

/** One action's sum over all its invocations. */
export interface ActionCost extends Spent {
  invocations: number
  failed: number
  /** Both kinds together. */
  bytesOut: number
}

export interface CostMeter {
  add(invocation: Spent & { function: string; action?: string; ok: boolean }): void
  /** By "function.action", in the order of their first invocation. */
  actions(): Record<string, ActionCost>
  /** From zero. */
  clear(): void
}

export const nothingSpent = (): Spent => ({
  databaseRequests: 0,
  documentsRead: 0,
  documentsWritten: 0,
  bytesFromDatabase: 0,
  bytesToCaller: 0,
  ms: 0,
})

/** Adds up what actions cost: all invocations since the start, not only those still in the log. */
export function createCostMeter(): CostMeter {
  const actions = new Map<string, ActionCost>()
  return {
    add(invocation) {
      const name = invocation.action ? `${invocation.function}.${invocation.action}` : invocation.function
      const sum = actions.get(name) ?? { invocations: 0, failed: 0, bytesOut: 0, ...nothingSpent() }
      actions.set(name, sum)
      sum.invocations++
      if (!invocation.ok) sum.failed++
      for (const unit of Object.keys(nothingSpent()) as (keyof Spent)[]) sum[unit] += invocation[unit]
      sum.bytesOut = sum.bytesFromDatabase + sum.bytesToCaller
    },
    actions: () => Object.fromEntries([...actions].map(([name, sum]) => [name, { ...sum }])),
    clear: () => actions.clear(),
  }
}

/** How many documents a database action wrote, by what it answers. */
export function documentsWritten(answer: object): number {
  const { data } = answer as { data?: Record<string, unknown> }
  if (!data) return 0
  const number = (value: unknown) => (typeof value === 'number' ? value : 0)
  const inserted = Array.isArray(data.insertedIds) ? data.insertedIds.length : 0
  const made = data.upsert_id === undefined ? 0 : 1
  return inserted + made + number(data.updated) + number(data.deleted)
}
