import type { Clock } from '../clock'
import type { Database } from '../database/database'
import { isPlainObject, plain, readTypedObject, type Document } from '../database/ejson'
import { invalidParameter, permissionDenied, requestFailed } from '../database/errors'
import { compileFilter } from '../database/filter'
import type { Access, Writing } from '../rules/access'
import { textField, type Fields } from '../wire/fields'
import { conditionOf } from './query'

interface Services {
  database: Database
  access: Access
  clock: Clock
}
type Write = (services: Services, fields: Fields, openid: string | undefined) => Promise<object>

/** So many documents at most are changed by one call of a phone. */
const MOST = 1000

const dataOf = (fields: Fields, now: number) =>
  readTypedObject(JSON.stringify(fields.data ?? {}), 'data', now)

/** Who has made a document is said by the cloud, never by the phone. */
function owned(data: Document, openid: string | undefined): Document {
  const { _openid: _, ...rest } = data
  return openid === undefined ? rest : { ...rest, _openid: openid }
}

/** Documents a query finds of those the rule lets the caller write: others are as if they were not there. */
async function writable(
  how: Writing,
  { database, access, clock }: Services,
  fields: Fields,
  openid?: string,
) {
  const collection = textField(fields, 'collection')
  const may = access.writer(collection, how, openid)
  const condition = conditionOf(fields, openid, clock.now())
  const { list } = await database.query(collection, {
    filter: compileFilter(condition),
    sort: [],
    limit: MOST,
  })
  const ids = list.filter(({ document }) => may(document)).map(({ document }) => document._id)
  return {
    collection,
    found: list.length,
    ids,
    filter: compileFilter({ $and: [condition, { _id: { $in: ids } }] }),
  }
}

/** What a phone may write, as its collection's rule says: https://docs.cloudbase.net/rule/introduce */
export const clientWrites: Record<string, Write> = {
  async add({ database, access, clock }, fields, openid) {
    const collection = textField(fields, 'collection')
    const document = owned(dataOf(fields, clock.now()), openid)
    if (!access.writer(collection, 'create', openid)(plain(document) as Document))
      throw permissionDenied(`the rule of ${collection} refuses`)
    const [_id] = await database.insert(collection, [document])
    return { _id }
  },

  async set(services, fields, openid) {
    const { database, access, clock } = services
    const { _id: id } = isPlainObject(fields.query) ? fields.query : {}
    if (typeof id !== 'string' && typeof id !== 'number') throw invalidParameter('set needs a plain _id')
    const { collection, found, ids } = await writable('update', services, fields, openid)
    const data = dataOf(fields, clock.now())
    if ('_id' in data) throw requestFailed('the _id of a document cannot be changed')
    const allowed =
      found > 0
        ? ids.length > 0
        : access.writer(collection, 'create', openid)({ ...owned(data, openid), _id: id })
    if (!allowed) throw permissionDenied(`the rule of ${collection} refuses`)
    const { created } = await database.set(collection, id, owned(data, openid))
    return { _id: id, stats: { updated: created ? 0 : 1, created: created ? 1 : 0 } }
  },

  async update(services, fields, openid) {
    const { collection, ids, filter } = await writable('update', services, fields, openid)
    const change = dataOf(fields, services.clock.now())
    const paths = Object.values(change).flatMap((part) => (isPlainObject(part) ? Object.keys(part) : []))
    if (paths.includes('_openid')) throw invalidParameter('_openid cannot be written by a client')
    if (ids.length === 0) return { stats: { updated: 0 } }
    const updated = await services.database.update(collection, { filter, sort: [], limit: MOST, change })
    return { stats: { updated: updated.length } }
  },

  async remove(services, fields, openid) {
    const { collection, ids, filter } = await writable('delete', services, fields, openid)
    if (ids.length === 0) return { stats: { removed: 0 } }
    return {
      stats: { removed: await services.database.remove(collection, { filter, sort: [], limit: MOST }) },
    }
  },
}
