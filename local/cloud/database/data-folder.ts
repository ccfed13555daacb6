import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite } from './sqlite'

export interface DataFolder {
  databaseFile: string
  release(): void
}

/**
 * Takes a data folder for this process alone. The lock is SQLite's own lock on a small file, which the
 * operating system drops when the process dies: a kill -9 leaves nothing stale behind.
 * @throws Error naming the owner when another local cloud holds the folder
 */
export function takeDataFolder(dir: string): DataFolder {
  mkdirSync(dir, { recursive: true })
  const ownerFile = join(dir, 'owner')
  const lock = openSqlite(join(dir, 'lock.sqlite'))
  try {
    lock.exec('PRAGMA busy_timeout = 0')
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new Error(`data folder ${dir} is in use by another local cloud (process ${ownerOf(ownerFile)})`)
  }
  writeFileSync(ownerFile, String(process.pid))
  return { databaseFile: join(dir, 'database.sqlite'), release: () => lock.close() }
}

function ownerOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return 'unknown'
  }
}
