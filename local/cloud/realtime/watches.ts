import type { ClientQuery } from '../client/query'
import type { Change, Stored } from '../database/collection'
import type { Database } from '../database/database'
import type { Document } from '../database/ejson'
import { rememberForNow } from '../database/for-now'
import { permissionDenied } from '../database/errors'
import { PlatformError } from '../platform-error'
import type { RequestLog } from '../wire/request-log'
import { changesBetween, initialChanges, type DocumentChange, type Happened } from './snapshot'

const MAX_DOCUMENTS = 5000

export interface Snapshot {
  type: 'init' | 'next'
  /** The whole current result, always. */
  docs: Document[]
  docChanges: DocumentChange[]
}
export interface Listener {
  snapshot(snapshot: Snapshot): void
  /** The watch has ended. */
  failed(error: unknown): void
}
export interface Watches {
  /**
   * Sends the first snapshot before it returns.
   * @param asked by whom, as the list of requests names it
   * @returns close
   */
  open(query: ClientQuery, listener: Listener, asked?: Asked): () => void
}

/** A phone, or a program with a server SDK. */
type Asked = 'client.watch' | 'database.watch'

interface Watch {
  asked: Asked
  query: ClientQuery
  listener: Listener
  last: Stored[]
  happened: Happened
  nextId: number
}

/** Running queries of phones and programs. Commits of one turn of the event loop are told together. */
export function createWatches(database: Database, requestLog: RequestLog): Watches {
  const watches = new Set<Watch>()
  const dirty = new Set<Watch>()

  /** The reads of watches are in the list of requests like any other's. */
  const measured = <T>(action: string, { collection }: ClientQuery, work: () => T) =>
    requestLog.measureNow({ action, collection }, work)

  const forNow = rememberForNow(database)
  const current = ({ collection, find, same }: ClientQuery) => {
    const read = () => database.find(collection, { ...find, limit: find.limit ?? MAX_DOCUMENTS + 1 })
    const { list } = same ? forNow(same, read) : read()
    if (list.length <= MAX_DOCUMENTS) return list
    throw new PlatformError(
      'DATABASE_COLLECTION_EXCEED_LIMIT',
      `more than ${MAX_DOCUMENTS} documents to watch`,
    )
  }
  const touches = (watch: Watch, change: Change) => {
    const { collection, find } = watch.query
    if (collection !== change.collection.name) return false
    try {
      return [change.before, change.after].some((state) => state && find.filter.matches(state.document))
    } catch (error) {
      // A regular expression that takes too long is the fault of who watches, not of who writes.
      end(watch, error)
      return false
    }
  }
  const end = (watch: Watch, error: unknown) => {
    watches.delete(watch)
    watch.listener.failed(error)
  }
  const tell = (watch: Watch) => {
    try {
      const now = measured(`${watch.asked}.next`, watch.query, () => {
        if (!watch.query.stillAllowed()) throw permissionDenied('the rule refuses since something changed')
        return current(watch.query)
      })
      const docChanges = changesBetween(watch.last, now, watch.happened, watch.nextId)
      watch.last = now
      watch.happened = new Map()
      watch.nextId += docChanges.length
      if (docChanges.length) watch.listener.snapshot({ type: 'next', docs: documents(now), docChanges })
    } catch (error) {
      end(watch, error)
    }
  }
  database.onCommit((changes) => {
    for (const watch of watches) {
      for (const change of changes) {
        if (!touches(watch, change)) continue
        const added = watch.happened.get(change.key)?.added ?? change.before === null
        watch.happened.set(change.key, { added, removed: change.after === null })
        if (dirty.size === 0) setImmediate(flush)
        dirty.add(watch)
      }
    }
  })
  const flush = () => {
    const ready = [...dirty]
    dirty.clear()
    for (const watch of ready) if (watches.has(watch)) tell(watch)
  }

  return {
    open(query, listener, asked = 'client.watch') {
      const last = measured(`${asked}.init`, query, () => current(query))
      const watch: Watch = { asked, query, listener, last, happened: new Map(), nextId: last.length }
      watches.add(watch)
      listener.snapshot({ type: 'init', docs: documents(last), docChanges: initialChanges(last) })
      return () => void watches.delete(watch)
    },
  }
}

const documents = (list: Stored[]) => list.map(({ document }) => document)
