import { isPlainObject, type Document } from '../ejson'

/**
 * A computed value without its missing fields: MongoDB leaves them out, and in a list takes null for them. The
 * library keeps them as undefined, which would go out as null everywhere.
 * @returns the same value when nothing is missing
 */
export function withoutMissing<T>(value: T): T {
  if (Array.isArray(value)) {
    const list = value.map((item: unknown) => (item === undefined ? null : withoutMissing(item)))
    return list.some((item, i) => item !== value[i]) ? (list as T) : value
  }
  if (!isPlainObject(value)) return value
  const entries = Object.entries(value)
  const kept: Document = {}
  let changed = false
  for (const [name, inner] of entries) {
    const left = withoutMissing(inner)
    if (left !== undefined) kept[name] = left
    changed ||= left === undefined || left !== inner
  }
  return changed ? (kept as T) : value
}

/** The same for the fields of documents that a stage computed. @param paths what it wrote; absent: all */
export function withoutMissingAt(documents: Document[], paths?: string[]): Document[] {
  const names = paths && [...new Set(paths.map((path) => path.split('.')[0]!))]
  return documents.map((document) => {
    let shown = document
    for (const name of names ?? Object.keys(document)) {
      if (!Object.hasOwn(document, name)) continue
      const left = withoutMissing(document[name])
      if (left === document[name] && left !== undefined) continue
      if (shown === document) shown = { ...document }
      if (left === undefined) delete shown[name]
      else shown[name] = left
    }
    return shown
  })
}
