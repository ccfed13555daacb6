import type { Catalog } from '../catalog'
import { isPlainObject, type Document } from '../ejson'
import { invalidOperator, invalidParameter } from '../errors'
import { compileFilter } from '../filter'
import { eachDocument } from '../find'
import type { Variables } from './expressions'
import { geoNear } from './geo-near'
import { group } from './group'
import { STAGES } from './stages'

/** What a stage may reach beside its documents. */
export interface Scope {
  variables: Variables
  documents(collection: string): Document[]
  run(documents: Document[], stages: Document[], variables: Variables): Document[]
}

/**
 * Runs a pipeline over a collection; a leading $match goes through the indexes, a $group right after it
 * takes document by document.
 * @throws PlatformError for stages the platform does not offer or this local cloud does not support
 */
export function aggregate(catalog: Catalog, name: string, stages: Document[]): Document[] {
  check(stages, true)
  const read = (collection: string, condition: Document) =>
    eachDocument(catalog.collection(collection), compileFilter(condition))
  const scope: Scope = {
    variables: {},
    documents: (other) => [...read(other, {})],
    run: (documents, inner, variables) => run(documents, inner, { ...scope, variables }),
  }
  const [first, ...others] = stages
  if (first && '$geoNear' in first) return run(geoNear([...read(name, {})], first.$geoNear), others, scope)
  const match = first?.$match
  const narrowed = isPlainObject(match) && !compileFilter(match).near
  const [next, ...rest] = narrowed ? others : stages
  const documents = read(name, narrowed ? match : {})
  if (!next) return [...documents]
  if ('$group' in next) return run(group(documents, next.$group, {}), rest, scope)
  return run([...documents], [next, ...rest], scope)
}

function run(documents: Document[], stages: Document[], scope: Scope): Document[] {
  return stages.reduce((list, stage) => {
    const [[name, spec]] = Object.entries(stage) as [[string, unknown]]
    return STAGES[name]!(list, spec, scope)
  }, documents)
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
