import type { Change, Collection, Stored } from './collection'
import { find, type Find } from './find'
import { refuseBadPlaces } from './geo/places'
import type { Sqlite } from './sqlite'
import { committed, type Transactions, type View } from './transactions'
import { atOnce, inTurns } from './turns'

/** Brings changes to disk, in or outside of transactions. */
export interface Writer {
  /** All or nothing. */
  save(changes: Change[]): void
  /** `changesIn` only reads and computes. Without a transaction it is made anew after every wait for a lock. */
  write(transaction: string | undefined, changesIn: (view: View) => Change[]): Promise<Change[]>
  /** Changes the documents a request finds; the search takes turns with others. */
  writeFound(
    transaction: string | undefined,
    collection: Collection,
    request: Find,
    changed: (before: Stored) => Stored | null,
  ): Promise<Change[]>
  close(): void
}

export function createWriter(
  sqlite: Sqlite,
  transactions: Transactions,
  saved: (changes: Change[]) => void,
): Writer {
  let closed = false

  const save = (changes: Change[]) => {
    if (changes.length === 0) return
    sqlite.atomically(() => {
      for (const change of changes) change.collection.takeOut(change)
      for (const change of changes) change.collection.putIn(change)
    })
    transactions.committed(changes)
    saved(changes)
  }

  /** @returns false when it had to wait for a lock and nothing was saved */
  const saveUnlessBlocked = async (changes: Change[]) => {
    changes.forEach(refuseBadPlaces)
    const blocker = transactions.blocker(changes)
    if (!blocker) save(changes)
    else await blocker
    return !blocker
  }

  const goOn = () => {
    if (closed) throw new Error('the local cloud has stopped')
    return true
  }

  const write: Writer['write'] = async (transaction, changesIn) => {
    if (transaction) {
      return transactions.write(transaction, (view) => {
        const changes = changesIn(view)
        changes.forEach(refuseBadPlaces)
        return changes
      })
    }
    while (goOn()) {
      const changes = changesIn(committed)
      if (await saveUnlessBlocked(changes)) return changes
    }
    return []
  }

  return {
    save,
    write,
    async writeFound(transaction, collection, request, changed) {
      const changes = (list: Stored[]) =>
        list.map((before): Change => ({ collection, key: before.key, before, after: changed(before) }))
      if (transaction) {
        return write(transaction, (view) => changes(atOnce(view.find(collection, request)).list))
      }
      while (goOn()) {
        const { writes } = collection
        const { list } = await inTurns(find(collection, request))
        const now = collection.writes === writes ? list : stillMatching(collection, request, list)
        // One of so many has gone: the next in order must take its place.
        if (now.length < list.length && request.limit !== undefined && request.limit < Infinity) continue
        const made = changes(now)
        if (await saveUnlessBlocked(made)) return made
      }
      return []
    },
    close: () => void (closed = true),
  }
}

/** What has been written since the search began is judged again as it is now. */
function stillMatching(collection: Collection, { filter }: Find, list: Stored[]): Stored[] {
  return list.flatMap((found) => {
    const now = collection.get(found.key)
    if (!now) return []
    return now.text === found.text || filter.matches(now.document) ? [now] : []
  })
}
