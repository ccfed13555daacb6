import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'

/**
 * Tells of each file of settings (`*.json` of a folder) whose content has changed: collections, indexes and rules are
 * read at the start only, and whoever edits a rule would wonder why it does nothing. A file that only was touched, or is
 * empty for the moment it is being written, has not changed.
 * @returns how to stop
 */
export function watchSettings(folder: string, changed: (file: string) => void): () => void {
  const contentOf = (file: string) => {
    try {
      return createHash('sha256')
        .update(readFileSync(join(folder, file), 'utf8'))
        .digest('hex')
    } catch {
      return EMPTY // gone, or about to be put in place
    }
  }
  const known = new Map(readdirSync(folder).map((file) => [file, contentOf(file)]))
  const watcher = watch(folder, { persistent: false }, (_event, file) => {
    if (!file?.endsWith('.json')) return
    const content = contentOf(file)
    if (content === EMPTY || content === known.get(file)) return
    known.set(file, content)
    changed(file)
  })
  return () => watcher.close()
}

const EMPTY = createHash('sha256').digest('hex')
