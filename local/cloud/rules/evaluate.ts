import { isPlainObject, type Document } from '../database/ejson'
import { decidedBy, flipped, type Bound } from './bounds'
import type { Expression } from './expression'
import { docPath } from './rule'

/** What a rule may look at. */
export interface RuleFacts {
  openid: string | undefined
  /** Epoch milliseconds. */
  now: number
  /** Values the query fixes, by dotted path. */
  doc: ReadonlyMap<string, unknown>
  /** Bounds it sets where it fixes no value. */
  bounds?: ReadonlyMap<string, readonly Bound[]>
  /** Reads one document for get(); null when it is not there. */
  read(collection: string, id: string): Document | null
}

/**
 * Decides a rule. Whatever cannot be decided (a missing document, a missing field, types that do not
 * compare) denies.
 */
export function allows(expression: Expression, facts: RuleFacts): boolean {
  return value(expression, facts) === true
}

function value(node: Expression, facts: RuleFacts): unknown {
  const path = docPath(node)
  if (path !== undefined) return plain(facts.doc.get(path))
  switch (node.kind) {
    case 'literal':
      return node.value
    case 'list':
      return node.items.map((item) => value(item, facts))
    case 'name':
      if (node.name === 'now') return facts.now
      return facts.openid === undefined ? null : { openid: facts.openid } // so that `auth != null` says: signed in
    case 'field': {
      const of = value(node.of, facts)
      return isPlainObject(of) && Object.hasOwn(of, node.name) ? plain(of[node.name]) : undefined
    }
    case 'get':
      return get(node.path, facts)
    case 'not':
      return negated(value(node.operand, facts))
    case 'binary':
      return binary(node.operator, node, facts)
  }
}

const negated = (decided: unknown) => (typeof decided === 'boolean' ? !decided : undefined)

/** Dates compare as milliseconds, like `now`. */
const plain = (found: unknown) => (found instanceof Date ? found.getTime() : found)

function get(path: (string | Expression)[], facts: RuleFacts): unknown {
  const parts = path.map((part) => (typeof part === 'string' ? part : value(part, facts)))
  if (parts.some((part) => typeof part !== 'string' && typeof part !== 'number')) return undefined
  const [, collection, id] = /^database\.([^.]+)\.(.+)$/.exec(parts.join('')) ?? []
  return collection && id ? facts.read(collection, id) : undefined
}

/** Three-valued: undefined is "cannot be decided", and stays so under `!`. */
function binary(operator: string, node: { left: Expression; right: Expression }, facts: RuleFacts): unknown {
  const left = value(node.left, facts)
  if (operator === '&&') {
    if (left === false) return false
    const right = value(node.right, facts)
    return right === false ? false : left === true && right === true ? true : undefined
  }
  if (operator === '||') {
    if (left === true) return true
    const right = value(node.right, facts)
    return right === true ? true : left === false && right === false ? false : undefined
  }
  const right = value(node.right, facts)
  const within = (side: Expression) => facts.bounds?.get(docPath(side) ?? '')
  if (left === undefined && within(node.left)) return decidedBy(within(node.left)!, operator, right)
  if (right === undefined && within(node.right))
    return decidedBy(within(node.right)!, flipped(operator), left)
  // An absent openid must not equal an absent field, nor differ from it.
  if (left === undefined || right === undefined) return undefined
  if (operator === '==') return left === right
  if (operator === '!=') return left !== right
  if (operator === 'in') return isIn(left, right)
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return undefined
  const [a, b] = [left, right as typeof left]
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

function isIn(item: unknown, container: unknown): boolean | undefined {
  if (Array.isArray(container)) return container.includes(item)
  return isPlainObject(container) && typeof item === 'string' ? Object.hasOwn(container, item) : undefined
}
