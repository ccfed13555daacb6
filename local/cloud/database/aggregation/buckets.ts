import { compareValues, sameType } from '../compare'
import { isPlainObject, type Document } from '../ejson'
import { invalidParameter } from '../errors'
import { grainOf, type Grain } from './granularity'
import { sortedBy } from '../order'
import { compileExpression } from './expressions'
import { gather, outputFields } from './group'
import type { MakeStage } from './stages'

const COUNT = { count: { $sum: 1 } }

/** Documents by given boundaries; empty buckets do not show. */
export const bucket: MakeStage = (spec, { variables }) => {
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
  const groups = gather(bucketOf, outputFields('$bucket', output, variables))
  return { take: groups.take, finish: () => sortedBy(groups.finish(), [['_id', 'asc']]) }
}

/** As many buckets as asked for, about equally full; equal values never part. */
export const bucketAuto: MakeStage = (spec, { variables }) => {
  if (!isPlainObject(spec)) throw invalidParameter('$bucketAuto needs an object')
  const { groupBy, buckets, output = COUNT, granularity } = spec
  if (typeof buckets !== 'number' || !Number.isInteger(buckets) || buckets < 1) {
    throw invalidParameter('$bucketAuto: buckets must be a whole number from 1')
  }
  const grain = granularity === undefined ? undefined : grainOf(granularity)
  const value = compileExpression(groupBy, variables)
  const fields = outputFields('$bucketAuto', output, variables)
  const items: { document: Document; at: unknown }[] = []
  return {
    take(documents) {
      for (const document of documents) items.push({ document, at: value(document) ?? null })
      return []
    },
    finish() {
      if (grain) items.forEach(({ at }) => refuseOffScale(at))
      items.sort((a, b) => compareValues(a.at, b.at))
      return partsOf(
        items.map(({ at }) => at),
        buckets,
        grain,
      ).flatMap(({ start, end, min, max }) => {
        const groups = gather(() => ({ min, max }), fields)
        groups.take(items.slice(start, end).map(({ document }) => document))
        return groups.finish()
      })
    },
  }
}

/** Cuts sorted values into parts as MongoDB does; the last takes all that is left. */
function partsOf(values: unknown[], buckets: number, grain: Grain | undefined) {
  const size = Math.max(1, Math.round(values.length / buckets))
  const parts: { start: number; end: number; min: unknown; max: unknown }[] = []
  for (let start = 0, end = 0; start < values.length; start = end) {
    end = parts.length === buckets - 1 ? values.length : Math.min(start + size, values.length)
    const last = values[end - 1]
    const edge = grain ? grain.up(last as number) : last
    const inside = (value: unknown) => compareValues(value, edge) < (grain ? 0 : 1)
    while (end < values.length && inside(values[end])) end++
    const min = grain ? (parts.at(-1)?.max ?? grain.down(values[start] as number)) : values[start]
    const max = grain ? grain.up(values[end - 1] as number) : values[Math.min(end, values.length - 1)]
    parts.push({ start, end, min, max: grain && end < values.length ? edge : max })
  }
  return parts
}

function refuseOffScale(value: unknown): void {
  if (typeof value === 'number' && value >= 0) return
  throw invalidParameter('$bucketAuto: with a granularity every value must be a number from 0')
}
