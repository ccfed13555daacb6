import { after, blob, keyOf } from '../database/key'
import type { Sqlite } from '../database/sqlite'

/** The same SQL as the database's own, by hand: what the engine alone takes, rows parsed as JSON. */
export interface RawEngine {
  point(id: string): unknown
  page(status: string, unit: string, limit: number): unknown[]
  insert(id: string, n: number): void
}

export function rawEngine(sqlite: Sqlite): RawEngine {
  sqlite.exec('PRAGMA synchronous = NORMAL')
  const { table } = sqlite
    .sql("SELECT 'c' || id AS \"table\" FROM collections WHERE name = 'cases'")
    .get() as { table: string }
  const index = (name: string) =>
    (sqlite.sql('SELECT key_table AS t FROM indexes WHERE name = ?').get(name) as { t: string }).t
  const [pages, numbers] = [index('page'), index('number')]
  const byKey = sqlite.sql(`SELECT doc FROM ${table} WHERE k = ?`)
  const byPage = sqlite.sql(
    `SELECT c.doc AS doc FROM ${pages} AS x JOIN ${table} AS c ON c.rid = x.rid ` +
      'WHERE x.k >= ? AND x.k < ? ORDER BY x.k LIMIT ?',
  )
  const put = sqlite.sql(`INSERT INTO ${table} (k, doc) VALUES (?, ?)`)
  const putPage = sqlite.sql(`INSERT INTO ${pages} (k, rid) VALUES (?, ?)`)
  const putNumber = sqlite.sql(`INSERT INTO ${numbers} (k, rid) VALUES (?, ?)`)
  return {
    point: (id) => JSON.parse((byKey.get(blob(keyOf(id))) as { doc: string }).doc) as unknown,
    page(status, unit, limit) {
      const prefix = keyOf(status) + keyOf(unit)
      const rows = byPage.all(blob(prefix), blob(after(prefix)!), limit) as { doc: string }[]
      return rows.map(({ doc }) => JSON.parse(doc) as unknown)
    },
    insert(id, n) {
      sqlite.atomically(() => {
        const { lastInsertRowid } = put.run(blob(keyOf(id)), JSON.stringify({ _id: id, status: 's3', at: n }))
        putPage.run(blob(keyOf('s3') + keyOf(null) + keyOf(n)), lastInsertRowid)
        putNumber.run(blob(keyOf(null)), lastInsertRowid)
      })
    },
  }
}
