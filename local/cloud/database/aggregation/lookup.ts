import type { Collection } from '../collection'
import { inDoubles, isPlainObject, type Document } from '../ejson'
import { invalidParameter } from '../errors'
import { compileFilter } from '../filter'
import { find, matches } from '../find'
import { EMPTY_ARRAY, keyOf } from '../key'
import { leavesAt } from '../paths'
import { plan } from '../planner'
import { atOnce, inTurns, takeTurns } from '../turns'
import { compileExpression } from './expressions'
import { fieldPath } from './names'
import type { MakeStage } from './stages'

/** The documents that belong to one. */
type Join = (document: Document) => Document[] | Promise<Document[]>

/** { from, localField, foreignField, as } or { from, let, pipeline, as }. */
export const lookup: MakeStage = (spec, scope) => {
  if (!isPlainObject(spec)) throw invalidParameter('$lookup needs an object')
  const { from, as, localField, foreignField, pipeline, let: bound = {}, ...rest } = spec
  const unknown = Object.keys(rest)
  if (unknown.length) throw invalidParameter(`$lookup does not know ${unknown.join(', ')}`)
  if (typeof from !== 'string' || typeof as !== 'string') throw invalidParameter('$lookup needs from and as')
  fieldPath('$lookup: as', as)
  const others = scope.collection(from)
  const prepare = pipeline === undefined ? byFields() : byPipeline()
  let join: Join | undefined
  return {
    async take(documents) {
      join ??= await prepare()
      const turn = takeTurns()
      const joined: Document[] = []
      for (const document of documents) {
        joined.push(withField(document, as.split('.'), await join(document)))
        await turn()
      }
      return joined
    },
  }

  function byFields(): () => Join {
    if (typeof localField !== 'string' || typeof foreignField !== 'string') {
      throw invalidParameter('$lookup needs localField and foreignField, or a pipeline')
    }
    fieldPath('$lookup: localField', localField)
    fieldPath('$lookup: foreignField', foreignField)
    return () => byEquality(others, localField, foreignField)
  }

  function byPipeline(): () => Promise<Join> {
    if (!Array.isArray(pipeline) || !isPlainObject(bound)) throw invalidParameter('$lookup: pipeline or let')
    if (localField !== undefined || foreignField !== undefined) {
      throw invalidParameter('$lookup takes localField and foreignField or a pipeline, not both')
    }
    const variables = Object.entries(bound).map(
      ([name, value]) => [name, compileExpression(value, scope.variables)] as const,
    )
    // What a first $match says without variables is asked once, by an index perhaps.
    const [first, ...after] = pipeline as Document[]
    const match =
      isPlainObject(first?.$match) && !JSON.stringify(first.$match).includes('$expr')
        ? first.$match
        : undefined
    const stages = match ? after : (pipeline as Document[])
    const filter = compileFilter(match ?? {}, scope.variables)
    if (filter.near) throw invalidParameter('$nearSphere is not possible in $lookup')
    scope.pipeline(stages, { ...scope.variables, ...Object.fromEntries(variables) }) // says what is wrong
    return async () => {
      const found = await inTurns(find(others, { filter }))
      const list = found.list.map(inDoubles)
      return async (document) => {
        const here = Object.fromEntries(variables.map(([name, value]) => [name, value(document)]))
        const inner = scope.pipeline(stages, { ...scope.variables, ...here })
        await inner.take(list)
        return inner.result()
      }
    }
  }
}

/** By an index of the foreign field; without one, or for values no index decides, by a table made once. */
function byEquality(others: Collection, localField: string, foreignField: string): Join {
  let table: Promise<Map<string, Document[]>> | undefined
  return async (document) => {
    const values = leavesOf(document, localField)
    if (values.length === 0) return []
    const condition = { [foreignField]: { $in: values } }
    if (plan(others.paths, condition, [])) {
      const { list } = atOnce(find(others, { filter: compileFilter(condition) }))
      return list.map(inDoubles)
    }
    const byKey = await (table ??= tableOf(others, foreignField))
    return [...new Set(values.flatMap((value) => byKey.get(keyOf(value)) ?? []))]
  }
}

async function tableOf(others: Collection, field: string): Promise<Map<string, Document[]>> {
  const byKey = new Map<string, Document[]>()
  const turn = takeTurns()
  for (const batch of matches(others, compileFilter({}))) {
    for (const other of batch) {
      for (const key of new Set(leavesOf(other, field).map(keyOf))) {
        const same = byKey.get(key)
        if (same) same.push(other)
        else byKey.set(key, [other])
      }
    }
    await turn()
  }
  return byKey
}

/** A missing field joins as null, an array by each of its elements. */
const leavesOf = (document: Document, path: string) =>
  leavesAt(document, path).values.filter((value) => value !== EMPTY_ARRAY)

function withField(document: Document, [name, ...rest]: string[], value: unknown): Document {
  const inner = document[name!]
  return {
    ...document,
    [name!]: rest.length ? withField(isPlainObject(inner) ? inner : {}, rest, value) : value,
  }
}
