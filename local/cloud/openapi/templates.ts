import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldType } from './template-fields'

/** A subscription message as the WeChat console lists it. */
export interface Template {
  id: string
  title: string
  /** 'once': one consent, one message. 'long': one consent, any number, until taken back. */
  kind: 'once' | 'long'
  /** In the order in which the message shows them; `values` for enum fields only. */
  fields: { key: string; label: string; values?: string[] }[]
}

const FILE = 'templates.json'

/**
 * Reads <configDir>/templates.json: a list of Template. No file, no templates.
 * @throws Error naming the template and what is wrong with it
 */
export function readTemplates(configDir: string | undefined): Map<string, Template> {
  const file = configDir && join(configDir, FILE)
  if (!file || !existsSync(file)) return new Map()
  const list = JSON.parse(readFileSync(file, 'utf8')) as unknown
  if (!Array.isArray(list)) throw new Error(`${FILE}: a list of templates expected`)
  const templates = list.map(check)
  const known = new Map(templates.map((template) => [template.id, template]))
  if (known.size < templates.length) throw new Error(`${FILE}: two templates have the same id`)
  return known
}

function check(given: unknown, index: number): Template {
  const { id, title, kind, fields } = (given ?? {}) as Partial<Template>
  const wrong = (what: string) => new Error(`${FILE}: template ${id ?? index}: ${what}`)
  if (typeof id !== 'string' || id === '') throw wrong('id is missing')
  if (typeof title !== 'string' || title === '') throw wrong('title is missing')
  if (kind !== 'once' && kind !== 'long') throw wrong('kind must be once or long')
  if (!Array.isArray(fields) || fields.length === 0) throw wrong('fields are missing')
  for (const { key, label, values } of fields) {
    const type = typeof key === 'string' ? fieldType(key) : undefined
    if (!type) throw wrong(`field ${key}: a type and a number expected, e.g. thing1`)
    if (typeof label !== 'string' || label === '') throw wrong(`field ${key}: label is missing`)
    const closed = type === 'enum' || type === 'const'
    if (closed !== Array.isArray(values))
      throw wrong(`field ${key}: values belong to enum and const, and only there`)
  }
  return { id, title, kind, fields }
}
