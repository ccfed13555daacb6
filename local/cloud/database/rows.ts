import { blob, type Key } from './key'
import type { Prefilter } from './prefilter'
import type { Sqlite } from './sqlite'

/** A row of the store; `doc` is null where the prefilter has ruled it out. */
export interface Row {
  rid: number
  doc: string | null
  /** Its key in the index that was read, when asked for. */
  k?: Uint8Array
}
/** Where in an index to go on: behind this key and row. */
export interface Cursor {
  key: Key
  rid: number
}
export interface KeySlice {
  table: string
  from: Key
  /** Exclusive. */
  to?: Key
  backwards: boolean
  behind?: Cursor
  limit: number
  withKeys: boolean
  /** `from` is one whole key, and one row at most has it. */
  single?: boolean
  prefilter?: Prefilter
}

/** The rows of one collection's table, some at a time: no statement stays open between two calls. */
export interface Rows {
  count(): number
  lastRid(): number
  /** Rows with `after` < rid <= `upTo`, in this order. */
  window(after: number, upTo: number, prefilter?: Prefilter): Row[]
  countWindow(after: number, upTo: number): number
  /** The rows of these ids, in their order. */
  listed(rids: number[], prefilter?: Prefilter): Row[]
  /** Rows by the keys of an index (or of `_id`, when `table` is the collection's own). */
  byKey(slice: KeySlice): Row[]
  countKeys(table: string, from: Key, to: Key | undefined): number
}

export function openRows(sqlite: Sqlite, own: string): Rows {
  const all = (sql: string, values: unknown[]) => sqlite.sql(sql).all(...values) as Row[]
  const number = (sql: string, ...values: unknown[]) =>
    (sqlite.sql(sql).get(...values) as { n: number | null }).n ?? 0
  const and = (prefilter: Prefilter | undefined) => (prefilter ? ` AND ${prefilter.sql}` : '')
  const one = `SELECT rid, doc FROM ${own} WHERE k = ?`
  return {
    count: () => number(`SELECT count(*) AS n FROM ${own}`),
    lastRid: () => number(`SELECT max(rid) AS n FROM ${own}`),
    window(after, upTo, prefilter) {
      const sql = `SELECT rid, doc FROM ${own} WHERE rid > ? AND rid <= ?${and(prefilter)} ORDER BY rid`
      return all(sql, [after, upTo, ...(prefilter?.values ?? [])])
    },
    countWindow: (after, upTo) =>
      number(`SELECT count(*) AS n FROM ${own} WHERE rid > ? AND rid <= ?`, after, upTo),
    listed(rids, prefilter) {
      const sql = `SELECT rid, doc FROM ${own} WHERE rid IN (SELECT value FROM json_each(?))${and(prefilter)} ORDER BY rid`
      return all(sql, [JSON.stringify(rids), ...(prefilter?.values ?? [])])
    },
    byKey({ table, from, to, backwards, behind, limit, withKeys, single, prefilter }) {
      if (single) return all(one, [blob(from)])
      const primary = table === own
      const source = primary ? `${own} AS x` : `${table} AS x CROSS JOIN ${own} AS c ON c.rid = x.rid`
      const doc = prefilter ? `CASE WHEN ${prefilter.sql} THEN doc END AS doc` : 'doc'
      const way = backwards ? ' DESC' : ''
      const sql =
        `SELECT x.rid AS rid, ${doc}${withKeys ? ', x.k AS k' : ''} FROM ${source} WHERE x.k >= ?` +
        `${to ? ' AND x.k < ?' : ''}${behind ? ` AND (x.k, x.rid) ${backwards ? '<' : '>'} (?, ?)` : ''} ` +
        `ORDER BY x.k${way}, x.rid${way} LIMIT ?`
      return all(sql, [
        ...(prefilter?.values ?? []),
        blob(from),
        ...(to ? [blob(to)] : []),
        ...(behind ? [blob(behind.key), behind.rid] : []),
        limit,
      ])
    },
    countKeys(table, from, to) {
      const sql = `SELECT count(*) AS n FROM ${table} WHERE k >= ?`
      return to ? number(`${sql} AND k < ?`, blob(from), blob(to)) : number(sql, blob(from))
    },
  }
}
