import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { openSqlite } from '../database/sqlite'
import { openBlobs } from './blobs'

/** What is known of a stored file. */
export interface StoredFile {
  path: string
  /** Bytes. */
  size: number
  contentType: string
  /** Openid of the phone that uploaded it; null for a function or an administrator. */
  owner: string | null
  /** Epoch milliseconds of the cloud's clock. */
  at: number
}

/** The one bucket of an environment. */
export interface Bucket {
  find(path: string): StoredFile | undefined
  read(path: string): Readable | undefined
  /** Stores or replaces a file; readers see the old one or the new one, never a half. @throws BucketRefusal */
  put(file: Omit<StoredFile, 'size'>, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile>
  /** @returns whether there was one */
  remove(path: string): Promise<boolean>
  /** Signs links; the same after a restart. */
  readonly secret: string
  close(): void
}

type Row = StoredFile & { blob: string }

/** Opens the bucket of a data folder, which the caller holds for itself alone; without one, in memory. */
export function openBucket(dataDir: string | undefined): Bucket {
  if (dataDir) mkdirSync(dataDir, { recursive: true })
  const sqlite = openSqlite(dataDir ? join(dataDir, 'storage.sqlite') : ':memory:')
  // FULL: the bytes are on disk before the entry is, and an acknowledged file survives a power cut.
  sqlite.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS files (
      path TEXT PRIMARY KEY, blob TEXT NOT NULL, size INTEGER NOT NULL, contentType TEXT NOT NULL,
      owner TEXT, at INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  `)
  sqlite
    .sql("INSERT OR IGNORE INTO settings (name, value) VALUES ('secret', ?)")
    .run(randomBytes(32).toString('hex'))
  const { value: secret } = sqlite.sql("SELECT value FROM settings WHERE name = 'secret'").get() as {
    value: string
  }
  const blobs = openBlobs(dataDir && join(dataDir, 'files'))
  const all = sqlite.sql('SELECT blob FROM files').all() as { blob: string }[]
  blobs.sweep(new Set(all.map(({ blob }) => blob)))

  const row = (path: string) =>
    sqlite.sql('SELECT path, blob, size, contentType, owner, at FROM files WHERE path = ?').get(path) as
      Row | undefined
  return {
    secret,
    find(path) {
      const found = row(path)
      if (!found) return undefined
      const { blob: _blob, ...file } = found
      return file
    },
    read(path) {
      const found = row(path)
      return found && blobs.read(found.blob)
    },
    async put({ path, contentType, owner, at }, bytes, limit) {
      const { blob, size } = await blobs.keep(bytes, limit)
      const before = row(path)
      sqlite
        .sql(
          'INSERT OR REPLACE INTO files (path, blob, size, contentType, owner, at) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(path, blob, size, contentType, owner, at)
      if (before) await blobs.remove(before.blob)
      return { path, size, contentType, owner, at }
    },
    async remove(path) {
      const found = row(path)
      if (!found) return false
      sqlite.sql('DELETE FROM files WHERE path = ?').run(path)
      await blobs.remove(found.blob)
      return true
    },
    close: () => sqlite.close(),
  }
}
