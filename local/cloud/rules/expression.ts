/** The expression language of CloudBase's security rules, read into a tree; nothing is evaluated as code. */
export type Expression =
  | { kind: 'literal'; value: unknown }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'name'; name: 'auth' | 'doc' | 'now' }
  | { kind: 'field'; of: Expression; name: string }
  | { kind: 'get'; path: (string | Expression)[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }

const MAX_LENGTH = 1024
const MAX_GETS = 3
const BINARY = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=', 'in']]

interface Token {
  kind: 'operator' | 'name' | 'number' | 'text' | 'template' | 'end'
  text: string
}

const TOKEN =
  /\s*(?:(?<operator>\|\||&&|==|!=|<=|>=|[<>!()[\].,])|(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z_$][\w$]*)|'(?<single>[^']*)'|"(?<double>[^"]*)"|`(?<template>[^`]*)`)/y

/** @throws Error naming the place where the text is not a rule */
export function parseExpression(source: string): Expression {
  if (source.length > MAX_LENGTH) throw new Error(`rule is longer than ${MAX_LENGTH} characters`)
  const tokens = tokenize(source)
  let at = 0
  let gets = 0
  const peek = () => tokens[at]!
  const next = () => tokens[at++]!
  const fail = (): never => {
    throw new Error(`rule "${source}": unexpected ${peek().text || 'end'}`)
  }
  /** For a token already taken. */
  const unexpected = (): never => {
    at--
    return fail()
  }
  const takes = (text: string) => {
    const hit = peek().text === text && (peek().kind === 'operator' || peek().kind === 'name')
    if (hit) at++
    return hit
  }
  const expect = (text: string) => takes(text) || fail()

  const binary = (level: number): Expression => {
    if (level === BINARY.length) return unary()
    let left = binary(level + 1)
    for (;;) {
      const operator = BINARY[level]!.find(takes)
      if (!operator) return left
      left = { kind: 'binary', operator, left, right: binary(level + 1) }
    }
  }
  const unary = (): Expression => (takes('!') ? { kind: 'not', operand: unary() } : fields(primary()))

  const fields = (of: Expression): Expression => {
    let whole = of
    while (takes('.')) {
      const { kind, text } = next()
      if (kind !== 'name') return unexpected()
      whole = { kind: 'field', of: whole, name: text }
    }
    return whole
  }
  const primary = (): Expression => {
    const { kind, text } = next()
    if (kind === 'number') return { kind: 'literal', value: Number(text) }
    if (kind === 'text') return { kind: 'literal', value: text }
    if (text === '(' && kind === 'operator') {
      const inner = binary(0)
      expect(')')
      return inner
    }
    if (text === '[' && kind === 'operator') return list()
    if (kind === 'name') {
      if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true' }
      if (text === 'null' || text === 'undefined') return { kind: 'literal', value: null }
      if (text === 'auth' || text === 'doc' || text === 'now') return { kind: 'name', name: text }
      if (text === 'get') return get()
    }
    return unexpected()
  }
  const list = (): Expression => {
    const items: Expression[] = []
    if (takes(']')) return { kind: 'list', items }
    do items.push(binary(0))
    while (takes(','))
    expect(']')
    return { kind: 'list', items }
  }
  const get = (): Expression => {
    if (++gets > MAX_GETS) throw new Error(`rule "${source}": more than ${MAX_GETS} get()`)
    expect('(')
    const { kind, text } = next()
    if (kind !== 'text' && kind !== 'template') return unexpected()
    expect(')')
    return { kind: 'get', path: kind === 'text' ? [text] : templateParts(text) }
  }

  const whole = binary(0)
  if (peek().kind !== 'end') fail()
  return whole
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  const text = source.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex
    const groups = TOKEN.exec(text)?.groups
    if (!groups) throw new Error(`rule "${source}": cannot read "${text.slice(from, from + 10)}"`)
    const { operator, number, name, single, double, template } = groups
    if (operator !== undefined) tokens.push({ kind: 'operator', text: operator })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else if (template !== undefined) tokens.push({ kind: 'template', text: template })
    else tokens.push({ kind: 'text', text: single ?? double ?? '' })
  }
  tokens.push({ kind: 'end', text: '' })
  return tokens
}

/** `database.coll.${doc.x}` → ['database.coll.', the expression doc.x] */
function templateParts(template: string): (string | Expression)[] {
  return template
    .split(/\$\{([^}]*)\}/)
    .map((part, i) => (i % 2 ? parseExpression(part) : part))
    .filter((part) => part !== '')
}
