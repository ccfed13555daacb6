import { Aggregator } from 'mingo/aggregator'
import { PlatformError } from '../../platform-error'
import { isPlainObject, refuseName, type Document } from '../ejson'
import { invalidParameter } from '../errors'
import { compileFilter } from '../filter'
import { bestOf, sortedBy } from '../order'
import type { Sort } from '../planner'
import { bucket, bucketAuto } from './buckets'
import { checkExpression, compileExpression, optionsWith } from './expressions'
import { gather, group, outputFields } from './group'
import { lookup } from './lookup'
import { withoutMissingAt } from './missing'
import { fieldPath, refuseInherited } from './names'
import type { Scope, Stage } from './pipeline'

/** Reads what a stage is to do; `next` is the stage behind it. @throws PlatformError */
export type MakeStage = (spec: unknown, scope: Scope, next?: Document) => Stage

export const STAGES: Record<string, MakeStage> = {
  $match(spec, { variables }) {
    if (!isPlainObject(spec)) throw invalidParameter('$match needs an object')
    const filter = compileFilter(spec, variables)
    if (filter.near) throw invalidParameter('$nearSphere is not possible in $match; use the stage geoNear')
    return { take: (documents) => documents.filter((document) => filter.matches(document)) }
  },

  $sort(spec, _scope, next) {
    const sort = sortOf(spec)
    const count = next && '$limit' in next ? wholeNumber('$limit', next.$limit, 1) : Infinity
    const best = bestOf<Document>(count, (documents) => sortedBy(documents, sort))
    return {
      take(documents) {
        for (const document of documents) best.add(document)
        return []
      },
      finish: () => best.result(),
    }
  },

  $group: group,

  $limit(spec) {
    let left = wholeNumber('$limit', spec, 1)
    return {
      take(documents) {
        const taken = documents.slice(0, left)
        left -= taken.length
        return taken
      },
      full: () => left === 0,
    }
  },

  $skip(spec) {
    let left = wholeNumber('$skip', spec, 0)
    return {
      take(documents) {
        const rest = documents.slice(left)
        left -= documents.length - rest.length
        return rest
      },
    }
  },

  $count(spec) {
    const field = countField(spec)
    let total = 0
    return {
      take(documents) {
        total += documents.length
        return []
      },
      finish: () => (total ? [{ [field]: total }] : []), // no input, no output
    }
  },

  $sortByCount(spec, { variables }) {
    const fields = outputFields('$sortByCount', { count: { $sum: 1 } }, variables)
    const groups = gather(compileExpression(spec, variables), fields)
    return { take: groups.take, finish: () => sortedBy(groups.finish(), [['count', 'desc']]) }
  },

  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $lookup: lookup,

  $facet(spec, scope) {
    const facets = Object.entries(object('$facet', spec)).map(([name, stages]) => {
      if (!Array.isArray(stages)) throw invalidParameter(`$facet ${name} must be a pipeline`)
      return [name, scope.pipeline(stages as Document[], scope.variables)] as const
    })
    return {
      async take(documents) {
        for (const [, pipeline] of facets) await pipeline.take(documents)
        return []
      },
      async finish() {
        const results: Document = {}
        for (const [name, pipeline] of facets) results[name] = await pipeline.result()
        return [results]
      },
    }
  },

  /** Each document has the same chance to stay, however many come. */
  $sample(spec) {
    const size = wholeNumber('$sample', object('$sample', spec).size, 1)
    const chosen: Document[] = []
    let seen = 0
    return {
      take(documents) {
        for (const document of documents) {
          const place = chosen.length < size ? chosen.length : Math.floor(Math.random() * (seen + 1))
          if (place < size) chosen[place] = document
          seen++
        }
        return []
      },
      finish: () => chosen,
    }
  },

  $project: byLibrary('$project'),
  $addFields: byLibrary('$addFields'),
  $unwind(spec, scope) {
    const index = isPlainObject(spec) ? spec.includeArrayIndex : undefined
    if (index !== undefined) {
      refuseInherited('$unwind', [fieldPath('$unwind: includeArrayIndex', index)])
    }
    return byLibrary('$unwind')(spec, scope)
  },
  $replaceRoot: byLibrary('$replaceRoot'),
}

function byLibrary(name: string): MakeStage {
  return (spec, { variables }) => {
    checkExpression(spec)
    if (isPlainObject(spec)) refuseInherited(name, Object.keys(spec))
    const computed = name === '$replaceRoot' || !isPlainObject(spec) ? undefined : Object.keys(spec)
    const run = (documents: Document[]) => {
      try {
        const made = new Aggregator([{ [name]: spec }] as never, optionsWith(variables)).run(
          documents,
        ) as Document[]
        return withoutMissingAt(made, computed)
      } catch (error) {
        if (error instanceof PlatformError) throw error
        throw invalidParameter(`${name}: ${(error as Error).message}`)
      }
    }
    run([]) // what is wrong is said even when no document comes
    return { take: run }
  }
}

/** { path: 1 | -1, … } */
export function sortOf(spec: unknown): Sort {
  const order = isPlainObject(spec) ? Object.entries(spec) : []
  if (order.length === 0) throw invalidParameter('$sort needs at least one field')
  return order.map(([path, way]) => {
    if (way !== 1 && way !== -1) throw invalidParameter(`$sort of ${path} must be 1 or -1`)
    return [path, way === 1 ? 'asc' : 'desc'] as const
  })
}

/** The name of the field $count writes. */
export function countField(spec: unknown): string {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || /[.\0]/.test(spec)) {
    throw invalidParameter('$count needs a field name without $ and dot')
  }
  refuseName(spec)
  return spec
}

export function wholeNumber(name: string, value: unknown, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw invalidParameter(`${name} needs a whole number from ${least}`)
  }
  return value
}

function object(name: string, spec: unknown): Document {
  if (!isPlainObject(spec)) throw invalidParameter(`${name} needs an object`)
  return spec
}
