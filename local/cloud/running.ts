import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cloudFolder } from './cloud-folder'

const fileIn = (dataDir: string) => join(dataDir, 'url')

/** Leaves a running cloud's address beside its data, for the tools of the shell. @returns how to take it away */
export function tellUrl(dataDir: string, url: string): () => void {
  writeFileSync(fileIn(dataDir), url)
  return () => rmSync(fileIn(dataDir), { force: true })
}

/**
 * The address of a running cloud, without /admin: the one that was said, or the one whose data are in a folder (or the folder
 * around that one).
 * @throws Error when the folder has none
 */
export function runningUrl({ url, data }: { url?: string; data?: string }): string {
  if (url) return url.replace(/\/?(admin\/?)?$/, '')
  if (!data) throw new Error('say --url URL or --data DIR')
  try {
    return readFileSync(fileIn(cloudFolder(data).dir), 'utf8').trim()
  } catch {
    throw new Error(`no local cloud runs with its data in ${data}; start it, or say --url URL`)
  }
}
