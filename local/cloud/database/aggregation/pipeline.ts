import type { Catalog } from '../catalog'
import type { Collection } from '../collection'
import { inDoubles, isPlainObject, type Document } from '../ejson'
import { invalidOperator, invalidParameter } from '../errors'
import { compileFilter } from '../filter'
import { count, find, matches, type Find } from '../find'
import { inTurns, takeTurns } from '../turns'
import type { Variables } from './expressions'
import { geoNear } from './geo-near'
import { countField, sortOf, STAGES, wholeNumber } from './stages'

/** One stage at work: documents come batch by batch, in order. */
export interface Stage {
  /** @returns what can go on at once; the given documents are not touched */
  take(documents: Document[]): Document[] | Promise<Document[]>
  /** What could not go on before all were there. */
  finish?(): Document[] | Promise<Document[]>
  /** It needs no more. */
  full?(): boolean
}

/** Stages in a row, for one run. */
export interface Pipeline {
  take(documents: Document[]): Promise<void>
  /** Some stage needs no more. */
  full(): boolean
  /** To be asked once, after all documents. */
  result(): Promise<Document[]>
}

/** What a stage may reach beside its documents. */
export interface Scope {
  variables: Variables
  collection(name: string): Collection
  /** A pipeline of its own inside a stage. @throws PlatformError */
  pipeline(stages: Document[], variables: Variables): Pipeline
}

/**
 * Runs a pipeline over a collection: a leading $match goes through the indexes, documents are read and walk
 * the stages batch by batch, and others have their turn in between.
 * @throws PlatformError for stages the platform does not offer or this local cloud does not support
 */
export async function aggregate(catalog: Catalog, name: string, stages: Document[]): Promise<Document[]> {
  check(stages, true)
  const collection = catalog.collection(name)
  const scope: Scope = {
    variables: {},
    collection: (other) => catalog.collection(other),
    pipeline: (inner, variables) => pipelineOf(inner, { ...scope, variables }),
  }
  const [first, ...others] = stages
  if (first && '$geoNear' in first)
    return run([await inTurns(geoNear(collection, first.$geoNear))], others, scope)
  const { request, rest } = leading(stages)
  const [next, ...after] = rest
  if (request.limit !== undefined) {
    const { list } = await inTurns(find(collection, request))
    return run([list.map(inDoubles)], rest, scope)
  }
  if (next && '$count' in next) {
    const field = countField(next.$count)
    const total = await inTurns(count(collection, request.filter))
    return run([total ? [{ [field]: total }] : []], after, scope) // no input, no output
  }
  return run(matches(collection, request.filter), rest, scope)
}

/** The stages a find can do, by an index perhaps: a $match, then, when a $limit ends it, $sort and $skip. */
function leading(stages: Document[]): { request: Find; rest: Document[] } {
  const rest = [...stages]
  const take = (name: string) => (rest[0] && name in rest[0] ? [rest.shift()![name]] : [])
  const first = rest[0]?.$match
  const request: Find = { filter: compileFilter({}) }
  if (isPlainObject(first)) {
    const filter = compileFilter(first)
    if (filter.near) return { request, rest } // the stage refuses it
    rest.shift()
    request.filter = filter
  }
  const matched = [...rest]
  const [sort] = take('$sort').map(sortOf)
  const [skip = 0] = take('$skip').map((spec) => wholeNumber('$skip', spec, 0))
  const [limit] = take('$limit').map((spec) => wholeNumber('$limit', spec, 1))
  if (limit === undefined) return { request, rest: matched }
  return { request: { ...request, sort, skip, limit }, rest }
}

async function run(batches: Iterable<Document[]>, specs: Document[], scope: Scope): Promise<Document[]> {
  const pipeline = scope.pipeline(specs, scope.variables)
  const turn = takeTurns()
  if (pipeline.full()) return pipeline.result()
  for (const batch of batches) {
    await pipeline.take(batch)
    if (pipeline.full()) break
    await turn()
  }
  return pipeline.result()
}

function pipelineOf(specs: Document[], scope: Scope): Pipeline {
  const stages = specs.map((spec, i) => {
    const [[name, value]] = Object.entries(spec) as [[string, unknown]]
    return STAGES[name]!(value, scope, specs[i + 1])
  })
  const done: Document[] = []
  const walk = async (documents: Document[], from: number) => {
    let batch = documents
    for (const stage of stages.slice(from)) {
      if (batch.length === 0) return
      batch = await stage.take(batch)
    }
    for (const document of batch) done.push(document)
  }
  return {
    take: (documents) => walk(documents, 0),
    full: () => stages.some((stage) => stage.full?.()),
    async result() {
      for (const [i, stage] of stages.entries()) await walk((await stage.finish?.()) ?? [], i + 1)
      return done
    },
  }
}

/** Names what is unknown before anything runs, also in inner pipelines. */
function check(stages: unknown[], outermost: boolean): void {
  for (const [position, stage] of stages.entries()) {
    const entries = isPlainObject(stage) ? Object.entries(stage) : []
    if (entries.length !== 1) throw invalidParameter('a pipeline stage has exactly one name')
    const [name, spec] = entries[0]!
    if (name === '$geoNear') {
      if (!outermost || position > 0) throw invalidParameter('$geoNear must be the first stage of a pipeline')
      continue
    }
    if (!Object.hasOwn(STAGES, name)) throw invalidOperator(`pipeline stage ${name} is not supported`)
    if (!isPlainObject(spec)) continue
    if (name === '$lookup' && Array.isArray(spec.pipeline)) check(spec.pipeline, false)
    if (name === '$facet')
      for (const inner of Object.values(spec)) if (Array.isArray(inner)) check(inner, false)
  }
}
