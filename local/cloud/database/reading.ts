import { readStored } from './ejson'
import type { Collection, Stored } from './collection'
import { indexKeys } from './index-keys'
import { keyOf, type Key } from './key'
import type { KeyRange, Plan } from './planner'
import type { Prefilter } from './prefilter'
import type { Row } from './rows'

/**
 * How the documents that have changed since a reading began looked then, by row; null = not there.
 * A row keeps its id while its document lives.
 */
export type Past = Map<number, Stored | null>

/** How to get at the documents: by an index, by rows found elsewhere, or through the whole collection. */
export interface Way {
  plan?: Plan<Collection['paths'][number]>
  rids?: number[]
  prefilter?: Prefilter
  /** The name of the index that is used. */
  index?: string
  /** No more than these are wanted, every row counts, and the plan has one range: read at once. */
  only?: number
}
/** One document met; it is parsed when asked for. */
export interface Candidate {
  rid: number
  stored(): Stored
}
export interface Batch {
  candidates: Candidate[]
  /** Documents looked at up to and with this one, or all of the batch. */
  examined(upTo?: Candidate): number
}

/** About four milliseconds when all of them are parsed and judged. */
const MOST = 500

/**
 * Reads documents batch by batch, each of some milliseconds at most. Whatever is written between two
 * batches, the reading shows the collection as it was at the start.
 * @param first size of the first batch; later ones grow
 */
export function* reading(collection: Collection, way: Way, first = MOST): Generator<Batch> {
  const past: Past = new Map()
  collection.readers.add(past)
  try {
    const size = Math.min(Math.max(first, 1), MOST)
    if (way.plan) yield* byKeys(collection, way, way.plan, past, way.only ?? size)
    else yield* byRows(collection, way, past, size)
  } finally {
    collection.readers.delete(past)
  }
}

function* byRows(
  { rows }: Collection,
  { rids, prefilter }: Way,
  past: Past,
  first: number,
): Generator<Batch> {
  const last = rids ? (rids.at(-1) ?? 0) : rows.lastRid()
  let from = 0
  for (let at = 0, size = first; from < last; at += size, size = Math.min(size * 2, MOST)) {
    const chunk = rids?.slice(at, at + size)
    const [after, upTo] = [from, Math.min(chunk?.at(-1) ?? from + size, last)]
    const met = chunk ? rows.listed(chunk, prefilter) : rows.window(after, upTo, prefilter)
    const looked = (end: number) => (prefilter && !chunk ? rows.countWindow(after, end) : undefined)
    const candidates = withPast(met, past, (rid) => (rid > after && rid <= upTo ? [''] : []))
    yield {
      candidates,
      examined: (end) => looked(end?.rid ?? upTo) ?? (end ? candidates.indexOf(end) + 1 : candidates.length),
    }
    from = upTo
  }
}

function* byKeys(
  { rows }: Collection,
  { prefilter, only }: Way,
  { path, ranges, backwards, whole }: NonNullable<Way['plan']>,
  past: Past,
  first: number,
): Generator<Batch> {
  const seen = path.multikey || ranges.length > 1 ? new Set<number>() : undefined
  const single = whole && path.name === '_id_'
  let left = only ?? Infinity
  let size = first
  for (const { from, to } of ranges) {
    let behind: { key: Key; rid: number } | undefined
    for (;;) {
      const limit = Math.min(size, left)
      const met = rows.byKey({
        ...{ table: path.table, from, to, backwards, behind, limit, prefilter },
        withKeys: only === undefined,
        single,
      })
      size = Math.min(size * 2, MOST)
      const full = !single && met.length === limit && only === undefined
      const end = full ? { key: keyText(met.at(-1)!), rid: met.at(-1)!.rid } : undefined
      const start = behind
      const inside = (rid: number, stored: Stored) =>
        keysIn(path, stored).filter(
          (key) =>
            within(key, { from, to }) &&
            (!start || isBehind(key, rid, start, backwards)) &&
            (!end || !isBehind(key, rid, end, backwards)),
        )
      const candidates = withPast(met, past, inside, backwards).filter(({ rid }) => {
        if (!seen) return true
        return !seen.has(rid) && !!seen.add(rid)
      })
      const all = candidates.length + met.filter(({ doc }) => doc === null).length
      yield { candidates, examined: (upTo) => (upTo ? placeOf(upTo, candidates, met) : all) }
      left -= met.length
      if (!full || left <= 0) break
      behind = end
    }
    if (left <= 0) return
  }
}

/** Rows ruled out by the prefilter were looked at, too. */
function placeOf(candidate: Candidate, candidates: Candidate[], met: Row[]): number {
  const place = met.findIndex(({ rid }) => rid === candidate.rid)
  return place < 0 ? candidates.indexOf(candidate) + 1 : place + 1
}

/** `placesIn`: the keys by which a past state belongs between these rows. */
function withPast(
  rows: Row[],
  past: Past,
  placesIn: (rid: number, stored: Stored) => Key[],
  backwards = false,
): Candidate[] {
  const now = rows.filter(({ doc }) => doc !== null)
  if (past.size === 0) return now.map(fromRow)
  const placed = now
    .filter(({ rid }) => !past.has(rid))
    .map((row) => ({ key: row.k ? keyText(row) : '', rid: row.rid, candidate: fromRow(row) }))
  for (const [rid, stored] of past) {
    for (const key of stored ? placesIn(rid, stored) : []) {
      placed.push({ key, rid, candidate: { rid, stored: () => stored! } })
    }
  }
  placed.sort((a, b) => (isBehind(a.key, a.rid, b, backwards) ? 1 : -1))
  return placed.map(({ candidate }) => candidate)
}

const fromRow = ({ rid, doc }: Row): Candidate => ({ rid, stored: () => storedFrom(doc!) })

export function storedFrom(text: string): Stored {
  const document = readStored(text)
  return { document, text, key: keyOf(document._id) }
}

function isBehind(key: Key, rid: number, than: { key: Key; rid: number }, backwards: boolean): boolean {
  const after = key === than.key ? rid > than.rid : key > than.key
  const same = key === than.key && rid === than.rid
  return !same && after !== backwards
}

const keyText = ({ k }: Row) => Buffer.from(k!).toString('latin1')
const within = (key: Key, { from, to }: KeyRange) => key >= from && (to === undefined || key < to)
const keysIn = (path: NonNullable<Way['plan']>['path'], { document }: Stored) =>
  indexKeys(path, document).keys
