import type { Stored } from '../database/collection'
import { isPlainObject, writeEjson, type Document } from '../database/ejson'

/** One step from the last snapshot to this one, as WeChat's docChanges. */
export interface DocumentChange {
  id: number
  queueType: 'init' | 'enqueue' | 'update' | 'dequeue'
  dataType: 'init' | 'add' | 'update' | 'remove' | 'limit'
  docId: unknown
  doc: Document
  updatedFields?: Document
  removedFields?: string[]
}

/** What happened to a document since the last snapshot, by its key. */
export type Happened = Map<string, { added: boolean; removed: boolean }>

export function initialChanges(list: Stored[]): DocumentChange[] {
  return list.map(({ document }, id) => ({
    id,
    queueType: 'init',
    dataType: 'init',
    docId: document._id,
    doc: document,
  }))
}

/** The difference between two results of the same query. `from` numbers the first change. */
export function changesBetween(
  old: Stored[],
  now: Stored[],
  happened: Happened,
  from: number,
): DocumentChange[] {
  const before = new Map(old.map((item) => [item.key, item]))
  const after = new Map(now.map((item) => [item.key, item]))
  const changes: Omit<DocumentChange, 'id'>[] = []
  for (const { key, document } of old) {
    if (after.has(key)) continue
    const what = happened.get(key)
    const dataType = !what ? 'limit' : what.removed ? 'remove' : 'update'
    changes.push({ queueType: 'dequeue', dataType, docId: document._id, doc: document })
  }
  for (const { key, document, text } of now) {
    const known = before.get(key)
    if (!known) {
      const what = happened.get(key)
      const dataType = !what ? 'limit' : what.added ? 'add' : 'update'
      changes.push({ queueType: 'enqueue', dataType, docId: document._id, doc: document })
    } else if (known.text !== text) {
      const fields = fieldChanges(known.document, document)
      changes.push({ queueType: 'update', dataType: 'update', docId: document._id, doc: document, ...fields })
    }
  }
  return changes.map((change, i) => ({ id: from + i, ...change }))
}

/** Changed and removed fields by dotted path; an array counts as one value. */
function fieldChanges(before: Document, after: Document) {
  const updatedFields: Document = {}
  const removedFields: string[] = []
  const walk = (left: Document, right: Document, prefix: string) => {
    for (const name of Object.keys(left)) if (!(name in right)) removedFields.push(prefix + name)
    for (const [name, value] of Object.entries(right)) {
      const old = left[name]
      if (isPlainObject(old) && isPlainObject(value)) walk(old, value, `${prefix}${name}.`)
      else if (!(name in left) || writeEjson({ value: old }) !== writeEjson({ value })) {
        updatedFields[prefix + name] = value
      }
    }
  }
  walk(before, after, '')
  return { updatedFields, removedFields }
}
