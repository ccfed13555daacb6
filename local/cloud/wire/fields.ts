import { readEjsonObject } from '../database/ejson'
import { invalidParameter } from '../database/errors'
import { compileFilter, type Filter } from '../database/filter'
import type { Sort } from '../database/planner'
import { compileProjection, type Projection } from '../database/projection'
import { fixNowInCondition } from './now-variable'

export type Fields = Record<string, unknown>

/** @throws PlatformError INVALID_PARAM naming the field */
export function textField(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string' || value === '') throw invalidParameter(`${name} must be a non-empty text`)
  return value
}

export function countField(fields: Fields, name: string, fallback: number, max = Infinity): number {
  const value = fields[name] ?? fallback
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw invalidParameter(`${name} must be a whole number from 0`)
  }
  return Math.min(value, max)
}

/** `query`: EJSON text, absent = everything. */
export function filterField(fields: Fields, now: number): Filter {
  const condition =
    fields.query === undefined ? {} : readEjsonObject(textField(fields, 'query'), 'query', now)
  return compileFilter(fixNowInCondition(condition, now))
}

/** `order`: EJSON text `{path: 1 | -1}`; key order is sort order. */
export function sortField(fields: Fields): Sort {
  if (fields.order === undefined) return []
  return Object.entries(readEjsonObject(textField(fields, 'order'), 'order')).map(([path, way]) => {
    if (way !== 1 && way !== -1) throw invalidParameter(`order of ${path} must be 1 or -1`)
    return [path, way === 1 ? 'asc' : 'desc']
  })
}

/** `projection`: EJSON text, absent = the whole document. */
export function projectionField(fields: Fields): Projection | undefined {
  if (fields.projection === undefined) return undefined
  return compileProjection(readEjsonObject(textField(fields, 'projection'), 'projection'))
}

export function transactionField(fields: Fields): string | undefined {
  return fields.transactionId === undefined ? undefined : textField(fields, 'transactionId')
}
