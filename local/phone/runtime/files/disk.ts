import { device, holder } from '../report'

/** A file, or a folder when it has no bytes. */
export interface Entry {
  blob: Blob | null
  /** Epoch milliseconds of its last change. */
  at: number
}

/** `wx.env.USER_DATA_PATH`, as Android has it. */
export const USER_ROOT = 'wxfile://usr'
const TEMP_PREFIX = 'wxfile://tmp_'
export const SAVED_PREFIX = 'wxfile://store_'
/** What an app may keep on a phone, in bytes: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/file-system.html */
export const KEPT_LIMIT = 200 * 1024 * 1024

const entries = new Map<string, Entry>([[USER_ROOT, { blob: null, at: 0 }]])
const addresses = new Map<string, string>()
let database: IDBDatabase | null = null
let lastWrite: Promise<unknown> = Promise.resolve()

/** Temporary files vanish when the app starts anew, all others stay. */
export const isTemporary = (path: string) => path.startsWith(TEMP_PREFIX)

/**
 * Reads what this holder's phone keeps; to be awaited before the app starts, since half of the file API is synchronous.
 * All entries are known in memory, their bytes stay with the browser until they are read.
 */
export async function openDisk(): Promise<void> {
  const opening = indexedDB.open(`files:${device}:${holder}`, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('files')
  database = await done(opening)
  const store = database.transaction('files').objectStore('files')
  const [paths, kept] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
  paths.forEach((path, at) => entries.set(String(path), kept[at] as Entry))
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

export const entryAt = (path: string) => entries.get(path)
export const allPaths = () => [...entries.keys()]

export function putEntry(path: string, blob: Blob | null, at = Date.now()) {
  entries.set(path, { blob, at })
  forgetAddress(path)
  if (!isTemporary(path)) write((store) => store.put({ blob, at }, path))
}

export function removeEntry(path: string) {
  entries.delete(path)
  forgetAddress(path)
  if (!isTemporary(path)) write((store) => store.delete(path))
}

function write(change: (store: IDBObjectStore) => void) {
  const wrote = new Promise<void>((resolve, reject) => {
    const transaction = (database as IDBDatabase).transaction('files', 'readwrite')
    transaction.oncomplete = () => resolve()
    transaction.onabort = transaction.onerror = () => reject(transaction.error)
    change(transaction.objectStore('files'))
  })
  lastWrite = Promise.all([lastWrite, wrote])
  lastWrite.catch(() => undefined) // told to whoever waits for kept()
}

/** Resolves when everything written so far outlives a closed browser. @throws when the browser has no room */
export async function kept(): Promise<void> {
  const writes = lastWrite
  await writes.finally(() => {
    if (lastWrite === writes) lastWrite = Promise.resolve()
  })
}

/** Bytes of all files that stay. */
export const keptSize = () =>
  [...entries].reduce((sum, [path, { blob }]) => sum + (isTemporary(path) ? 0 : (blob?.size ?? 0)), 0)

/** Keep bytes until the app starts anew. @param extension with its dot @returns the path */
export function putTemporary(blob: Blob, extension: string): string {
  const path = `${TEMP_PREFIX}${crypto.randomUUID().replaceAll('-', '')}${extension}`
  putEntry(path, blob)
  return path
}

/** Where the browser finds a file of the phone; '' when there is none. */
export function addressOf(path: string): string {
  const blob = entries.get(path)?.blob
  if (!blob) return ''
  const address = addresses.get(path) ?? URL.createObjectURL(blob)
  addresses.set(path, address)
  return address
}

function forgetAddress(path: string) {
  const address = addresses.get(path)
  if (address) URL.revokeObjectURL(address)
  addresses.delete(path)
}
