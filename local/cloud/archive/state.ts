import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { cloudFolder } from '../cloud-folder'
import { takeDataFolder } from '../database/data-folder'
import { runningUrl } from '../running'
import { packState, type Part } from './pack'
import { snapshot } from './snapshot'
import { unpackState } from './unpack'

/**
 * Writes the whole state of a cloud as one file: of a running one (by its url or its folder) as of one moment, or of a
 * stopped one. `data` may be the folder around the cloud's own; what lies beside it goes along.
 * @throws Error with a sentence for people
 */
export async function exportState(from: { url?: string; data?: string }, file: string) {
  if (from.url) return withSnapshot(await askForSnapshot(runningUrl(from)), [], '', file)
  const data = resolve(from.data ?? '')
  const cloud = cloudFolder(data)
  const beside: Part[] = cloud.at ? [{ dir: data, at: '', without: cloud.at }] : []
  const folder = ownOrRunning(cloud.dir)
  if (!folder)
    return withSnapshot(await askForSnapshot(runningUrl({ data: cloud.dir })), beside, cloud.at, file)
  try {
    return await withSnapshot(snapshot(cloud.dir), beside, cloud.at, file)
  } finally {
    folder.release()
  }
}

function ownOrRunning(dir: string) {
  try {
    return takeDataFolder(dir)
  } catch {
    return undefined // somebody runs it
  }
}

async function askForSnapshot(url: string): Promise<string> {
  const response = await fetch(`${url}/admin/snapshot`, { method: 'POST' }).catch(() => undefined)
  if (!response) throw new Error(`no local cloud answers at ${url}`)
  const answer = (await response.json()) as { dir?: string; message?: string }
  if (!answer.dir) throw new Error(answer.message ?? `${url} gives no snapshot`)
  return answer.dir
}

async function withSnapshot(dir: string, beside: Part[], at: string, file: string) {
  try {
    return await packState([...beside, { dir, at }], file)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/**
 * Puts an exported state into a folder. Nothing changes before all of it is unpacked and checked.
 * @param replace whether what is in the folder may go
 * @throws Error with a sentence for people
 */
export async function importState(file: string, data: string, replace: boolean): Promise<{ files: number }> {
  const target = resolve(data)
  if (!existsSync(file)) throw new Error(`there is no file ${file}`)
  const full = existsSync(target) && readdirSync(target).length > 0
  if (full && !replace)
    throw new Error(`${target} is not empty; --replace puts the archive in place of what is there`)
  const release = full ? takeWhatIsThere(target) : () => {}
  mkdirSync(dirname(target), { recursive: true })
  const fresh = mkdtempSync(join(dirname(target), `.${basename(target)}-import-`))
  try {
    const done = await unpackState(file, fresh)
    const old = full ? `${fresh}-old` : undefined
    if (old) renameSync(target, old)
    else if (existsSync(target)) rmdirSync(target)
    renameSync(fresh, target)
    release()
    if (old) rmSync(old, { recursive: true, force: true })
    return done
  } catch (error) {
    release()
    rmSync(fresh, { recursive: true, force: true })
    throw error
  }
}

/** @throws Error when a cloud runs on it, or when it is somebody's folder of other things */
function takeWhatIsThere(dir: string): () => void {
  const folder = takeDataFolder(cloudFolder(dir).dir)
  return () => folder.release()
}
