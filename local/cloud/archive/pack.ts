import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack as createTar } from 'tar-stream'
import { MANIFEST, type ArchivedFile, type Manifest } from './manifest'
import { isState } from './snapshot'

/** A folder that goes into an archive under a path ('' = its root). Nothing in it may change meanwhile. */
export interface Part {
  dir: string
  at: string
  /** The one entry of `dir` that stays out. */
  without?: string
}

/**
 * Writes folders as one .tar.gz, the manifest first.
 * @returns how many files and bytes went in
 * @throws Error when the file cannot be written; then there is none
 */
export async function packState(parts: Part[], file: string): Promise<{ files: number; bytes: number }> {
  const found = parts.flatMap(({ dir, at, without }) => filesIn(dir, at, without))
  const files: ArchivedFile[] = []
  for (const { path, name } of found) {
    files.push({ name, size: statSync(path).size, sha256: await digestOf(path) })
  }
  const manifest: Manifest = {
    format: 'local-cloud-state',
    version: 1,
    made: new Date().toISOString(),
    files,
  }
  const tar = createTar()
  const unfinished = `${file}.part`
  const write = async () => {
    tar.entry({ name: MANIFEST }, JSON.stringify(manifest))
    for (const [at, { name, size }] of files.entries()) {
      await pipeline(createReadStream(found[at]!.path), tar.entry({ name, size, mode: 0o600 }))
    }
    tar.finalize()
  }
  try {
    await Promise.all([pipeline(tar, createGzip(), createWriteStream(unfinished)), write()])
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) }
}

function filesIn(dir: string, at: string, without?: string): { path: string; name: string }[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const [path, name] = [join(dir, entry.name), at ? `${at}/${entry.name}` : entry.name]
    if (!isState(entry.name) || entry.name === without) return []
    return entry.isDirectory() ? filesIn(path, name) : entry.isFile() ? [{ path, name }] : []
  })
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
