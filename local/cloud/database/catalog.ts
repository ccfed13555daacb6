import { openCollection, type Collection } from './collection'
import { collectionExists, collectionMissing, invalidParameter } from './errors'
import { readStored } from './ejson'
import { openGeoIndexes } from './geo/geo-index'
import { blob, keyOf } from './key'
import { indexKeys, type Index, type IndexField } from './index-keys'
import type { CollectionSchema, IndexSchema } from './schema'
import type { Sqlite } from './sqlite'

/** Which collections and indexes exist. */
export interface Catalog {
  /** @throws PlatformError DATABASE_COLLECTION_NOT_EXIST: collections are never made implicitly */
  collection(name: string): Collection
  create(name: string): Collection
  names(): string[]
}

interface IndexRow {
  name: string
  key_table: string
  fields: string
  is_unique: number
  multikey: number
}

/** Opens the catalog and brings collections and indexes to what the schema says. */
export function openCatalog(sqlite: Sqlite, schema: CollectionSchema[]): Catalog {
  sqlite.exec(`
    CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS indexes (
      id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, key_table TEXT NOT NULL DEFAULT '',
      fields TEXT NOT NULL, is_unique INTEGER NOT NULL, multikey INTEGER NOT NULL, UNIQUE (collection, name));
  `)
  const open = new Map<string, Collection>()
  const rows = sqlite.sql('SELECT id, name FROM collections').all() as { id: number; name: string }[]
  for (const { id, name } of rows) open.set(name, openCollection(sqlite, id, name, readIndexes(sqlite, id)))

  renewKeys(sqlite, [...open.values()])

  const create = (name: string) => {
    if (open.has(name)) throw collectionExists(name)
    if (!/^[^\0$]{1,64}$/.test(name)) throw invalidParameter(`collection name ${JSON.stringify(name)}`)
    const id = sqlite.atomically(() => {
      const made = Number(sqlite.sql('INSERT INTO collections (name) VALUES (?)').run(name).lastInsertRowid)
      sqlite.exec(
        `CREATE TABLE c${made} (rid INTEGER PRIMARY KEY, k BLOB NOT NULL UNIQUE, doc TEXT NOT NULL)`,
      )
      return made
    })
    const collection = openCollection(sqlite, id, name, [])
    open.set(name, collection)
    return collection
  }
  for (const wanted of schema) {
    const collection = open.get(wanted.name) ?? create(wanted.name)
    sameIndexes(sqlite, collection, wanted.indexes)
    collection.geo = openGeoIndexes(sqlite, collection.id, collection.rows, wanted.geo ?? [])
  }
  return {
    collection(name) {
      const found = open.get(name)
      if (!found) throw collectionMissing(name)
      return found
    },
    create,
    names: () => [...open.keys()],
  }
}

function readIndexes(sqlite: Sqlite, collection: number): Index[] {
  const rows = sqlite
    .sql('SELECT * FROM indexes WHERE collection = ? ORDER BY id')
    .all(collection) as IndexRow[]
  return rows.map((row) => ({
    name: row.name,
    table: row.key_table,
    fields: JSON.parse(row.fields) as IndexField[],
    unique: row.is_unique === 1,
    multikey: row.multikey !== 0,
    arrays: row.multikey,
  }))
}

/**
 * 1: numbers are exact beyond 2^53. 2: an index knows on which of its fields arrays lie. Raised whenever key.ts writes
 * other keys than before.
 */
const KEY_FORMAT = 2

/** Files of an older version hold other keys: all are written anew, from the documents. */
function renewKeys(sqlite: Sqlite, collections: Collection[]): void {
  const { user_version } = sqlite.sql('PRAGMA user_version').get() as { user_version: number }
  if (user_version === KEY_FORMAT) return
  for (const collection of collections) {
    const indexes = collection.indexes.map(({ name, fields, unique }) => ({
      name,
      fields: [...fields],
      unique,
    }))
    sameIndexes(sqlite, collection, [])
    sqlite.atomically(() => {
      const last = collection.rows.lastRid()
      for (let at = 0; at < last; at += 1000) {
        for (const { rid, doc } of collection.rows.window(at, at + 1000)) {
          const key = blob(keyOf(readStored(doc!)._id))
          sqlite.sql(`UPDATE c${collection.id} SET k = ? WHERE rid = ? AND k <> ?`).run(key, rid, key)
        }
      }
    })
    sameIndexes(sqlite, collection, indexes)
  }
  sqlite.exec(`PRAGMA user_version = ${KEY_FORMAT}`)
}

/** The schema is the truth: indexes it does not name are dropped, changed ones are built anew. */
function sameIndexes(sqlite: Sqlite, collection: Collection, wanted: IndexSchema[]): void {
  const same = (index: Index, other: IndexSchema) =>
    index.name === other.name &&
    index.unique === other.unique &&
    JSON.stringify(index.fields) === JSON.stringify(other.fields)
  const kept = collection.indexes.filter((index) => wanted.some((other) => same(index, other)))
  const dropped = collection.indexes.filter((index) => !kept.includes(index))
  const added = wanted.filter((other) => !kept.some((index) => same(index, other)))
  sqlite.atomically(() => {
    for (const index of dropped) {
      sqlite.exec(`DROP TABLE ${index.table}`)
      sqlite.sql('DELETE FROM indexes WHERE key_table = ?').run(index.table)
    }
    const built = added.map((index) => build(sqlite, collection, index))
    collection.indexes.splice(0, collection.indexes.length, ...kept, ...built)
  })
}

/** Documents that are there already break a unique index. */
export class IndexNotBuilt extends Error {
  constructor(
    readonly collection: string,
    readonly index: string,
    why: string,
  ) {
    super(`index ${index} of ${collection} cannot be built: ${why}`)
  }
}

/** @throws IndexNotBuilt */
function build(sqlite: Sqlite, collection: Collection, { name, fields, unique }: IndexSchema): Index {
  const insert =
    'INSERT INTO indexes (collection, name, fields, is_unique, multikey) VALUES (?, ?, ?, ?, 0) RETURNING id'
  const values = [collection.id, name, JSON.stringify(fields), unique ? 1 : 0]
  const { id } = sqlite.sql(insert).get(...values) as { id: number }
  const table = `x${id}`
  const key = unique
    ? 'k BLOB PRIMARY KEY, rid INTEGER NOT NULL'
    : 'k BLOB, rid INTEGER, PRIMARY KEY (k, rid)'
  sqlite.exec(`CREATE TABLE ${table} (${key}) WITHOUT ROWID`)
  const index: Index = { name, table, fields, unique, multikey: false, arrays: 0 }
  const rows = sqlite.sql(`SELECT rid, doc FROM c${collection.id}`).all() as { rid: number; doc: string }[]
  const entries = rows.flatMap(({ rid, doc }) => {
    const { keys, arrays } = indexKeys(index, readStored(doc))
    index.arrays |= arrays
    return keys.map((key) => ({ key, rid }))
  })
  index.multikey = index.arrays !== 0
  entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  try {
    const add = sqlite.sql(`INSERT INTO ${table} (k, rid) VALUES (?, ?)`)
    for (const { key, rid } of entries) add.run(blob(key), rid)
  } catch (error) {
    throw new IndexNotBuilt(collection.name, name, (error as Error).message)
  }
  const finish = 'UPDATE indexes SET key_table = ?, multikey = ? WHERE id = ?'
  sqlite.sql(finish).run(table, index.arrays, id)
  return index
}
