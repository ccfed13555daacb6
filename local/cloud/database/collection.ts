import { PlatformError } from '../platform-error'
import { plain, readStored, storedText, writeEjson, type Document } from './ejson'
import { duplicateKey } from './errors'
import { indexKeys, type Index } from './index-keys'
import { blob, keyOf, type Key } from './key'
import { leavesAt } from './paths'
import type { AccessPath, Plan } from './planner'
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
interface Row {
  rid: number
  doc: string
}

/** One collection: a table of documents in canonical EJSON, and a key table per index. */
export interface Collection {
  name: string
  id: number
  indexes: Index[]
  /** Paths that may hold geometries only. */
  geo: string[]
  paths: (AccessPath & { table: string })[]
  get(key: Key): Stored | null
  /** All documents, or the keys in the ranges of an exact plan. */
  count(plan?: Plan<AccessPath & { table: string }>): number
  /** Rows in insertion order, or in the order and ranges of a plan; lazily. */
  rows(plan?: Plan<AccessPath & { table: string }>): Iterable<{ rid: number; stored: () => Stored }>
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

function read(text: string): Stored {
  const document = readStored(text)
  return { document, text, key: keyOf(document._id) }
}

/** `indexes` is shared with the schema: adding one there is seen here. */
export function openCollection(sqlite: Sqlite, id: number, name: string, indexes: Index[]): Collection {
  const table = `c${id}`
  const primary = { name: '_id_', table, fields: [['_id', 'asc']] as const, multikey: false }

  const rid = (key: Key) => (sqlite.sql(`SELECT rid FROM ${table} WHERE k = ?`).get(blob(key)) as Row).rid

  const collection: Collection = {
    name,
    id,
    indexes,
    geo: [],
    get paths() {
      return [primary, ...indexes]
    },
    get(key) {
      const row = sqlite.sql(`SELECT doc FROM ${table} WHERE k = ?`).get(blob(key)) as Row | undefined
      return row ? read(row.doc) : null
    },
    count(plan) {
      const counted = (sql: string, ...values: Buffer[]) =>
        (sqlite.sql(sql).get(...values) as { n: number }).n
      if (!plan) return counted(`SELECT count(*) AS n FROM ${table}`)
      const sql = `SELECT count(*) AS n FROM ${plan.path.table} WHERE k >= ?`
      return plan.ranges.reduce(
        (sum, { from, to }) =>
          sum + (to ? counted(`${sql} AND k < ?`, blob(from), blob(to)) : counted(sql, blob(from))),
        0,
      )
    },

    *rows(plan) {
      const lazily = (row: Row) => ({ rid: row.rid, stored: () => read(row.doc) })
      if (!plan) {
        const all = sqlite.sql(`SELECT rid, doc FROM ${table} ORDER BY rid`).iterate()
        for (const row of all as Iterable<Row>) yield lazily(row)
        return
      }
      const seen = plan.path.multikey || plan.ranges.length > 1 ? new Set<number>() : undefined
      const own = plan.path.table === table
      const source = own ? table : `${plan.path.table} AS x JOIN ${table} AS c ON c.rid = x.rid`
      const columns = own ? 'rid, doc' : 'c.rid AS rid, c.doc AS doc'
      const k = own ? 'k' : 'x.k'
      for (const { from, to } of plan.ranges) {
        const sql =
          `SELECT ${columns} FROM ${source} WHERE ${k} >= ?${to ? ` AND ${k} < ?` : ''} ` +
          `ORDER BY ${k}${plan.backwards ? ' DESC' : ''}`
        for (const row of sqlite
          .sql(sql)
          .iterate(...(to ? [blob(from), blob(to)] : [blob(from)])) as Iterable<Row>) {
          if (seen?.has(row.rid)) continue
          seen?.add(row.rid)
          yield lazily(row)
        }
      }
    },

    holder(index, key) {
      const sql = `SELECT c.doc AS doc FROM ${index.table} AS x JOIN ${table} AS c ON c.rid = x.rid WHERE x.k = ?`
      const row = sqlite.sql(sql).get(blob(key)) as Row | undefined
      return row ? read(row.doc) : null
    },

    takeOut({ key, before, after }) {
      if (!before) return
      const row = rid(key)
      for (const index of indexes) {
        const kept = new Set(after ? indexKeys(index, after.document).keys : [])
        for (const old of indexKeys(index, before.document).keys) {
          if (!kept.has(old))
            sqlite.sql(`DELETE FROM ${index.table} WHERE k = ? AND rid = ?`).run(blob(old), row)
        }
      }
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
      }
      for (const index of indexes) {
        const old = new Set(before ? indexKeys(index, before.document).keys : [])
        const now = indexKeys(index, after.document)
        if (now.multikey && !index.multikey) markMultikey(sqlite, index)
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

function markMultikey(sqlite: Sqlite, index: Index): void {
  index.multikey = true
  sqlite.sql('UPDATE indexes SET multikey = 1 WHERE key_table = ?').run(index.table)
}

function unlessTaken<T>(write: () => T, duplicate: () => PlatformError): T {
  try {
    return write()
  } catch (error) {
    if (/UNIQUE constraint failed/.test((error as Error).message)) throw duplicate()
    throw error
  }
}
