import { readStored, type Document } from '../ejson'
import { someAt } from '../elements'
import type { Rows } from '../rows'
import type { Sqlite } from '../sqlite'
import { boxAround, capAround, joined, type Box, type Cap } from './cap'
import { geometryOf } from './geometry'

/** Where documents lie: a box around all geometries a path reaches in one, in an R*Tree. */
export interface GeoIndex {
  path: string
  /** Rows whose box meets a cap, in their order; all that truly meet it are among them. */
  rows(cap: Cap): number[]
  /** Runs inside the caller's SQLite transaction, after the document's own change. */
  change(rid: number, before: Document | undefined, after: Document | undefined): void
}

/** Opens the geo indexes of a collection; what the schema names anew is built, what it does not is dropped. */
export function openGeoIndexes(sqlite: Sqlite, collection: number, rows: Rows, paths: string[]): GeoIndex[] {
  sqlite.exec(
    'CREATE TABLE IF NOT EXISTS geo_indexes (id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, path TEXT NOT NULL)',
  )
  return sqlite.atomically(() => {
    const known = sqlite.sql('SELECT id, path FROM geo_indexes WHERE collection = ?').all(collection) as {
      id: number
      path: string
    }[]
    for (const { id } of known.filter(({ path }) => !paths.includes(path))) {
      sqlite.exec(`DROP TABLE g${id}`)
      sqlite.sql('DELETE FROM geo_indexes WHERE id = ?').run(id)
    }
    return [...new Set(paths)].map((path) => {
      const found = known.find((other) => other.path === path)
      return found ? geoIndex(sqlite, found.id, path) : build(sqlite, collection, rows, path)
    })
  })
}

function build(sqlite: Sqlite, collection: number, rows: Rows, path: string): GeoIndex {
  const insert = 'INSERT INTO geo_indexes (collection, path) VALUES (?, ?) RETURNING id'
  const { id } = sqlite.sql(insert).get(collection, path) as { id: number }
  sqlite.exec(`CREATE VIRTUAL TABLE g${id} USING rtree(rid, x0, x1, y0, y1, z0, z1)`)
  const index = geoIndex(sqlite, id, path)
  const last = rows.lastRid()
  for (let at = 0; at < last; at += 1000) {
    for (const { rid, doc } of rows.window(at, at + 1000)) index.change(rid, undefined, readStored(doc!))
  }
  return index
}

function geoIndex(sqlite: Sqlite, id: number, path: string): GeoIndex {
  const meets = 'x1 >= ? AND x0 <= ? AND y1 >= ? AND y0 <= ? AND z1 >= ? AND z0 <= ?'
  return {
    path,
    rows(cap) {
      const found = sqlite.sql(`SELECT rid FROM g${id} WHERE ${meets} ORDER BY rid`).all(...boxAround(cap))
      return (found as { rid: number }[]).map(({ rid }) => rid)
    },
    change(rid, before, after) {
      const [old, now] = [before && boxOf(before, path), after && boxOf(after, path)]
      if (String(old) === String(now)) return
      if (!now) sqlite.sql(`DELETE FROM g${id} WHERE rid = ?`).run(rid)
      else sqlite.sql(`INSERT OR REPLACE INTO g${id} VALUES (?, ?, ?, ?, ?, ?, ?)`).run(rid, ...now)
    },
  }
}

/** Around all that a geo query would look at. */
function boxOf(document: Document, path: string): Box | undefined {
  let box: Box | undefined
  someAt(document, path.split('.'), 0, false, (value) => {
    const geometry = geometryOf(value)
    if (geometry) box = joined(box, boxAround(capAround(geometry)))
    return false
  })
  return box
}
