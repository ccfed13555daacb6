import { PlatformError } from '../platform-error'
import { plain, storedText, writeEjson, type Document } from './ejson'
import { duplicateKey } from './errors'
import type { GeoIndex } from './geo/geo-index'
import { indexKeys, type Index } from './index-keys'
import { blob, keyOf, type Key } from './key'
import { leavesAt } from './paths'
import type { AccessPath } from './planner'
import { storedFrom, type Past } from './reading'
import { openRows, type Rows } from './rows'
import type { Sqlite } from './sqlite'

/** A document as it lies in the store; `key` is the sortable key of its `_id`. */
export interface Stored {
  document: Document
  text: string
  key: Key
}
/** One document before and after; null = it was or is not there. */
export interface Change {
  collection: Collection
  key: Key
  before: Stored | null
  after: Stored | null
}

/** One collection: a table of documents in canonical EJSON, and a key table per index. */
export interface Collection {
  name: string
  id: number
  indexes: Index[]
  /** Their paths may hold geometries only. */
  geo: GeoIndex[]
  paths: (AccessPath & { table: string })[]
  get(key: Key): Stored | null
  rows: Rows
  /** Readings under way: each is told how a document was before it changes. */
  readers: Set<Past>
  /** Grows with every write. */
  writes: number
  /** Who holds this key of a unique index. */
  holder(index: Index, key: Key): Stored | null
  /** Both run inside the caller's SQLite transaction: first all removals, then all additions. */
  takeOut(change: Change): void
  putIn(change: Change): void
}

/** A document made ready to be stored; its numbers may be typed (Int32, Long, Double) and stay so. */
export function stored(typed: Document): Stored {
  const document = plain(typed) as Document
  return { document, text: storedText(typed), key: keyOf(document._id) }
}

/** `indexes` is shared with the schema: adding one there is seen here. */
export function openCollection(sqlite: Sqlite, id: number, name: string, indexes: Index[]): Collection {
  const table = `c${id}`
  const primary = { name: '_id_', table, fields: [['_id', 'asc']] as const, multikey: false, arrays: 0 }

  const rid = (key: Key) =>
    (sqlite.sql(`SELECT rid FROM ${table} WHERE k = ?`).get(blob(key)) as { rid: number }).rid
  const remember = (row: number, before: Stored | null) => {
    collection.writes++
    for (const past of collection.readers) if (!past.has(row)) past.set(row, before)
  }

  const collection: Collection = {
    name,
    id,
    indexes,
    geo: [],
    rows: openRows(sqlite, table),
    readers: new Set(),
    writes: 0,
    get paths() {
      return [primary, ...indexes]
    },
    get(key) {
      const row = sqlite.sql(`SELECT doc FROM ${table} WHERE k = ?`).get(blob(key)) as
        { doc: string } | undefined
      return row ? storedFrom(row.doc) : null
    },
    holder(index, key) {
      const sql = `SELECT c.doc AS doc FROM ${index.table} AS x JOIN ${table} AS c ON c.rid = x.rid WHERE x.k = ?`
      const row = sqlite.sql(sql).get(blob(key)) as { doc: string } | undefined
      return row ? storedFrom(row.doc) : null
    },

    takeOut({ key, before, after }) {
      if (!before) return
      const row = rid(key)
      remember(row, before)
      for (const index of indexes) {
        const kept = new Set(after ? indexKeys(index, after.document).keys : [])
        for (const old of indexKeys(index, before.document).keys) {
          if (!kept.has(old))
            sqlite.sql(`DELETE FROM ${index.table} WHERE k = ? AND rid = ?`).run(blob(old), row)
        }
      }
      if (!after) for (const index of collection.geo) index.change(row, before.document, undefined)
      if (!after) sqlite.sql(`DELETE FROM ${table} WHERE rid = ?`).run(row)
    },

    putIn({ key, before, after }) {
      if (!after) return
      const insert = () =>
        sqlite.sql(`INSERT INTO ${table} (k, doc) VALUES (?, ?)`).run(blob(key), after.text)
      let row: number
      if (before) {
        row = rid(key)
        sqlite.sql(`UPDATE ${table} SET doc = ? WHERE rid = ?`).run(after.text, row)
      } else {
        row = Number(
          unlessTaken(insert, () => duplicateKey(name, '_id_', shown(after, ['_id']))).lastInsertRowid,
        )
        remember(row, null)
      }
      for (const index of collection.geo) index.change(row, before?.document, after.document)
      for (const index of indexes) {
        const old = new Set(before ? indexKeys(index, before.document).keys : [])
        const now = indexKeys(index, after.document)
        if (now.arrays & ~index.arrays) markMultikey(sqlite, index, now.arrays)
        for (const added of now.keys) {
          if (old.has(added)) continue
          const add = () =>
            sqlite.sql(`INSERT INTO ${index.table} (k, rid) VALUES (?, ?)`).run(blob(added), row)
          unlessTaken(add, () => duplicateOf(collection, index, after))
        }
      }
    },
  }
  return collection
}

/** The platform's error for a document that would break a unique index. */
export function duplicateOf(collection: Collection, index: Pick<Index, 'name' | 'fields'>, after: Stored) {
  return duplicateKey(
    collection.name,
    index.name,
    shown(
      after,
      index.fields.map(([path]) => path),
    ),
  )
}

function shown({ document }: Stored, paths: string[]): string {
  const parts = paths.map((path) => `${path}: ${writeEjson(leavesAt(document, path).values[0] ?? null)}`)
  return `{ ${parts.join(', ')} }`
}

function markMultikey(sqlite: Sqlite, index: Index, arrays: number): void {
  index.multikey = true
  index.arrays |= arrays
  sqlite.sql('UPDATE indexes SET multikey = ? WHERE key_table = ?').run(index.arrays, index.table)
}

function unlessTaken<T>(write: () => T, duplicate: () => PlatformError): T {
  try {
    return write()
  } catch (error) {
    if (/UNIQUE constraint failed/.test((error as Error).message)) throw duplicate()
    throw error
  }
}
