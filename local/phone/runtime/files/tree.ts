import { ApiFailure } from '../api/call'
import { assetUrl } from '../assets'
import {
  addressOf,
  allPaths,
  entryAt,
  isTemporary,
  KEPT_LIMIT,
  keptSize,
  putEntry,
  removeEntry,
  USER_ROOT,
  type Entry,
} from './disk'
import { readNow } from './bytes'

/** Paths as the platform takes them: a slash at the end means nothing, and none climbs out of its root. */
export function tidy(path: unknown, name: string): string {
  if (typeof path !== 'string' || path === '')
    throw new ApiFailure(`parameter error: parameter.${name} should be String`)
  const scheme = /^wxfile:\/\//.exec(path)?.[0] ?? ''
  const parts: string[] = []
  for (const part of path.slice(scheme.length).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return scheme + parts.join('/')
}

export const isUnder = (path: string, folder: string) => path.startsWith(`${folder}/`)
export const mayWrite = (path: string) => path === USER_ROOT || isUnder(path, USER_ROOT)
const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

/** A path without a scheme names a file of the app's own package. */
export const inPackage = (path: string) => !path.startsWith('wxfile://')

export const isFolder = (path: string) => entryAt(path)?.blob === null
export const hasParent = (path: string) => isFolder(parentOf(path))

/** The bytes of a file, wherever it lies; null when it is none. */
export function contentOf(path: string): Uint8Array | null {
  const address = inPackage(path) ? assetUrl(`/${path}`, '') : addressOf(path)
  return address ? readNow(address) : null
}

/** A file as the phone hands it on: of the package it is read first. */
export function blobOf(path: string): Blob | null {
  if (!inPackage(path)) return entryAt(path)?.blob ?? null
  const bytes = contentOf(path)
  return bytes && new Blob([bytes as BlobPart])
}

/** Write a file that stays. @throws ApiFailure when the app would keep more than it may */
export function keep(path: string, blob: Blob) {
  const before = entryAt(path)?.blob?.size ?? 0
  if (!isTemporary(path) && keptSize() - before + blob.size > KEPT_LIMIT)
    throw new ApiFailure('the maximum size of the file storage limit is exceeded')
  putEntry(path, blob)
}

/** Names directly in a folder. */
export const namesIn = (folder: string) =>
  allPaths()
    .filter((path) => isUnder(path, folder) && parentOf(path) === folder)
    .map((path) => path.slice(folder.length + 1))
    .sort()

/** Everything below a folder, the folder itself last. */
export const wholeOf = (folder: string) => [
  ...allPaths()
    .filter((path) => isUnder(path, folder))
    .sort((a, b) => b.length - a.length),
  folder,
]

export function makeFolders(path: string) {
  for (let at = path; !entryAt(at) && mayWrite(at); at = parentOf(at)) putEntry(at, null)
}

export function move(from: string, to: string) {
  for (const path of isFolder(from) ? wholeOf(from) : [from]) {
    const { blob, at } = entryAt(path) as Entry
    putEntry(to + path.slice(from.length), blob, at)
    removeEntry(path)
  }
}
