import { boundsOf, type Bounds } from './bounds'
import { after, inverted, keyOf, type Key } from './key'
import { isPlainObject, type Document } from './ejson'
import type { Direction, IndexField } from './index-keys'

/** Something with ordered keys: the `_id` key of a collection or an index's key table. */
export interface AccessPath {
  name: string
  fields: readonly IndexField[]
  multikey: boolean
  /** On which of its fields' paths arrays lie, as bits: 1 for the first. */
  arrays: number
}
export interface KeyRange {
  from: Key
  /** Exclusive; absent: to the end. */
  to?: Key
}
export interface Plan<Path extends AccessPath = AccessPath> {
  path: Path
  ranges: KeyRange[]
  /** The keys come in the order asked for (read backwards when `backwards`). */
  ordered: boolean
  backwards: boolean
  /** Every field is fixed: each range is one whole key. */
  whole: boolean
  /** The keys say it all: every document they lead to matches, none twice. */
  exact: boolean
}
export type Sort = readonly IndexField[]

const MAX_RANGES = 200

/**
 * Picks the access path that narrows a filter most: longest run of equalities, then the sort for free,
 * then a range. Undefined: nothing helps, scan. A plan may yield too many documents, never too few.
 */
export function plan<Path extends AccessPath>(
  paths: readonly Path[],
  condition: Document,
  sort: Sort,
): Plan<Path> | undefined {
  const bounds = boundsOf(condition)
  const saysAll = boundsSayAll(condition, bounds)
  let best: { plan: Plan<Path>; score: number } | undefined
  for (const path of paths) {
    const candidate = tryPath(path, bounds, sort, saysAll)
    if (candidate && (!best || candidate.score > best.score)) best = candidate
  }
  return best?.plan
}

/** Is a condition nothing but equalities, and ranges within one type, that bounds express in full? */
function boundsSayAll(condition: Document, bounds: Map<string, Bounds>): boolean {
  const said = new Map<string, string[]>()
  for (const [field, name] of clauses(condition)) said.set(field, [...(said.get(field) ?? []), name])
  return [...said].every(([field, names]) => {
    const { equals, above, below } = bounds.get(field) ?? {}
    if (equals) return names.length === 1 && (names[0] === '$eq' || names[0] === '$in')
    const sides = Number(!!above) + Number(!!below)
    const oneType = !above || !below || typeRank(above.value) === typeRank(below.value)
    return sides > 0 && sides === names.length && oneType
  })
}

/** Every field of a condition with every operator on it; what is no field comes by its name. */
function* clauses(condition: Document): Generator<[field: string, name: string]> {
  for (const [field, operand] of Object.entries(condition)) {
    if (field === '$and') for (const branch of operand as Document[]) yield* clauses(branch)
    else if (!isPlainObject(operand)) yield [field, '$eq']
    else for (const name of Object.keys(operand)) yield [field, name]
  }
}

function tryPath<Path extends AccessPath>(
  path: Path,
  bounds: Map<string, Bounds>,
  sort: Sort,
  saysAll: boolean,
) {
  let prefixes: Key[] = ['']
  let used = 0
  for (const [field, direction] of path.fields) {
    const values = bounds.get(field)?.equals
    if (!values || prefixes.length * values.length > MAX_RANGES) break
    prefixes = prefixes.flatMap((prefix) => values.map((value) => join(prefix, value, direction)))
    used++
  }
  const next = path.fields[used]
  const range = next ? bounds.get(next[0]) : undefined
  const ranged = next && range && (range.above || range.below) ? range : undefined
  const ranges = [...new Set(prefixes)].map((prefix) =>
    ranged ? rangeOf(prefix, ranged, next![1], path.multikey) : { from: prefix, to: after(prefix) },
  )
  // With every array among the fixed fields, each document has one key in the range, and keys are in its order: the
  // rule of MongoDB. Sorted by an array, a document's place is that of its least element, not of the one asked for.
  const inOrder = path.arrays >> used === 0 && !sort.some(([name]) => isArray(path, name))
  const order = ranges.length > 1 || !inOrder ? undefined : orderOf(path.fields, used, bounds, sort)
  if (used === 0 && !ranged && !order) return undefined
  const score = used * 4 + (order ? 2 : 0) + (ranged ? 1 : 0)
  const exact = saysAll && used + (ranged ? 1 : 0) === bounds.size && !path.multikey
  const whole = used === path.fields.length
  return { plan: { path, ranges, ordered: !!order, backwards: order === 'backwards', whole, exact }, score }
}

function isArray({ fields, arrays }: AccessPath, name: string): boolean {
  return fields.some(([path], place) => path === name && (arrays >> place) & 1)
}

function join(prefix: Key, value: unknown, direction: Direction): Key {
  return prefix + (direction === 'desc' ? inverted(keyOf(value)) : keyOf(value))
}

/**
 * The keys of a range, inside one type: `$gt: 1` is about numbers only. With several keys per document
 * both sides may be met by different elements, so only one side may be used.
 */
function rangeOf(prefix: Key, bounds: Bounds, direction: Direction, multikey: boolean): KeyRange {
  const above = bounds.above
  const below =
    above && (multikey || typeRank(bounds.below?.value) !== typeRank(above.value)) ? undefined : bounds.below
  const rank = typeRank((above ?? below)!.value)
  const edge = (key: Key, past: boolean) => {
    const whole = prefix + (direction === 'desc' ? inverted(key) : key)
    return past ? after(whole) : whole
  }
  const descending = direction === 'desc'
  // Ascending: "above" is where reading starts; descending it is where reading ends.
  const lower = above ? edge(keyOf(above.value), descending ? above.inclusive : !above.inclusive) : undefined
  const upper = below ? edge(keyOf(below.value), descending ? !below.inclusive : below.inclusive) : undefined
  const start = descending ? upper : lower
  const end = descending ? lower : upper
  // NaN has its place below all numbers, but no range holds it.
  const least = rank === NAN[0] ? edge(NAN, !descending) : edge(rank, descending)
  return descending
    ? { from: start ?? edge(rank, false)!, to: end ?? least }
    : { from: start ?? least!, to: end ?? edge(rank, true) }
}

const NAN = keyOf(NaN)
const typeRank = (value: unknown) => keyOf(value)[0]!

/** Does the index give the asked order once the first `used` fields are fixed? */
function orderOf(
  fields: readonly IndexField[],
  used: number,
  bounds: Map<string, Bounds>,
  sort: Sort,
): 'forwards' | 'backwards' | undefined {
  const fixed = (path: string) => bounds.get(path)?.equals?.length === 1
  const open = sort.filter(
    ([path]) => !(fixed(path) && fields.slice(0, used).some(([name]) => name === path)),
  )
  if (sort.length === 0) return undefined
  if (open.length === 0) return 'forwards'
  const rest = fields.slice(used)
  if (open.length > rest.length) return undefined
  const same = open.every(([path, direction], i) => rest[i]![0] === path && rest[i]![1] === direction)
  const turned = open.every(([path, direction], i) => rest[i]![0] === path && rest[i]![1] !== direction)
  return same ? 'forwards' : turned ? 'backwards' : undefined
}
