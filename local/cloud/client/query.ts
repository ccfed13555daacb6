import type { Database } from '../database/database'
import { isPlainObject, readEjsonObject, type Document } from '../database/ejson'
import { invalidParameter } from '../database/errors'
import { compileFilter } from '../database/filter'
import type { Find } from '../database/find'
import type { IndexField } from '../database/index-keys'
import type { Sort } from '../database/planner'
import type { Projection } from '../database/projection'
import type { Access } from '../rules/access'
import { countField, textField, type Fields } from '../wire/fields'

/** A query of a phone that its collection's rule lets through. */
export interface ClientQuery {
  collection: string
  find: Find
  /** Asks the rule again. */
  stillAllowed(): boolean
  /** The same text for queries that certainly ask the same; absent for those with operators or typed values. */
  same?: string
}

/**
 * Reads {collection, query?, orderBy?, skip?, limit?} of a phone and asks the rule. In the query the text
 * '{openid}' stands for the caller.
 * @throws PlatformError
 */
export function clientQuery(
  fields: Fields,
  openid: string | undefined,
  access: Access,
  now: number,
): ClientQuery {
  const collection = textField(fields, 'collection')
  const raw = fields.query ?? {}
  const own = conditionOf(fields, openid, now)
  const filter = compileFilter(own)
  const stillAllowed = access.reader(collection, own, openid)
  const find: Find = { filter, sort: sortOf(fields.orderBy), skip: countField(fields, 'skip', 0) }
  if (fields.limit !== undefined) find.limit = countField(fields, 'limit', 0)
  const asked = JSON.stringify([collection, raw, fields.orderBy, fields.skip, fields.limit])
  return { collection, find, stillAllowed, ...(/{openid}|\$/.test(asked) ? {} : { same: asked }) }
}

/** The condition of a phone's query, with the caller in the place of '{openid}'. */
export function conditionOf(fields: Fields, openid: string | undefined, now: number): Document {
  const condition = readEjsonObject(JSON.stringify(fields.query ?? {}), 'query', now)
  return withOpenid(condition, openid) as Document
}

const GET_LIMIT = 20

/** A phone's get(): 20 documents by default and at most. */
export async function clientGet(query: ClientQuery, database: Database, projection?: Projection) {
  const limit = Math.min(query.find.limit || GET_LIMIT, GET_LIMIT)
  const { list } = await database.query(query.collection, { ...query.find, limit })
  return list.map(({ document }) => (projection ? projection(document) : document))
}

function withOpenid(value: unknown, openid: string | undefined): unknown {
  if (value === '{openid}') {
    if (!openid) throw invalidParameter("'{openid}' needs a signed-in caller")
    return openid
  }
  if (Array.isArray(value)) return value.map((item) => withOpenid(item, openid))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withOpenid(inner, openid)]))
}

/** `{ path: 'asc' | 'desc' }` (key order is sort order) or `[{ field, direction }]` or `[[path, direction]]`. */
export function sortOf(orderBy: unknown): Sort {
  if (orderBy === undefined || orderBy === null) return []
  const pairs: unknown[] = Array.isArray(orderBy) ? orderBy : Object.entries(orderBy)
  return pairs.map((pair): IndexField => {
    const [path, way] = isPlainObject(pair) ? [pair.field, pair.direction] : Array.isArray(pair) ? pair : []
    if (typeof path !== 'string' || (way !== 'asc' && way !== 'desc')) {
      throw invalidParameter('orderBy needs a path and "asc" or "desc"')
    }
    return [path, way]
  })
}
