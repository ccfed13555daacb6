import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite } from '../database/sqlite'
import { PlatformError } from '../platform-error'

const PREFIX = '.snapshot-'
/** What belongs to the process that runs, not to its state. */
const OF_THE_PROCESS = new Set(['lock.sqlite', 'owner', 'url'])

export const isState = (name: string) =>
  !OF_THE_PROCESS.has(name) && !name.startsWith(PREFIX) && !/\.sqlite-(wal|shm|journal)$/.test(name)

/**
 * Copies a data folder's state, as it is at this moment, into a new folder inside it. It neither waits nor yields:
 * within the process that owns the folder nothing can be written meanwhile, so databases and files fit each other.
 * Stored files are hard links, since they never change.
 * @returns the new folder, the caller's to delete
 */
export function snapshot(dataDir: string): string {
  sweepLeftovers(dataDir)
  const into = mkdtempSync(join(dataDir, PREFIX))
  try {
    copyState(dataDir, into)
  } catch (error) {
    rmSync(into, { recursive: true, force: true })
    throw error
  }
  return into
}

/** Of exports that were killed. One that is still being packed is younger. */
function sweepLeftovers(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const old = name.startsWith(PREFIX) && statSync(join(dataDir, name)).mtimeMs < Date.now() - 3_600_000
    if (old) rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

function copyState(from: string, into: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(into, entry.name)]
    if (!isState(entry.name)) continue
    if (entry.isDirectory()) {
      mkdirSync(target)
      copyState(source, target)
    } else if (entry.isFile() && entry.name.endsWith('.sqlite')) copyDatabase(source, target)
    else if (entry.isFile()) linkOrCopy(source, target)
  }
}

/** Whole and without its log, whoever is writing. */
function copyDatabase(source: string, target: string): void {
  const sqlite = openSqlite(source)
  try {
    sqlite.sql('VACUUM INTO ?').run(target)
  } finally {
    sqlite.close()
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target) // a file system without hard links
  }
}

/** What a running cloud does for `cloud:export`; answers the folder's path, since both are on one machine. */
export function snapshotOverHttp(
  dataDir: string | undefined,
  method: string,
): { dataDir: string; dir: string } {
  if (method !== 'POST') throw new PlatformError('INVALID_PARAM', 'POST makes a snapshot')
  if (!dataDir) {
    throw new PlatformError(
      'OPERATION_NOT_SUPPORTED',
      'this cloud keeps everything in memory; start it with --data DIR',
    )
  }
  return { dataDir, dir: snapshot(dataDir) }
}
