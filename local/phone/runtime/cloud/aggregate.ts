import { toQuery } from './command'

type Stage = Record<string, unknown>
export type Aggregate = { end(): unknown } & Record<string, (given?: unknown) => Aggregate>

const STAGES = (
  'addFields bucket bucketAuto count geoNear group limit lookup match project replaceRoot sample skip sort ' +
  'sortByCount unwind'
).split(' ')

/** `collection.aggregate()`: a chain of stages. @param run sends them when end() is called */
export function aggregate(run: (stages: Stage[]) => unknown, stages: Stage[] = []): Aggregate {
  const steps = STAGES.map((name) => [
    name,
    (given: unknown) => aggregate(run, [...stages, { [`$${name}`]: toQuery(given) }]),
  ])
  return Object.assign(Object.fromEntries(steps) as object, { end: () => run(stages) }) as Aggregate
}

/** `db.command.aggregate`: expressions by their names, `$.sum('$n')` → `{ $sum: '$n' }`. */
export const expressions = new Proxy(
  {},
  {
    get: (_, name) =>
      typeof name === 'string'
        ? (...given: unknown[]) => ({ [`$${name}`]: given.length > 1 ? given : given[0] })
        : undefined,
  },
)
