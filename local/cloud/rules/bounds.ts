import { isPlainObject, type Document } from '../database/ejson'

export type Order = '>' | '>=' | '<' | '<='
/** What a query asks of a field, e.g. `> 5`; dates in milliseconds. */
export interface Bound {
  order: Order
  value: number | string
}

const ORDERS: Record<string, Order> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' }

/** The bounds a condition sets for a field, also inside $and: each of them holds for every document found. */
export function boundsOf(condition: Document, path: string): Bound[] {
  const given = condition[path]
  const own = (isPlainObject(given) ? Object.entries(given) : []).flatMap(([name, operand]): Bound[] => {
    const order = Object.hasOwn(ORDERS, name) ? ORDERS[name] : undefined
    const value = operand instanceof Date ? operand.getTime() : operand
    return order && (typeof value === 'number' || typeof value === 'string') ? [{ order, value }] : []
  })
  const branches = Array.isArray(condition.$and) ? condition.$and.filter(isPlainObject) : []
  return [...own, ...branches.flatMap((branch) => boundsOf(branch, path))]
}

const OPPOSITE: Record<string, string> = {
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
  '!=': '==',
  '==': '!=',
}
const FLIPPED: Record<string, string> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' }

/** The same comparison read from the right. */
export const flipped = (operator: string) => FLIPPED[operator] ?? operator

/** Is `field operator value` true, or false, of all that lies within the bounds? undefined when it depends. */
export function decidedBy(bounds: readonly Bound[], operator: string, value: unknown): boolean | undefined {
  if (bounds.some((bound) => implies(bound, operator, value))) return true
  return bounds.some((bound) => implies(bound, OPPOSITE[operator] ?? '', value)) ? false : undefined
}

function implies({ order, value }: Bound, operator: string, than: unknown): boolean {
  if (typeof value !== typeof than) return false
  const limit = than as typeof value
  const strict = order.length === 1
  const above = order.startsWith('>')
  if (operator === '!=')
    return above ? (strict ? value >= limit : value > limit) : strict ? value <= limit : value < limit
  if (operator === '>=') return above && value >= limit
  if (operator === '>') return above && (strict ? value >= limit : value > limit)
  if (operator === '<=') return !above && value <= limit
  return operator === '<' && !above && (strict ? value <= limit : value < limit)
}
