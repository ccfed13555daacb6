import { Context, evalExpr } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import * as expressions from 'mingo/operators/expression'
import * as pipeline from 'mingo/operators/pipeline'
import * as projections from 'mingo/operators/projection'
import { isPlainObject, refuseName, type Document } from '../ejson'
import { invalidOperator, invalidParameter } from '../errors'
import { PlatformError } from '../../platform-error'
import { ARRAYS } from './arrays'
import { DATES } from './dates'
import { COMPARISONS } from './comparisons'
import { TOTALS } from './gatherers'
import { withoutMissing } from './missing'
import { refuseNameIn } from './names'
import { TEXTS } from './texts'

/** An operator over its evaluated arguments; `{ $op: x }` gives one argument. A missing field is undefined. */
export type Operator = (args: unknown[]) => unknown
export type Variables = Record<string, unknown>
type Expression = (document: never, operand: never, options: never) => unknown

/** Where MongoDB's meaning differs from the library's, ours goes first: each file says where. */
const OURS: Record<string, Operator> = { ...COMPARISONS, ...TOTALS, ...ARRAYS, ...TEXTS, ...DATES }

/** As a condition: false, null, 0 and missing fail, everything else holds. */
export const truthy = (value: unknown) =>
  value !== false && value !== null && value !== 0 && value !== undefined

const eager =
  (operator: Operator): Expression =>
  (document, operand, options) => {
    const list = Array.isArray(operand) ? operand : [operand]
    return operator(evalExpr(document, list as never, options) as unknown[])
  }

/** `{ $size: ['$list'] }` and `{ $size: '$list' }` are the same to MongoDB, not to the library. */
const UNARY = (
  '$abs $ceil $exp $floor $ln $log10 $sqrt $arrayToObject $isArray $objectToArray $reverseArray $toLower ' +
  '$toUpper $strLenBytes $strLenCP $dayOfMonth $dayOfWeek $dayOfYear $isoDayOfWeek $isoWeek $isoWeekYear ' +
  '$millisecond $minute $month $second $hour $year'
).split(' ')

const library = expressions as unknown as Record<string, Expression>
const unwrapped = Object.fromEntries(
  UNARY.map((name): [string, Expression] => [
    name,
    (document, operand: unknown, options) => {
      const only: unknown = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand
      return library[name]!(document, only as never, options)
    },
  ]),
)

/** Only the branch taken is evaluated; the library takes no branch for nothing. */
const choose: Expression = (document, operand: { branches?: unknown; default?: unknown }, options) => {
  if (!Array.isArray(operand.branches)) throw new Error('$switch needs branches')
  for (const branch of operand.branches as { case: never; then: never }[]) {
    if (truthy(evalExpr(document, branch.case, options))) return evalExpr(document, branch.then, options)
  }
  if (!('default' in operand)) throw new Error('$switch could not find a matching branch and has no default')
  return evalExpr(document, operand.default as never, options)
}

const offered: Record<string, unknown> = {
  ...expressions,
  ...unwrapped,
  ...Object.fromEntries(Object.entries(OURS).map(([name, operator]) => [name, eager(operator)])),
  $switch: choose,
}
delete offered.$function // code in a query

export const context = Context.init({
  accumulator: { ...accumulators },
  expression: offered as never,
  pipeline: { ...pipeline },
  projection: { ...projections },
} as never)

const LITERAL = new Set(['$literal'])

/** Refuses unknown operators and impossible names even where no document would meet them. @throws PlatformError */
export function checkExpression(expression: unknown): void {
  if (Array.isArray(expression)) return expression.forEach(checkExpression)
  if (typeof expression === 'string' && expression.startsWith('$')) refuseName(expression.replace(/^\$+/, ''))
  if (!isPlainObject(expression)) return
  const names = Object.keys(expression)
  if (names[0]?.startsWith('$') && names.length > 1) {
    throw invalidOperator(`an expression has one operator only, not ${names.join(', ')}`)
  }
  for (const name of names) {
    const known = Object.hasOwn(offered, name) || Object.hasOwn(accumulators, name)
    if (name.startsWith('$') && !known) throw invalidOperator(`unknown expression operator ${name}`)
    refuseNameIn(name, expression[name])
    if (!LITERAL.has(name)) checkExpression(expression[name])
  }
}

/** The options with which the library runs anything of ours. */
export const optionsWith = (variables: Variables) =>
  ({ context, variables, scriptEnabled: false, idKey: '_id' }) as never

/** Makes an expression a function of a document. @throws PlatformError */
export function compileExpression(
  expression: unknown,
  variables: Variables = {},
): (document: Document) => unknown {
  checkExpression(expression)
  if (typeof expression === 'string' && /^\$[^$.]+$/.test(expression)) {
    const field = expression.slice(1)
    return (document) => (Object.hasOwn(document, field) ? document[field] : undefined)
  }
  if (expression === null || ['number', 'boolean'].includes(typeof expression)) return () => expression
  const options = optionsWith(variables)
  return (document) => {
    try {
      return withoutMissing(evalExpr(document, expression as never, options) as unknown)
    } catch (error) {
      if (error instanceof PlatformError) throw error
      throw invalidParameter((error as Error).message)
    }
  }
}
