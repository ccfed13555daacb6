import { isPlainObject, type Document } from '../ejson'
import { invalidParameter } from '../errors'
import { EMPTY_ARRAY, keyOf } from '../key'
import { leavesAt } from '../paths'
import { compileExpression } from './expressions'
import type { Stage } from './stages'

/** { from, localField, foreignField, as } or { from, let, pipeline, as }. */
export const lookup: Stage = (documents, spec, scope) => {
  if (!isPlainObject(spec)) throw invalidParameter('$lookup needs an object')
  const { from, as, localField, foreignField, pipeline, let: bound = {}, ...rest } = spec
  const unknown = Object.keys(rest)
  if (unknown.length) throw invalidParameter(`$lookup does not know ${unknown.join(', ')}`)
  if (typeof from !== 'string' || typeof as !== 'string') throw invalidParameter('$lookup needs from and as')
  const others = scope.documents(from)
  const find = pipeline === undefined ? byFields() : byPipeline()
  return documents.map((document) => withField(document, as.split('.'), find(document)))

  function byFields() {
    if (typeof localField !== 'string' || typeof foreignField !== 'string') {
      throw invalidParameter('$lookup needs localField and foreignField, or a pipeline')
    }
    const byKey = new Map<string, Document[]>()
    for (const other of others) {
      for (const key of keys(other, foreignField)) {
        const same = byKey.get(key)
        if (same) same.push(other)
        else byKey.set(key, [other])
      }
    }
    return (document: Document) => {
      return [...new Set(keys(document, localField).flatMap((key) => byKey.get(key) ?? []))]
    }
  }

  function byPipeline() {
    if (!Array.isArray(pipeline) || !isPlainObject(bound)) throw invalidParameter('$lookup: pipeline or let')
    if (localField !== undefined || foreignField !== undefined) {
      throw invalidParameter('$lookup takes localField and foreignField or a pipeline, not both')
    }
    const variables = Object.entries(bound).map(
      ([name, value]) => [name, compileExpression(value, scope.variables)] as const,
    )
    return (document: Document) => {
      const here = Object.fromEntries(variables.map(([name, value]) => [name, value(document)]))
      return scope.run(others, pipeline as Document[], { ...scope.variables, ...here })
    }
  }
}

/** A missing field joins as null, an array by each of its elements. */
const keys = (document: Document, path: string) => [
  ...new Set(
    leavesAt(document, path)
      .values.filter((value) => value !== EMPTY_ARRAY)
      .map(keyOf),
  ),
]

function withField(document: Document, [name, ...rest]: string[], value: unknown): Document {
  const inner = document[name!]
  return {
    ...document,
    [name!]: rest.length ? withField(isPlainObject(inner) ? inner : {}, rest, value) : value,
  }
}
