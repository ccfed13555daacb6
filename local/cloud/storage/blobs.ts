import { randomBytes } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { BucketRefusal } from './errors'

/** The bytes of files under names of our own making: nothing a caller says ever becomes a name on disk. */
export interface Blobs {
  /** Keeps a stream to its end; what it resolves to is on disk. @throws BucketRefusal when it is over `limit` bytes */
  keep(source: AsyncIterable<Uint8Array>, limit: number): Promise<{ blob: string; size: number }>
  read(blob: string): Readable
  remove(blob: string): Promise<void>
  /** Removes what a crash left without an entry. */
  sweep(known: Set<string>): void
}

const INCOMPLETE = '.part'

/** In a folder, or in memory without one. */
export function openBlobs(dir: string | undefined): Blobs {
  return dir ? onDisk(dir) : inMemory()
}

const newName = () => randomBytes(12).toString('hex')

/** Reads to the end even when it is too much: a caller whose upload is cut sees a network error instead. */
async function* upTo(source: AsyncIterable<Uint8Array>, limit: number) {
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size <= limit) yield chunk
  }
  if (size <= limit) return
  const message = `Your proposed upload exceeds the maximum allowed object size of ${limit} bytes`
  throw new BucketRefusal(400, 'EntityTooLarge', message)
}

function onDisk(dir: string): Blobs {
  mkdirSync(dir, { recursive: true })
  const file = (blob: string) => join(dir, blob)
  return {
    async keep(source, limit) {
      const blob = newName()
      const part = file(blob + INCOMPLETE)
      let size = 0
      try {
        const handle = await open(part, 'wx')
        try {
          for await (const chunk of upTo(source, limit)) {
            await handle.writeFile(chunk)
            size += chunk.length
          }
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(part, file(blob))
        await syncFolder(dir)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
      return { blob, size }
    },
    read: (blob) => createReadStream(file(blob)),
    remove: (blob) => rm(file(blob), { force: true }),
    sweep(known) {
      for (const name of readdirSync(dir)) if (!known.has(name)) rmSync(file(name), { force: true })
    },
  }
}

/** Without it a power cut could forget the new name although the bytes are there. */
async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  await handle.sync().finally(() => handle.close())
}

function inMemory(): Blobs {
  const kept = new Map<string, Uint8Array[]>()
  return {
    async keep(source, limit) {
      const chunks: Uint8Array[] = []
      for await (const chunk of upTo(source, limit)) chunks.push(chunk)
      const blob = newName()
      kept.set(blob, chunks)
      return { blob, size: chunks.reduce((sum, { length }) => sum + length, 0) }
    },
    read: (blob) => Readable.from(kept.get(blob) ?? [], { objectMode: false }),
    remove: async (blob) => void kept.delete(blob),
    sweep() {},
  }
}
