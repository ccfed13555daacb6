import { reportError } from '../report'
import { fromWire } from './values'
import type { WatchMessage, WatchSocket } from './watch-socket'

type Doc = Record<string, unknown> & { _id: string }

interface DocChange {
  id: number
  queueType: 'init' | 'enqueue' | 'dequeue' | 'update'
  dataType: 'init' | 'add' | 'remove' | 'update'
  docId: string
  doc: Doc
  updatedFields?: Record<string, unknown>
  removedFields?: string[]
}

/** What onChange gets: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/database/collection/Collection.watch.html */
export interface Snapshot {
  id: number
  type?: 'init'
  docs: Doc[]
  docChanges: DocChange[]
}

export interface WatchHandlers {
  onChange(snapshot: Snapshot): void
  onError(error: Error & { errCode?: number; errMsg?: string }): void
}

/** What differs between two results, told as changes: after a drop the cloud starts anew, the app must not. */
export function difference(before: Doc[], after: Doc[]): DocChange[] {
  const old = new Map(before.map((doc) => [doc._id, doc]))
  const changes: DocChange[] = []
  for (const doc of after) {
    const known = old.get(doc._id)
    old.delete(doc._id)
    if (!known) {
      changes.push({ id: 0, queueType: 'enqueue', dataType: 'add', docId: doc._id, doc })
    } else if (JSON.stringify(known) !== JSON.stringify(doc)) {
      const updatedFields = Object.fromEntries(
        Object.entries(doc).filter(([name, value]) => JSON.stringify(known[name]) !== JSON.stringify(value)),
      )
      const removedFields = Object.keys(known).filter((name) => !(name in doc))
      changes.push({
        id: 0,
        queueType: 'update',
        dataType: 'update',
        docId: doc._id,
        doc,
        updatedFields,
        removedFields,
      })
    }
  }
  for (const doc of old.values())
    changes.push({ id: 0, queueType: 'dequeue', dataType: 'remove', docId: doc._id, doc })
  return changes.map((change, id) => ({ ...change, id }))
}

/**
 * Watch a query. @param request collection, query, orderBy and limit as the wire has them
 * @returns the watcher; close() resolves when nothing more will be delivered
 */
export function watchQuery(socket: WatchSocket, request: object, handlers: WatchHandlers) {
  let current: Doc[] | null = null
  let snapshots = 0

  const deliver = (snapshot: Omit<Snapshot, 'id'>) => {
    try {
      handlers.onChange({ id: snapshots++, ...snapshot })
    } catch (error) {
      reportError(error, 'onChange of a watch')
    }
  }

  function receive(message: WatchMessage) {
    if (message.type === 'error') {
      socket.unsubscribe(id)
      const text = `${message.errMsg ?? 'watch failed'}`
      handlers.onError(Object.assign(new Error(text), { errCode: message.errCode, errMsg: text }))
      return
    }
    const docs = fromWire(message.docs ?? []) as Doc[]
    const before = current
    current = docs
    if (message.type === 'next')
      return deliver({ docs, docChanges: fromWire(message.docChanges ?? []) as DocChange[] })
    if (before === null) {
      const docChanges = docs.map((doc, index): DocChange => ({
        id: index,
        queueType: 'init',
        dataType: 'init',
        docId: doc._id,
        doc,
      }))
      return deliver({ type: 'init', docs, docChanges })
    }
    const docChanges = difference(before, docs)
    if (docChanges.length > 0) deliver({ docs, docChanges })
  }

  const id = socket.subscribe({ type: 'watch', ...request }, receive)
  return {
    close: async () => socket.unsubscribe(id),
  }
}
