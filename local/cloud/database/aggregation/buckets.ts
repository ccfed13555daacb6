import { compareValues, sameType } from '../compare'
import { isPlainObject, type Document } from '../ejson'
import { invalidOperator, invalidParameter } from '../errors'
import { sortedBy } from '../order'
import { compileExpression } from './expressions'
import { gather, outputFields } from './group'
import type { Stage } from './stages'

const COUNT = { count: { $sum: 1 } }

/** Documents by given boundaries; empty buckets do not show. */
export const bucket: Stage = (documents, spec, { variables }) => {
  if (!isPlainObject(spec)) throw invalidParameter('$bucket needs an object')
  const { groupBy, boundaries, output = COUNT, ...rest } = spec
  const bounds = Array.isArray(boundaries) ? (boundaries as unknown[]) : []
  const rising = bounds.every(
    (bound, i) => i === 0 || (sameType(bounds[i - 1], bound) && compareValues(bounds[i - 1], bound) < 0),
  )
  if (bounds.length < 2 || !rising) {
    throw invalidParameter('$bucket: boundaries must be at least 2 rising values of one type')
  }
  const value = compileExpression(groupBy, variables)
  const bucketOf = (document: Document) => {
    const at = value(document)
    const above = bounds.findIndex((bound) => compareValues(at, bound) < 0)
    if (above > 0) return bounds[above - 1]
    if ('default' in rest) return rest.default
    throw invalidParameter('$bucket could not find a bucket for a value and has no default')
  }
  return sortedBy(gather(documents, bucketOf, outputFields('$bucket', output, variables)), [['_id', 'asc']])
}

/** As many buckets as asked for, about equally full; equal values never part. */
export const bucketAuto: Stage = (documents, spec, { variables }) => {
  if (!isPlainObject(spec)) throw invalidParameter('$bucketAuto needs an object')
  const { groupBy, buckets, output = COUNT, granularity } = spec
  if (granularity !== undefined) throw invalidOperator('$bucketAuto: granularity is not supported')
  if (typeof buckets !== 'number' || !Number.isInteger(buckets) || buckets < 1) {
    throw invalidParameter('$bucketAuto: buckets must be a whole number from 1')
  }
  const value = compileExpression(groupBy, variables)
  const items = documents.map((document) => ({ document, at: value(document) ?? null }))
  items.sort((a, b) => compareValues(a.at, b.at))
  const size = Math.max(1, Math.round(items.length / buckets))
  const starts: number[] = []
  for (let start = 0; start < items.length && starts.length < buckets;) {
    starts.push(start)
    start += size
    while (start < items.length && compareValues(items[start - 1]!.at, items[start]!.at) === 0) start++
  }
  const fields = outputFields('$bucketAuto', output, variables)
  return starts.flatMap((start, i) => {
    const end = starts[i + 1] ?? items.length
    const _id = { min: items[start]!.at, max: items[Math.min(end, items.length - 1)]!.at }
    const inside = items.slice(start, end).map(({ document }) => document)
    return gather(inside, () => _id, fields)
  })
}
