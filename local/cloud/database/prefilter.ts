import { Double, Int32, Long, ObjectId } from 'bson'
import { isPlainObject, writeEjson, type Document } from './ejson'

/** A condition in SQL on the column `doc`. */
export interface Prefilter {
  sql: string
  values: unknown[]
}

/**
 * What SQL can say of a filter without reading documents into JavaScript: it holds for every match, and for
 * more. Wherever an array lies on a path it holds, since arrays are matched by element; types and the last
 * digits of numbers are left to the judge (filter.ts). Undefined: SQL can say nothing.
 */
export function prefilterOf(condition: Document): Prefilter | undefined {
  return all(Object.entries(condition).map(([key, operand]) => part(key, operand)))
}

function part(key: string, operand: unknown): Prefilter | undefined {
  if (key === '$and') return all((operand as Document[]).map(prefilterOf))
  if (key === '$or') return any((operand as Document[]).map(prefilterOf))
  if (key.startsWith('$')) return undefined
  const steps = key.split('.')
  // A name that JSON writes with escapes is not found under its plain form.
  if (steps.some((step) => step === '' || /["\\\p{Cc}\p{Cs}]/u.test(step))) return undefined
  const paths = steps.map(
    (_, i) =>
      '$' +
      steps
        .slice(0, i + 1)
        .map((step) => `."${step}"`)
        .join(''),
  )
  const found = said(paths.at(-1)!, operand)
  if (!found) return undefined
  const here = any([found, ...paths.map((path) => ({ sql: `json_type(doc, ?) = 'array'`, values: [path] }))])
  return all([written(operand), here])
}

/** A text that is looked for stands somewhere in the document, be it in a list: what JSON writes is the same. */
function written(operand: unknown): Prefilter | undefined {
  const wanted = isPlainObject(operand) ? operand.$eq : operand
  if (typeof wanted !== 'string' || !storable(wanted)) return undefined
  return { sql: 'instr(doc, ?) > 0', values: [JSON.stringify(wanted)] }
}

/** What is said of the value at a path that is no array. */
function said(path: string, operand: unknown): Prefilter | undefined {
  const operators = isPlainObject(operand) && Object.keys(operand)[0]?.startsWith('$')
  if (!operators) return equal(path, operand)
  return all(Object.entries(operand as Document).map(([name, value]) => operator(path, name, value)))
}

function operator(path: string, name: string, operand: unknown): Prefilter | undefined {
  switch (name) {
    case '$eq':
      return equal(path, operand)
    case '$in':
      return (operand as unknown[]).length > 100
        ? undefined
        : any((operand as unknown[]).map((item) => equal(path, item)))
    case '$gt':
    case '$gte':
      return range(path, '>=', operand)
    case '$lt':
    case '$lte':
      return range(path, '<=', operand)
    case '$exists':
      if (typeof operand !== 'boolean') return undefined
      return { sql: `json_type(doc, ?) IS ${operand ? 'NOT NULL' : 'NULL'}`, values: [path] }
    case '$ne':
      if (operand === null) {
        return { sql: `json_type(doc, ?) <> 'null'`, values: [path] } // missing is NULL, which is not true
      }
      if (typeof operand !== 'string' || !storable(operand)) return undefined
      return {
        sql: `(json_type(doc, ?) IS NOT 'text' OR json_extract(doc, ?) <> ?)`,
        values: [path, path, operand],
      }
    case '$size':
    case '$elemMatch':
      return { sql: '0', values: [] } // arrays only, and these pass anyway
    default:
      return undefined
  }
}

const VALUE = 'json_extract(doc, ?)'
/** The number inside {"$numberInt":"5"} or {"$date":{"$numberLong":"5"}}. */
const NUMBER = `CAST(substr(${VALUE}, instr(${VALUE}, ':"') + 2) AS REAL)`

function equal(path: string, value: unknown): Prefilter | undefined {
  if (value === null) {
    return { sql: `coalesce(json_type(doc, ?), 'null') IN ('null', 'object')`, values: [path] }
  }
  if (typeof value === 'boolean') return { sql: `${VALUE} = ?`, values: [path, value ? 1 : 0] }
  if (typeof value === 'string') {
    return storable(value) ? { sql: `${VALUE} = ?`, values: [path, value] } : undefined
  }
  if (value instanceof Date || value instanceof ObjectId) {
    return { sql: `${VALUE} = ?`, values: [path, writeEjson(value)] }
  }
  if (!isFinite(value)) return undefined
  const texts = numberTexts(value)
  return {
    sql: `(${VALUE} IN (${texts.map(() => '?').join(', ')}) OR ${VALUE} GLOB '{"$numberDec*')`,
    values: [path, ...texts, path],
  }
}

/** Every way a number that equals this one is written in a stored document, but for decimals. */
function numberTexts(value: number | Long): string[] {
  const near = Number(value)
  const kinds: unknown[] = near === 0 ? [new Double(0), new Double(-0)] : [new Double(near)]
  if (value instanceof Long) kinds.push(value)
  else if (Number.isInteger(value)) {
    if (Math.abs(value) <= 2 ** 31) kinds.push(new Int32(value + 0))
    if (Math.abs(value) < 2 ** 63) kinds.push(Long.fromBigInt(BigInt(value)))
  }
  return kinds.map(writeEjson)
}

function range(path: string, sign: '>=' | '<=', operand: unknown): Prefilter | undefined {
  if (typeof operand === 'string') {
    return storable(operand) ? { sql: `${VALUE} ${sign} ?`, values: [path, operand] } : undefined
  }
  if (operand instanceof ObjectId) {
    return { sql: `${VALUE} ${sign} ?`, values: [path, writeEjson(operand)] }
  }
  if (operand instanceof Date) {
    return {
      sql: `(${VALUE} GLOB '{"$date*' AND ${NUMBER} ${sign} ?)`,
      values: [path, path, path, operand.getTime()],
    }
  }
  if (!isFinite(operand)) return undefined
  const near = Number(operand)
  const slack = Math.abs(near) * 1e-12 + 1e-300 // SQL reads decimal text a last digit off at times
  return {
    sql: `(${VALUE} GLOB '{"$number*' AND (${NUMBER} ${sign} ? OR ${VALUE} GLOB '*Infinity"}'))`,
    values: [path, path, path, sign === '>=' ? near - slack : near + slack, path],
  }
}

function isFinite(value: unknown): value is number | Long {
  return value instanceof Long || Number.isFinite(value)
}

/** SQLite ends a bound text at its first zero, and writes a half pair of UTF-16 otherwise than JSON does. */
const storable = (value: string) => !/[\0\p{Cs}]/u.test(value)

function all(parts: (Prefilter | undefined)[]): Prefilter | undefined {
  const known = parts.filter((part) => part !== undefined)
  return known.length ? joined(known, ' AND ') : undefined
}

function any(parts: (Prefilter | undefined)[]): Prefilter | undefined {
  const known = parts.filter((part) => part !== undefined)
  if (known.length < parts.length) return undefined
  return known.length ? joined(known, ' OR ') : { sql: '0', values: [] }
}

const joined = (parts: Prefilter[], word: string): Prefilter =>
  parts.length === 1
    ? parts[0]!
    : {
        sql: `(${parts.map(({ sql }) => sql).join(word)})`,
        values: parts.flatMap(({ values }) => values),
      }
