import { randomBytes } from 'node:crypto'
import { aggregate } from './aggregation/pipeline'
import { openCatalog } from './catalog'
import { stored, type Change, type Stored } from './collection'
import { addCost } from './cost'
import { takeDataFolder } from './data-folder'
import { sameValue } from './compare'
import { plain, type Document } from './ejson'
import { duplicateKey, invalidParameter, requestFailed } from './errors'
import { compileFilter } from './filter'
import type { Find, Found } from './find'
import { refuseBadPlaces } from './geo/places'
import { keyOf } from './key'
import { plan } from './planner'
import type { CollectionSchema } from './schema'
import { openSqlite } from './sqlite'
import { committed, createTransactions, type View } from './transactions'
import { checkUpdate, updated } from './update'

export interface Update extends Find {
  /** Update operators, as `{ $set: {...}, $inc: {...} }`. */
  change: Document
}

/**
 * The document database. Documents in and out are JavaScript values; `transaction` is an id from `begin`.
 * Every method throws PlatformError. What a method has answered is on disk (it survives kill -9).
 */
export interface Database {
  createCollection(name: string): void
  insert(name: string, documents: Document[], transaction?: string): Promise<unknown[]>
  find(name: string, request: Find, transaction?: string): Found
  count(name: string, condition: Document): number
  /** @returns the documents after the update; `limit: 1` for one */
  update(name: string, request: Update, transaction?: string): Promise<Stored[]>
  /** Replaces or makes the document with this `_id`. */
  set(name: string, id: unknown, document: Document, transaction?: string): Promise<{ created: boolean }>
  remove(name: string, request: Find, transaction?: string): Promise<number>
  aggregate(name: string, stages: Document[]): Document[]
  begin(): string
  commit(transaction: string): void
  abort(transaction: string): void
  /** Tells of every commit, after it. */
  onCommit(listener: (changes: Change[]) => void): void
  /** Ends transactions that are over their time; to be called when the clock has been moved. */
  endOldTransactions(): void
  close(): void
}

/** Opens the database in a folder (taken for this process alone) or, without one, in memory. */
export function openDatabase(
  dataDir: string | undefined,
  schema: CollectionSchema[],
  now: () => number = Date.now,
): Database {
  const folder = dataDir ? takeDataFolder(dataDir) : undefined
  const sqlite = openSqlite(folder?.databaseFile ?? ':memory:')
  // NORMAL: a killed process loses nothing acknowledged; a power cut may lose the last commits, never more.
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000')
  const catalog = openCatalog(sqlite, schema)
  const transactions = createTransactions(now)
  const listeners: ((changes: Change[]) => void)[] = []
  let closed = false

  const save = (changes: Change[]) => {
    if (changes.length === 0) return
    sqlite.atomically(() => {
      for (const change of changes) change.collection.takeOut(change)
      for (const change of changes) change.collection.putIn(change)
    })
    transactions.committed(changes)
    for (const listener of listeners) listener(changes)
  }

  /** `changesIn` only reads and computes. Without a transaction it is made anew after every wait for a lock. */
  const write = async (transaction: string | undefined, changesIn: (view: View) => Change[]) => {
    const planned = (view: View) => {
      const changes = changesIn(view)
      changes.forEach(refuseBadPlaces)
      return changes
    }
    if (transaction) return transactions.write(transaction, planned)
    for (;;) {
      if (closed) throw new Error('the local cloud has stopped')
      const changes = planned(committed)
      const blocker = transactions.blocker(changes)
      if (!blocker) {
        save(changes)
        return changes
      }
      await blocker
    }
  }
  const viewOf = (transaction: string | undefined) =>
    transaction ? transactions.view(transaction) : committed

  return {
    createCollection: (name) => void catalog.create(name),

    async insert(name, documents, transaction) {
      const collection = catalog.collection(name)
      const ready = documents.map((document) => {
        if (Array.isArray(document._id)) throw invalidParameter('_id cannot be an array')
        const id = document._id ?? randomBytes(16).toString('hex')
        return stored({ ...document, _id: id })
      })
      const keys = new Set<string>()
      await write(transaction, (view) => {
        keys.clear()
        return ready.map((after) => {
          if (keys.has(after.key) || view.get(collection, after.key)) {
            throw duplicateKey(collection.name, '_id_', `{ _id: ${JSON.stringify(after.document._id)} }`)
          }
          keys.add(after.key)
          return { collection, key: after.key, before: null, after }
        })
      })
      return ready.map(({ document }) => document._id)
    },

    find: (name, request, transaction) => viewOf(transaction).find(catalog.collection(name), request),

    count(name, condition) {
      const collection = catalog.collection(name)
      if (Object.keys(condition).length === 0) return collection.count()
      const filter = compileFilter(condition)
      const chosen = plan(collection.paths, condition, [])
      if (!chosen?.exact) return committed.find(collection, { filter }).list.length
      addCost({ examined: 0, index: chosen.path.name })
      return collection.count(chosen)
    },

    async update(name, request, transaction) {
      const collection = catalog.collection(name)
      checkUpdate(request.change)
      const changes = await write(transaction, (view) =>
        view.find(collection, request).list.map((before) => {
          const after = updated(before, request.change, request.filter.condition)
          return { collection, key: before.key, before, after }
        }),
      )
      return changes.map(({ after }) => after!)
    },

    async set(name, id, document, transaction) {
      const collection = catalog.collection(name)
      if ('_id' in document && !sameValue(plain(document._id), id)) {
        throw requestFailed('the _id of a document cannot be changed')
      }
      const after = stored({ ...document, _id: id })
      const [change] = await write(transaction, (view) => [
        { collection, key: keyOf(id), before: view.get(collection, keyOf(id)), after },
      ])
      return { created: change!.before === null }
    },

    async remove(name, request, transaction) {
      const collection = catalog.collection(name)
      const changes = await write(transaction, (view) =>
        view
          .find(collection, request)
          .list.map((before) => ({ collection, key: before.key, before, after: null })),
      )
      return changes.length
    },

    aggregate: (name, stages) => aggregate(catalog, name, stages),
    begin: () => transactions.begin(),
    commit: (transaction) => save(transactions.take(transaction)),
    abort: (transaction) => transactions.abort(transaction),
    onCommit: (listener) => void listeners.push(listener),
    endOldTransactions: () => transactions.endOld(),

    close() {
      if (closed) return
      closed = true
      transactions.abortAll()
      sqlite.close()
      folder?.release()
    },
  }
}
