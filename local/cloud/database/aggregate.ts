import { aggregate as runPipeline } from 'mingo'
import type { Catalog } from './catalog'
import { isPlainObject, type Document } from './ejson'
import { invalidOperator, invalidParameter } from './errors'
import { compileFilter } from './filter'
import { find } from './find'

const STAGES = new Set(
  (
    '$match $project $addFields $group $sort $limit $skip $unwind $lookup $bucket $bucketAuto $count $facet ' +
    '$replaceRoot $sample $sortByCount'
  ).split(' '),
)

/**
 * Runs a pipeline over a collection; a leading $match goes through the indexes.
 * @throws PlatformError for stages the platform does not offer or this local cloud does not support
 */
export function aggregate(catalog: Catalog, name: string, stages: Document[]): Document[] {
  stages.forEach(checkStage)
  const first = stages[0]?.$match
  const filter = compileFilter(isPlainObject(first) ? first : {})
  const input = find(catalog.collection(name), { filter }).list.map(({ document }) => document)
  const all = (other: string) => find(catalog.collection(other), { filter: compileFilter({}) }).list
  try {
    return runPipeline(input, isPlainObject(first) ? stages.slice(1) : stages, {
      scriptEnabled: false,
      collectionResolver: (other) => all(other).map(({ document }) => document),
    })
  } catch (error) {
    throw invalidParameter((error as Error).message)
  }
}

function checkStage(stage: Document): void {
  const keys = Object.keys(stage)
  const name = keys[0] ?? ''
  if (keys.length !== 1) throw invalidParameter('a pipeline stage has exactly one name')
  if (!STAGES.has(name)) throw invalidOperator(`pipeline stage ${name} is not supported`)
  const value = stage[name]
  if (name === '$match' && isPlainObject(value)) compileFilter(value)
  if (name === '$lookup' && isPlainObject(value) && Array.isArray(value.pipeline)) {
    for (const inner of value.pipeline as Document[]) checkStage(inner)
  }
}
