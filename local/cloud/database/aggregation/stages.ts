import { Aggregator } from 'mingo/aggregator'
import { isPlainObject, type Document } from '../ejson'
import { invalidParameter } from '../errors'
import { compileFilter } from '../filter'
import { sortedBy } from '../order'
import { bucket, bucketAuto } from './buckets'
import { checkExpression, compileExpression, optionsWith } from './expressions'
import { gather, group, outputFields } from './group'
import { lookup } from './lookup'
import type { Scope } from './pipeline'

/** One stage: documents in, documents out; the given ones are not touched. */
export type Stage = (documents: Document[], spec: unknown, scope: Scope) => Document[]

export const STAGES: Record<string, Stage> = {
  $match(documents, spec, { variables }) {
    if (!isPlainObject(spec)) throw invalidParameter('$match needs an object')
    const filter = compileFilter(spec, variables)
    if (filter.near) throw invalidParameter('$nearSphere is not possible in $match; use the stage geoNear')
    return documents.filter((document) => filter.matches(document))
  },

  $sort(documents, spec) {
    const order = isPlainObject(spec) ? Object.entries(spec) : []
    if (order.length === 0) throw invalidParameter('$sort needs at least one field')
    return sortedBy(
      documents,
      order.map(([path, way]) => {
        if (way !== 1 && way !== -1) throw invalidParameter(`$sort of ${path} must be 1 or -1`)
        return [path, way === 1 ? 'asc' : 'desc'] as const
      }),
    )
  },

  $group: (documents, spec, { variables }) => group(documents, spec, variables),

  $limit: (documents, spec) => documents.slice(0, count('$limit', spec, 1)),
  $skip: (documents, spec) => documents.slice(count('$skip', spec, 0)),

  $count(documents, spec) {
    if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || /[.\0]/.test(spec)) {
      throw invalidParameter('$count needs a field name without $ and dot')
    }
    return documents.length ? [{ [spec]: documents.length }] : [] // no input, no output
  },

  $sortByCount(documents, spec, { variables }) {
    const fields = outputFields('$sortByCount', { count: { $sum: 1 } }, variables)
    return sortedBy(gather(documents, compileExpression(spec, variables), fields), [['count', 'desc']])
  },

  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $lookup: lookup,

  $facet(documents, spec, scope) {
    const facets = Object.entries(object('$facet', spec)).map(([name, stages]) => {
      if (!Array.isArray(stages)) throw invalidParameter(`$facet ${name} must be a pipeline`)
      return [name, scope.run(documents, stages as Document[], scope.variables)] as const
    })
    return [Object.fromEntries(facets)]
  },

  $sample(documents, spec) {
    const size = count('$sample', object('$sample', spec).size, 1)
    const pool = [...documents]
    const chosen: Document[] = []
    while (chosen.length < size && pool.length) {
      chosen.push(...pool.splice(Math.floor(Math.random() * pool.length), 1))
    }
    return chosen
  },

  $project: byLibrary('$project'),
  $addFields: byLibrary('$addFields'),
  $unwind: byLibrary('$unwind'),
  $replaceRoot: byLibrary('$replaceRoot'),
}

function byLibrary(name: string): Stage {
  return (documents, spec, { variables }) => {
    checkExpression(spec)
    try {
      return new Aggregator([{ [name]: spec }] as never, optionsWith(variables)).run(documents) as Document[]
    } catch (error) {
      throw invalidParameter(`${name}: ${(error as Error).message}`)
    }
  }
}

function count(name: string, value: unknown, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw invalidParameter(`${name} needs a whole number from ${least}`)
  }
  return value
}

function object(name: string, spec: unknown): Document {
  if (!isPlainObject(spec)) throw invalidParameter(`${name} needs an object`)
  return spec
}
