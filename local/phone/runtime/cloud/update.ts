import { toQuery } from './command'
import { typedToWire } from './values'

/** A change of one field, `db.command.inc(1)` and its kin. */
export class Change {
  constructor(
    readonly operator: string,
    readonly operand: unknown,
  ) {}
}

const change = (operator: string) => (operand: unknown) => new Change(operator, operand)

interface Push {
  each: unknown[]
  position?: number
  slice?: number
  sort?: unknown
}
const isPush = (value: unknown): value is Push =>
  !!value && typeof value === 'object' && Array.isArray((value as Push).each)

function push(...given: unknown[]): Change {
  const [first] = given
  if (given.length > 1) return new Change('$push', { $each: given })
  if (!isPush(first)) return new Change('$push', { $each: Array.isArray(first) ? first : given })
  const { each, ...how } = first
  const named = Object.entries(how).map(([name, value]) => [`$${name}`, value] as const)
  return new Change('$push', { $each: each, ...Object.fromEntries(named) })
}

function unshift(...given: unknown[]): Change {
  const each = given.length === 1 && Array.isArray(given[0]) ? (given[0] as unknown[]) : given
  return new Change('$push', { $each: each, $position: 0 })
}

function addToSet(given: unknown): Change {
  const several = (given as { each?: unknown; $each?: unknown } | null)?.each
  return new Change('$addToSet', Array.isArray(several) ? { $each: several } : given)
}

/** `db.command`: changes for update(). */
export const updateCommand = {
  set: change('$set'),
  remove: () => new Change('$unset', ''),
  inc: change('$inc'),
  mul: change('$mul'),
  min: change('$min'),
  max: change('$max'),
  rename: change('$rename'),
  bit: change('$bit'),
  push,
  unshift,
  pop: () => new Change('$pop', 1),
  shift: () => new Change('$pop', -1),
  pull: change('$pull'),
  pullAll: change('$pullAll'),
  addToSet,
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  !!value &&
  typeof value === 'object' &&
  !Array.isArray(value) &&
  typedToWire(value) === undefined &&
  !(value instanceof Change)

/**
 * What update() was given, as the database takes it: fields inside objects are changed one by one, the rest of such an
 * object stays as it is. `{ a: { b: 1 }, n: _.inc(1) }` → `{ $set: { 'a.b': 1 }, $inc: { n: 1 } }`
 */
export function toUpdate(data: Record<string, unknown>): Record<string, Record<string, unknown>> {
  const made: Record<string, Record<string, unknown>> = {}
  const put = (operator: string, path: string, operand: unknown) => {
    made[operator] = { ...made[operator], [path]: toQuery(operand) }
  }
  const walk = (fields: Record<string, unknown>, before: string) => {
    for (const [name, value] of Object.entries(fields)) {
      const path = before + name
      if (value instanceof Change) put(value.operator, path, value.operand)
      else if (isPlain(value) && Object.keys(value).length > 0) walk(value, `${path}.`)
      else if (value !== undefined) put('$set', path, value)
    }
  }
  walk(data, '')
  return made
}
