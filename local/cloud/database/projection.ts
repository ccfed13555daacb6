import { isPlainObject, plain, type Document } from './ejson'
import { invalidOperator, invalidParameter } from './errors'
import { compileFilter } from './filter'
import { elementTest } from './predicates'

/** Shows a part of a document; types stay. */
export type Projection = (document: Document) => Document

type Node = Map<string, Node | Leaf>
type Leaf = (value: unknown) => unknown

const HIDDEN = Symbol('hidden')

/**
 * Compiles { path: 1 | 0 | { $slice } | { $elemMatch } }. `_id` is shown unless it is 0.
 * @throws PlatformError when fields to show and to hide are mixed, or for an unknown operator
 */
export function compileProjection(projection: Document): Projection {
  const tree: Node = new Map()
  const modes = new Set<'show' | 'hide'>()
  let showId: boolean | undefined
  const add = (path: string, value: unknown) => {
    const wanted = value === true || (typeof value === 'number' && value !== 0)
    if (path === '_id' && !isPlainObject(value)) {
      showId = wanted
    } else if (value === true || value === false || typeof value === 'number') {
      modes.add(wanted ? 'show' : 'hide')
      plant(tree, path, wanted ? (shown) => shown : () => HIDDEN)
    } else if (isPlainObject(value) && '$slice' in value) {
      plant(tree, path, slice(path, value.$slice))
    } else if (isPlainObject(value) && '$elemMatch' in value) {
      modes.add('show')
      plant(tree, path, firstMatch(path, value.$elemMatch))
    } else if (isPlainObject(value) && Object.keys(value).length && !Object.keys(value)[0]!.startsWith('$')) {
      for (const [name, inner] of Object.entries(value)) add(`${path}.${name}`, inner)
    } else {
      throw invalidOperator(`projection of ${path}: ${JSON.stringify(value)} is not supported`)
    }
  }
  for (const [path, value] of Object.entries(projection)) add(path, value)
  if (modes.size > 1) throw invalidParameter('projection: fields to show and to hide cannot be mixed')
  // With nothing but `_id: 1` the document is its _id; with nothing but $slice it is whole.
  const show = modes.has('show') || (showId === true && modes.size === 0 && tree.size === 0)
  if (showId === false) plant(tree, '_id', () => HIDDEN)
  else if (show) plant(tree, '_id', (shown) => shown)
  return (document) => part(document, tree, show) as Document
}

function plant(tree: Node, path: string, leaf: Leaf): void {
  const names = path.split('.')
  if (names.some((name) => name === '' || name.startsWith('$'))) {
    throw invalidOperator(`projection of '${path}' is not supported`)
  }
  let node = tree
  for (const name of names.slice(0, -1)) {
    const below = node.get(name) ?? (new Map() as Node)
    if (!(below instanceof Map)) throw invalidParameter(`projection: path collision at ${path}`)
    node.set(name, below)
    node = below
  }
  if (node.has(names[names.length - 1]!)) throw invalidParameter(`projection: path collision at ${path}`)
  node.set(names[names.length - 1]!, leaf)
}

function part(value: unknown, node: Node, show: boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => part(item, node, show)).filter((item) => item !== HIDDEN)
  }
  if (!isPlainObject(value)) return show ? HIDDEN : value
  const seen: Document = {}
  for (const [name, inner] of Object.entries(value)) {
    const rule = node.get(name)
    const result = rule instanceof Map ? part(inner, rule, show) : rule ? rule(inner) : show ? HIDDEN : inner
    if (result !== HIDDEN) seen[name] = result
  }
  return seen
}

function slice(path: string, operand: unknown): Leaf {
  const [first, second] = (Array.isArray(operand) ? operand : [operand]) as unknown[]
  const numbers = Array.isArray(operand) ? [first, second] : [first]
  if (!numbers.every(Number.isInteger) || (second !== undefined && (second as number) <= 0)) {
    throw invalidParameter(`projection: $slice of ${path} needs n or [skip, n > 0]`)
  }
  const [n, limit] = numbers as number[]
  return (value) => {
    if (!Array.isArray(value)) return value
    if (limit === undefined) return n! < 0 ? value.slice(n) : value.slice(0, n)
    const from = n! < 0 ? Math.max(0, value.length + n!) : n!
    return value.slice(from, from + limit)
  }
}

/** The first element that matches, as a list of one; without one the field is not there. */
function firstMatch(path: string, operand: unknown): Leaf {
  if (!isPlainObject(operand)) throw invalidParameter(`projection: $elemMatch of ${path} needs an object`)
  const test = elementTest(path, operand, (inner) => compileFilter(inner).matches)
  return (value) => {
    const found = Array.isArray(value) ? value.findIndex((item) => test(plain(item))) : -1
    return found < 0 ? HIDDEN : [(value as unknown[])[found]]
  }
}
