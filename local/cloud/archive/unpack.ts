import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { openSqlite } from '../database/sqlite'
import {
  ArchiveRefusal,
  MANIFEST,
  MAX_MANIFEST_BYTES,
  notOurs,
  readManifest,
  type ArchivedFile,
} from './manifest'

/**
 * Unpacks an exported state into an empty folder, and checks all of it.
 * @throws ArchiveRefusal when it is damaged, hostile or of another format; the folder is then
 * half full and the caller's to delete
 */
export async function unpackState(file: string, into: string): Promise<{ files: number }> {
  const tar = extract()
  let wanted: Map<string, ArchivedFile> | undefined
  let files = 0
  const keep = async () => {
    for await (const entry of tar) {
      const { name, type, size = 0 } = entry.header
      const refuse = (what: string) =>
        new ArchiveRefusal(`the archive holds ${JSON.stringify(name)}, ${what}`)
      if (type !== 'file') throw refuse(`a ${type ?? 'strange thing'}, not a file`)
      if (!wanted) {
        if (name !== MANIFEST || size > MAX_MANIFEST_BYTES) throw notOurs()
        const { files: named } = readManifest(await textOf(entry as AsyncIterable<Uint8Array>))
        wanted = new Map(named.map((one) => [one.name, one]))
        continue
      }
      const expected = wanted.get(name)
      if (!expected) throw refuse('which its list does not name')
      if (expected.size !== size) throw refuse('with another size than its list says')
      await keepFile(entry as unknown as Readable, join(into, name), expected)
      wanted.delete(name)
      files++
    }
  }
  const read = pipeline(createReadStream(file), createGunzip(), tar)
  const [keeping, reading] = await Promise.allSettled([keep(), read])
  // What is wrong in the archive is the better reason than that reading stopped there.
  for (const outcome of [keeping, reading]) {
    if (outcome.status === 'rejected' && outcome.reason instanceof ArchiveRefusal) throw outcome.reason
  }
  if (reading.status === 'rejected') throw new ArchiveRefusal(`${file} is damaged: ${String(reading.reason)}`)
  if (keeping.status === 'rejected') throw keeping.reason
  const [missing] = wanted?.keys() ?? []
  if (missing) throw new ArchiveRefusal(`${file} is damaged: ${missing} is missing`)
  if (!wanted) throw notOurs()
  return { files }
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function keepFile(entry: Readable, path: string, { name, sha256 }: ArchivedFile): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const hash = createHash('sha256')
  entry.on('data', (chunk: Uint8Array) => hash.update(chunk))
  await pipeline(entry, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  if (hash.digest('hex') !== sha256)
    throw new ArchiveRefusal(`the archive is damaged: ${name} has other bytes than its list says`)
  if (name.endsWith('.sqlite')) checkDatabase(path, name)
}

function checkDatabase(path: string, name: string): void {
  const sqlite = openSqlite(path)
  try {
    sqlite.exec('PRAGMA trusted_schema = OFF')
    const [row] = sqlite.sql('PRAGMA quick_check(1)').all() as { quick_check: string }[]
    if (row?.quick_check !== 'ok') throw new Error(row?.quick_check)
  } catch (error) {
    throw new ArchiveRefusal(
      `the archive is damaged: ${name} is no whole database (${(error as Error).message})`,
    )
  } finally {
    sqlite.close()
  }
}
