import { createHash } from 'node:crypto'
import type { Clock } from '../clock'
import { PlatformError } from '../platform-error'
import type { Bucket, StoredFile } from './bucket'
import { fileDenied, fileMissing, invalidFile } from './errors'
import type { Links } from './links'
import { checkPath, type FileIds } from './names'
import type { BucketRule } from './rule'

/** Who asks: an administrator (every function is one), or a phone in the hand of an openid or of nobody. */
export type FileCaller = 'admin' | { openid: string | undefined }

/** Where and with what words the bytes of a new file are sent. */
export interface UploadPlace {
  url: string
  authorization: string
  fileId: string
  /** Stands in an HTTP header, so it is ASCII. */
  cosFileId: string
}

/** One file of a batch: code SUCCESS, or the platform's error for this one alone. */
export interface FileResult {
  fileID: string
  code: string
  message?: string
}
export interface LinkResult extends FileResult {
  tempFileURL: string
  /** Seconds. */
  maxAge: number
}

/** The bucket's files as the SDKs and the phones ask for them. Batches throw only when the whole is wrong. */
export interface Storage {
  /** @throws PlatformError INVALID_PARAM, STORAGE_EXCEED_AUTHORITY */
  uploadPlace(path: unknown, caller: FileCaller): UploadPlace
  links(wanted: { fileId: unknown; maxAge?: unknown; encoded?: boolean }[], caller: FileCaller): LinkResult[]
  remove(fileIds: unknown[], caller: FileCaller): Promise<FileResult[]>
  /** Copies or moves inside the bucket, by paths. Administrators only. */
  copy(list: Copying[]): Promise<FileResult[]>
  /** May this openid read and write these paths? */
  authority(
    openid: string,
    paths: unknown[],
  ): { path: string; cosFileId: string; read: boolean; write: boolean }[]
}
export interface Copying {
  from: unknown
  to: unknown
  overwrite: boolean
  removeOriginal: boolean
}
export interface StorageServices {
  bucket: Bucket
  ids: FileIds
  rule: BucketRule
  links: Links
  clock: Clock
  /** Address of the bucket's HTTP door, without a slash at the end. */
  url(): string
}

const BATCH = 50
/** One day, and no more: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-client-api/storage/getTempFileURL.html */
const MAX_AGE_S = 24 * 3600
const TICKET_MS = 15 * 60_000
const MB = 1024 * 1024
/** Bytes of one upload: object storage's own limit for one request, and what a phone may send. */
export const UPLOAD_LIMIT = { admin: 5 * 1024 * MB, phone: 10 * MB }

const encodedPath = (path: string) => path.split('/').map(encodeURIComponent).join('/')
const cosFileId = (path: string) => createHash('sha256').update(path).digest('hex')

export function createStorage({ bucket, ids, rule, links, clock, url }: StorageServices): Storage {
  const mayRead = (file: StoredFile, caller: FileCaller) =>
    caller === 'admin' || rule.mayRead(file.owner, caller.openid, clock.now())
  const mayWrite = (owner: string | null, caller: FileCaller) =>
    caller === 'admin' || rule.mayWrite(owner, caller.openid, clock.now())
  const findById = (fileId: unknown) => {
    const file = bucket.find(ids.pathOf(fileId))
    if (!file) throw fileMissing(String(fileId))
    return file
  }

  const linkTo = (
    { fileId, maxAge, encoded }: { fileId: unknown; maxAge?: unknown; encoded?: boolean },
    caller: FileCaller,
  ) => {
    const file = findById(fileId)
    if (!mayRead(file, caller)) throw fileDenied(String(fileId))
    const seconds = secondsOf(maxAge)
    const query = links.readQuery(file.path, clock.now() + seconds * 1000)
    // As it is, not percent-encoded: the SDKs encode it before they use it.
    const address = `${url()}/${encoded ? encodedPath(file.path) : file.path}?${query}`
    return { tempFileURL: address, maxAge: seconds }
  }
  const copyOne = async ({ from, to, overwrite, removeOriginal }: Copying): Promise<string> => {
    const [source, target] = [checkPath(from), checkPath(to)]
    const [file, bytes] = [bucket.find(source), bucket.read(source)]
    if (!file || !bytes) throw fileMissing(ids.of(source))
    if (!overwrite && bucket.find(target)) {
      bytes.destroy()
      throw new PlatformError('STORAGE_REQUEST_FAIL', `${target} exists and overwrite is not set`)
    }
    await bucket.put({ ...file, path: target, at: clock.now() }, bytes, Infinity)
    if (removeOriginal) await bucket.remove(source)
    return ids.of(target)
  }

  return {
    uploadPlace(given, caller) {
      const path = checkPath(given)
      const openid = caller === 'admin' ? undefined : caller.openid
      const existing = bucket.find(path)
      // A new file is judged as the uploader's own, an existing one by whose it is.
      if (!mayWrite(existing ? existing.owner : (openid ?? null), caller)) throw fileDenied(ids.of(path))
      const limit = caller === 'admin' ? UPLOAD_LIMIT.admin : UPLOAD_LIMIT.phone
      const ticket = { path, owner: openid ?? null, limit, expires: clock.now() + TICKET_MS }
      return {
        url: `${url()}/${encodedPath(path)}`,
        authorization: links.writeTicket(ticket),
        fileId: ids.of(path),
        cosFileId: cosFileId(path),
      }
    },
    links(wanted, caller) {
      return batch(wanted).map((one) => {
        try {
          return { fileID: String(one.fileId), code: 'SUCCESS', ...linkTo(one, caller) }
        } catch (error) {
          return { ...failed(one.fileId, error), tempFileURL: '', maxAge: 0 }
        }
      })
    },
    async remove(fileIds, caller) {
      const remove = async (fileId: unknown): Promise<FileResult> => {
        try {
          const file = findById(fileId)
          if (!mayWrite(file.owner, caller)) throw fileDenied(String(fileId))
          await bucket.remove(file.path)
          return { fileID: String(fileId), code: 'SUCCESS' }
        } catch (error) {
          return failed(fileId, error)
        }
      }
      return inTurn(batch(fileIds), remove)
    },
    async copy(list) {
      return inTurn(batch(list), async (one) => {
        try {
          return { fileID: await copyOne(one), code: 'SUCCESS' }
        } catch (error) {
          return failed(one.from, error)
        }
      })
    },
    authority(openid, paths) {
      return batch(paths).map((given) => {
        const path = checkPath(given)
        const owner = bucket.find(path)?.owner
        const may = { read: owner !== undefined && rule.mayRead(owner, openid, clock.now()) }
        return {
          path,
          cosFileId: cosFileId(path),
          ...may,
          write: mayWrite(owner === undefined ? openid : owner, { openid }),
        }
      })
    },
  }
}

function batch<T>(list: T[]): T[] {
  if (list.length > BATCH) throw invalidFile(`fileList has ${list.length} files, at most ${BATCH} at a time`)
  return list
}

async function inTurn<T, R>(list: T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const one of list) results.push(await work(one))
  return results
}

function failed(fileId: unknown, error: unknown): FileResult {
  if (!(error instanceof PlatformError)) throw error
  return { fileID: String(fileId), code: error.code, message: error.message }
}

function secondsOf(maxAge: unknown): number {
  if (maxAge === undefined || maxAge === null) return MAX_AGE_S
  if (typeof maxAge !== 'number' || !Number.isInteger(maxAge) || maxAge <= 0) {
    throw invalidFile('maxAge must be a whole number of seconds above 0')
  }
  return Math.min(maxAge, MAX_AGE_S)
}
