import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileOnDisk } from './npm'
import type { Project } from './project'

/** Read and transform files, remembering each result by the file's content, and the last good one by its path. */
export interface Sources {
  /** @returns text of a file of the mini program, or null */
  read(appPath: string): string | null
  exists(appPath: string): boolean
  /**
   * Run a transform on a file unless its content (and `salt`) is the same as last time.
   * When it throws, `failed` is told and the last good result is used, if there was one.
   */
  cached<T>(kind: string, appPath: string, text: string, make: () => T | Promise<T>): Promise<T | null>
}

export function createSources(
  project: Project,
  failed: (file: string, message: string, kept: boolean) => void,
): Sources {
  const results = new Map<string, { hash: string; value: unknown }>()
  const isFile = (appPath: string) => {
    const file = fileOnDisk(project, appPath)
    return existsSync(file) && statSync(file).isFile()
  }
  return {
    exists: isFile,
    read: (appPath) => (isFile(appPath) ? readFileSync(fileOnDisk(project, appPath), 'utf8') : null),
    async cached<T>(kind: string, appPath: string, text: string, make: () => T | Promise<T>) {
      const key = `${kind}:${appPath}`
      const hash = createHash('sha1').update(text).digest('hex')
      const known = results.get(key)
      if (known?.hash === hash) return known.value as T
      try {
        const value = await make()
        results.set(key, { hash, value })
        return value
      } catch (error) {
        failed(appPath, (error as Error).message, known !== undefined)
        return (known?.value as T | undefined) ?? null
      }
    },
  }
}
