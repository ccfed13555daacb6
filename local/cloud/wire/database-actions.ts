import type { Database } from '../database/database'
import {
  isPlainObject,
  readEjson,
  readStoredTyped,
  readTypedObject,
  writeEjson,
  type Document,
} from '../database/ejson'
import { invalidParameter } from '../database/errors'
import { countField, filterField, projectionField, sortField, textField, transactionField } from './fields'
import type { Fields } from './fields'
import { fixNow } from './now-variable'

/** What an action answers beside `requestId`; most answer in `data`. */
export type Answer = { data: unknown } | { transactionId: string } | Record<string, never>
export type DatabaseAction = (database: Database, fields: Fields, now: number) => Promise<Answer> | Answer

const SERVER_LIMIT = { default: 100, max: 1000 }

/** The database calls of the SDKs, by the action names of their wire. `now` is read once per request. */
export const databaseActions: Record<string, DatabaseAction> = {
  async 'database.insertDocument'(database, fields, now) {
    if (!Array.isArray(fields.data)) throw invalidParameter('data must be a list of documents')
    const documents = fields.data.map((text) => readTypedObject(String(text), 'document', now))
    const insertedIds = await database.insert(collection(fields), documents, transactionField(fields))
    return { data: { insertedIds } }
  },

  async 'database.getDocument'(database, fields, now) {
    const request = {
      filter: filterField(fields, now),
      sort: sortField(fields),
      skip: countField(fields, 'offset', 0),
      limit: fields.queryType === 'DOC' ? 1 : listLimit(fields),
    }
    const projection = projectionField(fields)
    const { list } = await database.query(collection(fields), request, transactionField(fields))
    const shown = list.map(({ text }) => (projection ? writeEjson(projection(readStoredTyped(text))) : text))
    return { data: { list: shown } }
  },

  async 'database.calculateDocument'(database, fields, now) {
    return { data: { total: await database.count(collection(fields), filterField(fields, now).condition) } }
  },

  async 'database.modifyDocument'(database, fields, now) {
    const transaction = transactionField(fields)
    if (fields.merge === false) {
      const id = wholeDocumentId(filterField(fields, now).condition)
      const document = readTypedObject(textField(fields, 'data'), 'document', now)
      const { created } = await database.set(collection(fields), id, document, transaction)
      return { data: created ? { updated: 0, upsert_id: id } : { updated: 1 } }
    }
    const updated = await database.update(collection(fields), changeOf(fields, now), transaction)
    return { data: { updated: updated.length } }
  },

  async 'database.modifyAndReturnDoc'(database, fields, now) {
    const request = { ...changeOf(fields, now), limit: 1 }
    const [after] = await database.update(collection(fields), request, transactionField(fields))
    return { data: { updated: after ? 1 : 0, doc: after?.text ?? null } }
  },

  async 'database.removeDocument'(database, fields, now) {
    const request = { filter: filterField(fields, now), limit: fields.multi === false ? 1 : Infinity }
    return { data: { deleted: await database.remove(collection(fields), request, transactionField(fields)) } }
  },

  async 'database.aggregateDocuments'(database, fields, now) {
    if (!Array.isArray(fields.stages)) throw invalidParameter('stages must be a list')
    const stages = fields.stages.map((stage): Document => {
      if (!isPlainObject(stage)) throw invalidParameter('a stage must be an object')
      return fixNow({ [textField(stage, 'stageKey')]: readEjson(textField(stage, 'stageValue'), now) }, now)
    })
    const list = await database.aggregate(collection(fields), stages)
    return { data: { list: list.map(writeEjson) } }
  },

  'database.addCollection'(database, fields) {
    database.createCollection(collection(fields))
    return { data: {} }
  },

  'database.startTransaction': (database) => ({ transactionId: database.begin() }),

  'database.commitTransaction'(database, fields) {
    database.commit(textField(fields, 'transactionId'))
    return {}
  },

  'database.abortTransaction'(database, fields) {
    database.abort(textField(fields, 'transactionId'))
    return {}
  },
}

const collection = (fields: Fields) => textField(fields, 'collectionName')

/** 0 means the default, as in the SDKs. */
function listLimit(fields: Fields): number {
  return countField(fields, 'limit', SERVER_LIMIT.default, SERVER_LIMIT.max) || SERVER_LIMIT.default
}

function changeOf(fields: Fields, now: number) {
  const filter = filterField(fields, now)
  const change = readTypedObject(textField(fields, 'data'), 'update', now)
  return { filter, change, limit: fields.multi === false ? 1 : Infinity }
}

function wholeDocumentId(condition: Document): unknown {
  const id = condition._id
  if (id === undefined || isPlainObject(id) || Array.isArray(id))
    throw invalidParameter('set needs a plain _id')
  return id
}
