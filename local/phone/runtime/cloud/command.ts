import { typedToWire } from './values'

/** A condition of `db.command`, as the wire carries it: `{ $gt: 1 }`. Conditions join with and/or. */
export class Condition {
  constructor(readonly query: Record<string, unknown>) {}

  and(...others: (Condition | Record<string, unknown>)[]): Condition {
    return new Condition({ $and: [this, ...others].map(toQuery) })
  }

  or(...others: (Condition | Record<string, unknown>)[]): Condition {
    return new Condition({ $or: [this, ...others].map(toQuery) })
  }

  in(values: unknown[]): Condition {
    return this.add('$in', values)
  }

  nin(values: unknown[]): Condition {
    return this.add('$nin', values)
  }

  gt = (value: unknown) => this.add('$gt', value)
  gte = (value: unknown) => this.add('$gte', value)
  lt = (value: unknown) => this.add('$lt', value)
  lte = (value: unknown) => this.add('$lte', value)
  eq = (value: unknown) => this.add('$eq', value)
  neq = (value: unknown) => this.add('$ne', value)

  private add(operator: string, value: unknown) {
    return new Condition({ ...this.query, [operator]: toQuery(value) })
  }
}

/** Conditions, dates and documents inside a query to plain JSON. */
export function toQuery(value: unknown): unknown {
  if (value instanceof Condition) return toQuery(value.query)
  if (Array.isArray(value)) return value.map(toQuery)
  if (value && typeof value === 'object') {
    const typed = typedToWire(value)
    if (typed !== undefined) return typed
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
  mod: (divisor: number, remainder: number) => new Condition({ $mod: [divisor, remainder] }),
  expr: one('$expr'),
  geoNear: ({ geometry, maxDistance, minDistance }: Near) =>
    new Condition({
      $nearSphere: {
        $geometry: toQuery(geometry),
        ...(maxDistance === undefined ? {} : { $maxDistance: maxDistance }),
        ...(minDistance === undefined ? {} : { $minDistance: minDistance }),
      },
    }),
  geoWithin: (area: { geometry?: unknown; centerSphere?: unknown }) =>
    new Condition({
      $geoWithin: area.centerSphere
        ? { $centerSphere: toQuery(area.centerSphere) }
        : { $geometry: toQuery(area.geometry) },
    }),
  geoIntersects: ({ geometry }: { geometry: unknown }) =>
    new Condition({ $geoIntersects: { $geometry: toQuery(geometry) } }),
}

/** Distances in meters. */
interface Near {
  geometry: unknown
  maxDistance?: number
  minDistance?: number
}
