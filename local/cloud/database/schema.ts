import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Direction, IndexField } from './index-keys'

export type RuleSource = string | boolean
export interface IndexSchema {
  name: string
  fields: IndexField[]
  unique: boolean
}
export interface CollectionSchema {
  name: string
  indexes: IndexSchema[]
  /** Paths with a 2dsphere index: they may hold geometries only. */
  geo?: string[]
  /** What a client may read; false (the default) = nothing. */
  read: RuleSource
  /** What a client may write; absent = nothing. */
  write?: Record<Writing, RuleSource>
}

/** What a client may do with a document. */
export type Writing = 'create' | 'update' | 'delete'

/**
 * Reads collections.json of a configuration folder.
 * @throws Error naming the entry that is wrong: a typing error in a rule must not open a collection
 */
export function readSchema(configDir: string | undefined): CollectionSchema[] {
  if (!configDir) return []
  const file = join(configDir, 'collections.json')
  if (!existsSync(file)) throw new Error(`${file} is missing`)
  const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, RawCollection>)
  return entries.map(([name, raw]) => ({
    name,
    indexes: (raw.indexes ?? []).filter((index) => !geoPath(index)).map((index) => readIndex(name, index)),
    geo: (raw.indexes ?? []).flatMap((index) => geoPath(index) ?? []),
    ...readRules(name, raw.rule),
  }))
}

interface RawCollection {
  indexes?: { name?: unknown; fields?: unknown; unique?: unknown }[]
  rule?: Record<string, unknown>
}

/** The path of an index with the single field ["path", "2dsphere"]. */
function geoPath({ fields }: { fields?: unknown }): string | undefined {
  const [path, kind] = Array.isArray(fields) && fields.length === 1 ? (fields[0] as unknown[]) : []
  return typeof path === 'string' && kind === '2dsphere' ? path : undefined
}

function readIndex(
  collection: string,
  raw: { name?: unknown; fields?: unknown; unique?: unknown },
): IndexSchema {
  const where = `collections.json: index ${String(raw.name)} of ${collection}`
  if (typeof raw.name !== 'string' || !Array.isArray(raw.fields) || raw.fields.length === 0) {
    throw new Error(`${where} needs a name and fields`)
  }
  const fields = raw.fields.map((field): IndexField => {
    const [path, direction] = Array.isArray(field) ? field : []
    if (typeof path !== 'string' || (direction !== 'asc' && direction !== 'desc')) {
      throw new Error(`${where}: a field is ["path", "asc" | "desc"], or alone ["path", "2dsphere"]`)
    }
    return [path, direction as Direction]
  })
  return { name: raw.name, fields, unique: raw.unique === true }
}

/** `write` stands for create, update and delete that are not named themselves. */
function readRules(collection: string, rule: Record<string, unknown> = {}) {
  const unknown = Object.keys(rule).filter(
    (key) => !['read', 'write', 'create', 'update', 'delete'].includes(key),
  )
  if (unknown.length)
    throw new Error(`collections.json: rule of ${collection}: unknown ${unknown.join(', ')}`)
  const source = (key: string, otherwise: unknown = false): RuleSource => {
    const value = rule[key] ?? otherwise
    if (typeof value !== 'boolean' && typeof value !== 'string')
      throw new Error(`collections.json: rule of ${collection}: ${key} must be an expression, true or false`)
    return value
  }
  const write = source('write')
  const writes = {
    create: source('create', write),
    update: source('update', write),
    delete: source('delete', write),
  }
  return { read: source('read'), write: writes }
}
