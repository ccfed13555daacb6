import { isPlainObject, type Document } from './ejson'
import { invalidOperator, invalidParameter } from './errors'
import { compileExpression, truthy, type Variables } from './aggregation/expressions'
import { nearOf, type Near } from './geo/queries'
import { schemaTest } from './json-schema'
import { atPath, predicateOf, type Matcher } from './predicates'

/** A filter ready for use: the parsed condition (for the planner) and the one judge of every candidate. */
export interface Filter {
  condition: Document
  matches(document: Document): boolean
  /** Unless a sort is asked for, results come by distance. */
  near?: Near
}

/**
 * Compiles a condition with MongoDB's meaning. `variables` are those of a $lookup around it.
 * @throws PlatformError for an operator that is unknown, misplaced or not supported: never ignored
 */
export function compileFilter(condition: Document, variables: Variables = {}): Filter {
  const near = nearIn(condition)
  if (near.length > 1) throw invalidParameter('only one $nearSphere is possible in a query')
  return { condition, matches: compile(condition, variables, true), near: near[0] }
}

/** `top`: where $nearSphere may stand. */
function compile(condition: Document, variables: Variables, top = false): Matcher {
  const parts = Object.entries(condition).map(([key, operand]) => part(key, operand, variables, top))
  if (parts.length === 1) return parts[0]!
  return (document) => parts.every((matches) => matches(document))
}

function part(key: string, operand: unknown, variables: Variables, top: boolean): Matcher {
  if (key === '$and' || key === '$or' || key === '$nor') {
    const branches = branchesOf(key, operand).map((branch) =>
      compile(branch, variables, top && key === '$and'),
    )
    if (key === '$and') return (document) => branches.every((matches) => matches(document))
    const wanted = key === '$or'
    return (document) => branches.some((matches) => matches(document)) === wanted
  }
  if (key === '$expr') {
    const value = compileExpression(operand, variables)
    return (document) => truthy(value(document))
  }
  if (key === '$jsonSchema') return schemaTest(operand)
  if (key.startsWith('$')) throw invalidOperator(`unknown top level operator ${key}`)
  if (!top) refuseNear(key, operand)
  return atPath(
    key,
    predicateOf(key, operand, (inner) => compile(inner, variables)),
  )
}

function branchesOf(key: string, operand: unknown): Document[] {
  if (!Array.isArray(operand) || operand.length === 0)
    throw invalidParameter(`${key} must be a non-empty array`)
  if (!operand.every(isPlainObject)) throw invalidParameter(`${key} entries must be objects`)
  return operand
}

function nearIn(condition: Document): Near[] {
  return Object.entries(condition).flatMap(([key, operand]) => {
    if (key === '$and') return branchesOf(key, operand).flatMap(nearIn)
    const name = nearName(operand)
    return name ? [nearOf(key, name, (operand as Document)[name])] : []
  })
}

const nearName = (operand: unknown) =>
  isPlainObject(operand) ? ['$nearSphere', '$near'].find((name) => name in operand) : undefined

function refuseNear(field: string, operand: unknown): void {
  const name = nearName(operand)
  if (name) throw invalidOperator(`${name} at ${field} must stand at the top of a query`)
}
