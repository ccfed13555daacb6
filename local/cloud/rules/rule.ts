import { parseExpression, type Expression } from './expression'

/** A rule made ready: its tree and the document fields it looks at. */
export interface Rule {
  expression: Expression
  /** Dotted paths under `doc`. A query must fix each of them, since rules are not filters. */
  docFields: string[]
}

/** @throws Error when the text is not a rule */
export function parseRule(source: string | boolean): Rule {
  const expression = parseExpression(String(source))
  const fields = new Set<string>()
  collect(expression, fields)
  if (fields.has('')) throw new Error(`rule "${source}": doc alone is not a value, name a field of it`)
  return { expression, docFields: [...fields] }
}

function collect(node: Expression, fields: Set<string>): void {
  const path = docPath(node)
  if (path !== undefined) fields.add(path)
  else if (node.kind === 'field') collect(node.of, fields)
  else if (node.kind === 'not') collect(node.operand, fields)
  else if (node.kind === 'binary') [node.left, node.right].forEach((side) => collect(side, fields))
  else if (node.kind === 'list') node.items.forEach((item) => collect(item, fields))
  else if (node.kind === 'get') {
    for (const part of node.path) if (typeof part !== 'string') collect(part, fields)
  }
}

/** 'a.b' for doc.a.b, '' for doc alone, undefined for anything else. */
export function docPath(node: Expression): string | undefined {
  if (node.kind === 'name') return node.name === 'doc' ? '' : undefined
  if (node.kind !== 'field') return undefined
  const path = docPath(node.of)
  return path === undefined ? undefined : path === '' ? node.name : `${path}.${node.name}`
}
