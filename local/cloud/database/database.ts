import { randomBytes } from 'node:crypto'
import { aggregate } from './aggregation/pipeline'
import { openCatalog } from './catalog'
import { stored, type Change, type Stored } from './collection'
import { takeDataFolder } from './data-folder'
import { sameValue } from './compare'
import { plain, type Document } from './ejson'
import { duplicateKey, invalidParameter, requestFailed } from './errors'
import { compileFilter } from './filter'
import { count, type Find, type Found } from './find'
import { keyOf } from './key'
import type { CollectionSchema } from './schema'
import { openSqlite } from './sqlite'
import { committed, createTransactions } from './transactions'
import { atOnce, inTurns } from './turns'
import { checkUpdate, updated } from './update'
import { createWriter } from './writer'

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
  /** At once: for small reads whose caller cannot wait. */
  find(name: string, request: Find, transaction?: string): Found
  /** The same, taking turns with other work when it is long; it shows the state of its start all the same. */
  query(name: string, request: Find, transaction?: string): Promise<Found>
  count(name: string, condition: Document): Promise<number>
  /** @returns the documents after the update; `limit: 1` for one */
  update(name: string, request: Update, transaction?: string): Promise<Stored[]>
  /** Replaces or makes the document with this `_id`. */
  set(name: string, id: unknown, document: Document, transaction?: string): Promise<{ created: boolean }>
  remove(name: string, request: Find, transaction?: string): Promise<number>
  aggregate(name: string, stages: Document[]): Promise<Document[]>
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
  const giveBack = () => {
    sqlite.close()
    folder?.release()
  }
  const catalog = (() => {
    try {
      return openCatalog(sqlite, schema)
    } catch (error) {
      giveBack() // so that whoever mends the documents can open the folder
      throw error
    }
  })()
  const transactions = createTransactions(now)
  const listeners: ((changes: Change[]) => void)[] = []
  let closed = false

  const writer = createWriter(sqlite, transactions, (changes) => {
    for (const listener of listeners) listener(changes)
  })
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
      await writer.write(transaction, (view) => {
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

    find: (name, request, transaction) => atOnce(viewOf(transaction).find(catalog.collection(name), request)),
    query: (name, request, transaction) =>
      inTurns(viewOf(transaction).find(catalog.collection(name), request)),
    count: (name, condition) => inTurns(count(catalog.collection(name), compileFilter(condition))),

    async update(name, request, transaction) {
      const collection = catalog.collection(name)
      checkUpdate(request.change)
      const { filter, change } = request
      const changes = await writer.writeFound(transaction, collection, request, (before) =>
        updated(before, change, filter.condition),
      )
      return changes.map(({ after }) => after!)
    },

    async set(name, id, document, transaction) {
      const collection = catalog.collection(name)
      if ('_id' in document && !sameValue(plain(document._id), id)) {
        throw requestFailed('the _id of a document cannot be changed')
      }
      const after = stored({ ...document, _id: id })
      const [change] = await writer.write(transaction, (view) => [
        { collection, key: keyOf(id), before: view.get(collection, keyOf(id)), after },
      ])
      return { created: change!.before === null }
    },

    async remove(name, request, transaction) {
      const collection = catalog.collection(name)
      return (await writer.writeFound(transaction, collection, request, () => null)).length
    },

    aggregate: (name, stages) => aggregate(catalog, name, stages),
    begin: () => transactions.begin(),
    commit: (transaction) => writer.save(transactions.take(transaction)),
    abort: (transaction) => transactions.abort(transaction),
    onCommit: (listener) => void listeners.push(listener),
    endOldTransactions: () => transactions.endOld(),

    close() {
      if (closed) return
      closed = true
      writer.close()
      transactions.abortAll()
      sqlite.close()
      folder?.release()
    },
  }
}
