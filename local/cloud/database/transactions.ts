import { randomUUID } from 'node:crypto'
import type { Change, Collection, Stored } from './collection'
import { duplicateOf } from './collection'
import { transactionConflict, transactionGone } from './errors'
import { find, type Find, type Found } from './find'
import type { Steps } from './turns'
import { indexKeys } from './index-keys'
import type { Key } from './key'

const LIFE_MS = 30_000

/** How a read sees the database: as committed, or as one transaction sees it. */
export interface View {
  get(collection: Collection, key: Key): Stored | null
  find(collection: Collection, request: Find): Steps<Found>
}

export const committed: View = {
  get: (collection, key) => collection.get(key),
  find: (collection, request) => find(collection, request),
}

interface Transaction {
  view: View
  snapshot: number
  /** By the cloud's clock. */
  begunAt: number
  changes: Map<string, Change>
  locks: Set<string>
  finished: Promise<void>
  finish(): void
}

/**
 * Snapshot isolation: a transaction reads the state of its start plus its own writes. A write to what
 * another transaction has written, or what was committed since the start, aborts it at once with a
 * conflict; writes from outside wait until the transaction ends. Write skew is possible, as in MongoDB.
 */
export interface Transactions {
  begin(): string
  view(id: string): View
  /** Adds changes to a transaction; any failure ends it, as on the platform. */
  write(id: string, plan: (view: View) => Change[]): Change[]
  /** Ends a transaction and returns what it wants committed. */
  take(id: string): Change[]
  abort(id: string): void
  /** Resolves when whoever stands in the way has ended; undefined = nobody does. */
  blocker(changes: Change[]): Promise<void> | undefined
  /** Must be told of every commit, or snapshots would see the future. */
  committed(changes: Change[]): void
  /** Ends those that are older than 30 s now; to be called when the clock has been moved. */
  endOld(): void
  abortAll(): void
}

/** @param now the cloud's clock, epoch ms */
export function createTransactions(now: () => number): Transactions {
  const open = new Map<string, Transaction>()
  const owners = new Map<string, Transaction>()
  let version = 0
  let history: { version: number; name: string; change: Change }[] = []

  const end = (id: string) => {
    const transaction = open.get(id)
    if (!transaction) throw transactionGone()
    open.delete(id)
    for (const name of transaction.locks) owners.delete(name)
    if (open.size === 0) history = []
    transaction.finish()
    return transaction
  }

  const since = (snapshot: number, name: string) =>
    history.find((entry) => entry.version > snapshot && entry.name === name)

  const viewOf = (transaction: Pick<Transaction, 'changes' | 'snapshot'>): View => ({
    get(collection, key) {
      const name = documentName(collection, key)
      const own = transaction.changes.get(name)
      if (own) return own.after
      const past = since(transaction.snapshot, name)
      return past ? past.change.before : collection.get(key)
    },
    find(collection, request) {
      const patch = new Map<string, Stored | null>()
      for (const { version: at, change } of history) {
        if (at > transaction.snapshot && change.collection === collection && !patch.has(change.key)) {
          patch.set(change.key, change.before)
        }
      }
      for (const change of transaction.changes.values()) {
        if (change.collection === collection) patch.set(change.key, change.after)
      }
      return find(collection, request, patch)
    },
  })

  const lock = (transaction: Transaction, change: Change) => {
    const name = documentName(change.collection, change.key)
    const names = [name, ...uniqueNames(change)]
    if (names.some((taken) => (owners.get(taken) ?? transaction) !== transaction)) throw transactionConflict()
    if (!transaction.changes.has(name) && since(transaction.snapshot, name)) throw transactionConflict()
    refuseDuplicates(transaction, change)
    for (const taken of names) {
      owners.set(taken, transaction)
      transaction.locks.add(taken)
    }
    const known = transaction.changes.get(name)
    const before = known ? known.before : change.collection.get(change.key)
    transaction.changes.set(name, { ...change, before })
  }

  /** Unique values: taken before the snapshot = duplicate, taken since = conflict, freed by us = free. */
  const refuseDuplicates = (transaction: Transaction, change: Change) => {
    if (!change.after) return
    for (const index of change.collection.indexes.filter(({ unique }) => unique)) {
      const wanted = indexKeys(index, change.after.document).keys
      const clash = (stored: Stored | null) =>
        !!stored && indexKeys(index, stored.document).keys.some((key) => wanted.includes(key))
      for (const other of transaction.changes.values()) {
        if (other.collection === change.collection && other.key !== change.key && clash(other.after)) {
          throw duplicateOf(change.collection, index, change.after)
        }
      }
      for (const key of wanted) {
        const holder = change.collection.holder(index, key)
        if (!holder || holder.key === change.key) continue
        const name = documentName(change.collection, holder.key)
        if (transaction.changes.has(name)) continue // ours: judged above by its new state
        throw since(transaction.snapshot, name)
          ? transactionConflict()
          : duplicateOf(change.collection, index, change.after)
      }
    }
  }

  const get = (id: string) => {
    const transaction = open.get(id)
    if (!transaction) throw transactionGone()
    return transaction
  }

  return {
    begin() {
      const id = randomUUID()
      let finish = () => {}
      const finished = new Promise<void>((resolve) => (finish = resolve))
      const parts = { snapshot: version, changes: new Map<string, Change>(), locks: new Set<string>() }
      // By the machine's time as well: a frozen clock must not keep locks for ever.
      const timer = setTimeout(() => open.has(id) && end(id), LIFE_MS)
      timer.unref()
      void finished.then(() => clearTimeout(timer))
      open.set(id, { ...parts, begunAt: now(), finished, finish, view: viewOf(parts) })
      return id
    },
    view: (id) => get(id).view,
    write(id, plan) {
      const transaction = get(id)
      try {
        const changes = plan(transaction.view)
        for (const change of changes) lock(transaction, change)
        return changes
      } catch (error) {
        end(id)
        throw error
      }
    },
    take: (id) => [...end(id).changes.values()].filter(({ before, after }) => before || after),
    abort: (id) => void end(id),
    blocker(changes) {
      if (owners.size === 0) return undefined
      for (const change of changes) {
        for (const name of [documentName(change.collection, change.key), ...uniqueNames(change)]) {
          const owner = owners.get(name)
          if (owner) return owner.finished
        }
      }
      return undefined
    },
    committed(changes) {
      version++
      if (open.size === 0) return
      for (const change of changes) {
        history.push({ version, name: documentName(change.collection, change.key), change })
      }
    },
    endOld() {
      for (const [id, { begunAt }] of [...open]) if (now() - begunAt > LIFE_MS) end(id)
    },
    abortAll: () => [...open.keys()].forEach(end),
  }
}

const documentName = (collection: Collection, key: Key) => `${collection.id}:${key}`

/** Names of the unique keys a change takes or frees. */
function uniqueNames({ collection, before, after }: Change): string[] {
  return collection.indexes
    .filter(({ unique }) => unique)
    .flatMap((index) => {
      const keys = (stored: Stored | null) => (stored ? indexKeys(index, stored.document).keys : [])
      const old = keys(before)
      const now = keys(after)
      const touched = [...old.filter((key) => !now.includes(key)), ...now.filter((key) => !old.includes(key))]
      return touched.map((key) => `${index.table}:${key}`)
    })
}
