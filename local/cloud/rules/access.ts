import { isPlainObject, type Document } from '../database/ejson'
import { permissionDenied } from '../database/errors'
import { compileFilter } from '../database/filter'
import { rememberForNow } from '../database/for-now'
import type { Database } from '../database/database'
import type { CollectionSchema, Writing } from '../database/schema'
import type { Clock } from '../clock'
import { allows } from './evaluate'
import { boundsOf } from './bounds'
import { parseRule, type Rule } from './rule'

export type { Writing }

/** Decides what a client may read and write. */
export interface Access {
  /**
   * Checks a client's query and returns a test to be asked again whenever more is sent: a member removed
   * later gets nothing more. `'{openid}'` in the condition must be replaced already.
   * @throws PlatformError DATABASE_PERMISSION_DENIED when the query does not fix what the rule looks at,
   * or the rule says no
   */
  reader(collection: string, condition: Document, openid: string | undefined): () => boolean
  /**
   * @returns whether the caller may create, change or remove a document, given as it is stored (a new one as it will be)
   * @throws PlatformError DATABASE_PERMISSION_DENIED when nobody may
   */
  writer(collection: string, how: Writing, openid: string | undefined): (document: Document) => boolean
}

/** @throws Error for a rule that cannot be parsed: better no start than an open collection */
export function createAccess(schema: CollectionSchema[], database: Database, clock: Clock): Access {
  const rules = new Map<string, Rule>()
  const writes = new Map<string, Rule>()
  for (const { name, read, write } of schema) {
    try {
      rules.set(name, parseRule(read))
      for (const [how, source] of Object.entries(write ?? {}))
        if (source !== false) writes.set(`${how} ${name}`, parseRule(source))
    } catch (error) {
      throw new Error(`collections.json: ${name}: ${(error as Error).message}`)
    }
  }
  const forNow = rememberForNow(database)
  const read = (collection: string, id: string): Document | null =>
    forNow(`${collection}/${id}`, () => {
      const [found] = database.find(collection, { filter: compileFilter({ _id: id }), limit: 1 }).list
      return found?.document ?? null
    })
  const exists = (collection: string) =>
    void database.find(collection, { filter: compileFilter({}), limit: 0 }) // says so when it does not
  return {
    writer(collection, how, openid) {
      const rule = writes.get(`${how} ${collection}`)
      if (!rule) {
        exists(collection)
        throw permissionDenied(`a client may not ${how} in ${collection}`)
      }
      return (document) => {
        const doc = new Map(rule.docFields.map((path) => [path, valueAt(document, path)]))
        return allows(rule.expression, { openid, now: clock.now(), doc, read })
      }
    },
    reader(collection, condition, openid) {
      const rule = rules.get(collection)
      if (!rule) {
        exists(collection)
        throw permissionDenied(`${collection} has no rule`)
      }
      const doc = new Map(rule.docFields.map((path) => [path, fixedBy(condition, path)]))
      const bounds = new Map(rule.docFields.map((path) => [path, boundsOf(condition, path)]))
      const loose = rule.docFields.find((path) => doc.get(path) === undefined && !bounds.get(path)?.length)
      if (loose)
        throw permissionDenied(`the query must fix ${loose} of ${collection} by equality, or bound it`)
      const test = () => {
        try {
          return allows(rule.expression, { openid, now: clock.now(), doc, bounds, read })
        } catch {
          return false // e.g. get() names a collection that does not exist
        }
      }
      if (!test()) throw permissionDenied(`the rule of ${collection} refuses`)
      return test
    },
  }
}

/** The one value a condition allows for a field: equality or a single-element $in, also inside $and. */
function fixedBy(condition: Document, path: string): unknown {
  const given = condition[path]
  if (isScalar(given)) return given
  if (isPlainObject(given)) {
    if (isScalar(given.$eq)) return given.$eq
    if (Array.isArray(given.$in) && given.$in.length === 1 && isScalar(given.$in[0])) return given.$in[0]
  }
  for (const branch of Array.isArray(condition.$and) ? condition.$and : []) {
    const fixed = isPlainObject(branch) ? fixedBy(branch, path) : undefined
    if (fixed !== undefined) return fixed
  }
  return undefined
}

/** A regular expression or a list stands for many values, so it fixes nothing; null also means "missing". */
function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date
}

/** The value at a dotted path; a list has no fields. */
function valueAt(document: Document, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) => (isPlainObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
      document,
    )
}
