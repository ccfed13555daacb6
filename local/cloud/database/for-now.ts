import type { Database } from './database'

/** Answers a read again as long as nothing can have changed: until the next commit or the end of this turn. */
export type ForNow = <T>(key: string, read: () => T) => T

/**
 * When a change wakes a thousand watches, each asks for the same documents and its rule for the same list of people;
 * with this they are read once.
 */
export function rememberForNow(database: Database): ForNow {
  const known = new Map<string, unknown>()
  database.onCommit(() => known.clear())
  return <T>(key: string, read: () => T): T => {
    if (known.has(key)) return known.get(key) as T
    if (known.size === 0) queueMicrotask(() => known.clear())
    const found = read()
    known.set(key, found)
    return found
  }
}
