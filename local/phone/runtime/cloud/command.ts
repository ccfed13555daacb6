/** A condition of `db.command`, as the wire carries it: `{ $gt: 1 }`. Conditions join with and/or. */
export class Condition {
  constructor(readonly query: Record<string, unknown>) {}

  and(...others: (Condition | Record<string, unknown>)[]): Condition {
    return new Condition({ $and: [this, ...others].map(toQuery) })
  }

  or(...others: (Condition | Record<string, unknown>)[]): Condition {
    return new Condition({ $or: [this, ...others].map(toQuery) })
  }

  gt = (value: unknown) => this.add('$gt', value)
  gte = (value: unknown) => this.add('$gte', value)
  lt = (value: unknown) => this.add('$lt', value)
  lte = (value: unknown) => this.add('$lte', value)

  private add(operator: string, value: unknown) {
    return new Condition({ ...this.query, [operator]: toQuery(value) })
  }
}

/** Conditions, dates and documents inside a query to plain JSON; a date becomes `{ $date: ms }`. */
export function toQuery(value: unknown): unknown {
  if (value instanceof Condition) return toQuery(value.query)
  if (value instanceof Date) return { $date: value.getTime() }
  if (Array.isArray(value)) return value.map(toQuery)
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toQuery(inner)]))
  }
  return value
}

const one = (operator: string) => (value: unknown) => new Condition({ [operator]: value })
const many =
  (operator: string) =>
  (...given: unknown[]) =>
    new Condition({ [operator]: given.length === 1 && Array.isArray(given[0]) ? given[0] : given })

/** `db.command`: conditions for queries. */
export const command = {
  eq: one('$eq'),
  neq: one('$ne'),
  gt: one('$gt'),
  gte: one('$gte'),
  lt: one('$lt'),
  lte: one('$lte'),
  in: one('$in'),
  nin: one('$nin'),
  exists: one('$exists'),
  all: one('$all'),
  size: one('$size'),
  elemMatch: one('$elemMatch'),
  and: many('$and'),
  or: many('$or'),
  nor: many('$nor'),
  not: one('$not'),
}

/** Dates as the wire writes them back to Date. */
export function fromWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromWire)
  if (!value || typeof value !== 'object') return value
  const entries = Object.entries(value)
  if (entries.length === 1 && entries[0]?.[0] === '$date') {
    const date = entries[0][1] as string | number | { $numberLong: string }
    return new Date(typeof date === 'object' ? Number(date.$numberLong) : date)
  }
  return Object.fromEntries(entries.map(([name, inner]) => [name, fromWire(inner)]))
}
