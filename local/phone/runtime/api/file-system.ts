import { bytesToText, textToBytes } from '../files/bytes'
import { entryAt, isTemporary, kept, removeEntry, SAVED_PREFIX, allPaths, USER_ROOT } from '../files/disk'
import * as tree from '../files/tree'
import { ApiFailure, callable } from './call'
import { createWx } from './wx'

const missing = (what: string) => new ApiFailure(`no such file or directory${what}`)
const denied = (what: string) => new ApiFailure(`permission denied, ${what}`)
const open = (path: string) => `, open ${path}`

/** What an operation takes: named in the asynchronous call, in this order in the synchronous one. */
interface Operation {
  names: string[]
  /** How a bare result of the synchronous call is named in the asynchronous one's. */
  result?: string
  run(...given: unknown[]): unknown
}

const extensionOf = (path: string) => /\.\w+$/.exec(path)?.[0] ?? ''

function stats(path: string) {
  const { blob, at } = entryAt(path) as NonNullable<ReturnType<typeof entryAt>>
  const seconds = Math.floor(at / 1000)
  return {
    mode: blob ? 33206 : 16822,
    size: blob?.size ?? 0,
    lastAccessedTime: seconds,
    lastModifiedTime: seconds,
    isFile: () => blob !== null,
    isDirectory: () => blob === null,
  }
}

function bytesIn(data: unknown, encoding: unknown): BlobPart {
  if (data instanceof ArrayBuffer) return data
  if (ArrayBuffer.isView(data)) return data as ArrayBufferView<ArrayBuffer>
  if (typeof data !== 'string') throw new ApiFailure('parameter error: data should be String or ArrayBuffer')
  const bytes = textToBytes(data, String(encoding ?? 'utf8'))
  if (!bytes) throw new ApiFailure(`${String(encoding)} encode error`)
  return bytes as BlobPart
}

/** A path whose file is about to be written. */
function target(given: unknown): string {
  const path = tree.tidy(given, 'filePath')
  if (!tree.mayWrite(path)) throw denied(`open ${path}`)
  if (tree.isFolder(path)) throw new ApiFailure(`illegal operation on a directory, open ${path}`)
  if (!tree.hasParent(path)) throw missing(open(path))
  return path
}

/** What FileSystemManager does; each thrown failure becomes errMsg or an Error, after the operation's name. */
const operations: Record<string, Operation> = {
  access: {
    names: ['path'],
    run(given) {
      const path = tree.tidy(given, 'path')
      if (tree.inPackage(path) ? !tree.contentOf(path) : !entryAt(path)) throw missing(` ${path}`)
    },
  },
  readFile: {
    names: ['filePath', 'encoding', 'position', 'length'],
    result: 'data',
    run(given, encoding, position, length) {
      const path = tree.tidy(given, 'filePath')
      if (tree.isFolder(path)) throw new ApiFailure(`illegal operation on a directory${open(path)}`)
      const whole = tree.contentOf(path)
      if (!whole) throw missing(open(path))
      const from = Number(position ?? 0)
      const bytes = whole.slice(from, length === undefined ? undefined : from + Number(length))
      if (encoding === undefined || encoding === null || encoding === '') return bytes.buffer
      const text = bytesToText(bytes, String(encoding))
      if (text === undefined) throw new ApiFailure(`invalid encoding "${String(encoding)}"`)
      return text
    },
  },
  writeFile: {
    names: ['filePath', 'data', 'encoding'],
    run(given, data, encoding) {
      tree.keep(target(given), new Blob([bytesIn(data, encoding)]))
    },
  },
  appendFile: {
    names: ['filePath', 'data', 'encoding'],
    run(given, data, encoding) {
      const path = target(given)
      const before = entryAt(path)?.blob
      if (!before) throw missing(open(path))
      tree.keep(path, new Blob([before, bytesIn(data, encoding)]))
    },
  },
  copyFile: {
    names: ['srcPath', 'destPath'],
    run(from, to) {
      const [source, destination] = [tree.tidy(from, 'srcPath'), tree.tidy(to, 'destPath')]
      const what = `, copyFile ${source} -> ${destination}`
      if (!tree.mayWrite(destination) || tree.isFolder(destination))
        throw new ApiFailure(`permission denied${what}`)
      const blob = tree.blobOf(source)
      if (!blob || !tree.hasParent(destination)) throw missing(what)
      tree.keep(destination, blob)
    },
  },
  rename: {
    names: ['oldPath', 'newPath'],
    run(from, to) {
      const [source, destination] = [tree.tidy(from, 'oldPath'), tree.tidy(to, 'newPath')]
      const what = `, rename ${source} -> ${destination}`
      if (!tree.mayWrite(source) || !tree.mayWrite(destination) || tree.isUnder(destination, source))
        throw new ApiFailure(`permission denied${what}`)
      if (!entryAt(source) || !tree.hasParent(destination)) throw missing(what)
      if (source !== destination) tree.move(source, destination)
    },
  },
  unlink: {
    names: ['filePath'],
    run(given) {
      const path = tree.tidy(given, 'filePath')
      if (!tree.mayWrite(path) && !isTemporary(path)) throw denied(`open ${path}`)
      if (!entryAt(path)) throw missing(` ${path}`)
      if (tree.isFolder(path)) throw new ApiFailure(`operation not permitted, unlink ${path}`)
      removeEntry(path)
    },
  },
  mkdir: {
    names: ['dirPath', 'recursive'],
    run(given, recursive) {
      const path = tree.tidy(given, 'dirPath')
      if (!tree.mayWrite(path)) throw denied(`open ${path}`)
      if (entryAt(path)) throw new ApiFailure(`file already exists ${path}`)
      if (!recursive && !tree.hasParent(path)) throw missing(` ${path}`)
      tree.makeFolders(path)
    },
  },
  rmdir: {
    names: ['dirPath', 'recursive'],
    run(given, recursive) {
      const path = tree.tidy(given, 'dirPath')
      if (!tree.isUnder(path, USER_ROOT)) throw denied(`open ${path}`)
      if (!tree.isFolder(path)) throw missing(` ${path}`)
      if (!recursive && tree.namesIn(path).length > 0) throw new ApiFailure('directory not empty')
      tree.wholeOf(path).forEach(removeEntry)
    },
  },
  readdir: {
    names: ['dirPath'],
    result: 'files',
    run(given) {
      const path = tree.tidy(given, 'dirPath')
      if (!entryAt(path)) throw missing(` ${path}`)
      if (!tree.isFolder(path)) throw new ApiFailure(`not a directory ${path}`)
      return tree.namesIn(path)
    },
  },
  stat: {
    names: ['path', 'recursive'],
    result: 'stats',
    run(given, recursive) {
      const path = tree.tidy(given, 'path')
      if (!entryAt(path)) throw missing(` ${path}`)
      if (!recursive || !tree.isFolder(path)) return stats(path)
      return Object.fromEntries(
        tree.wholeOf(path).map((inner) => [inner.slice(path.length) || '/', stats(inner)]),
      )
    },
  },
  saveFile: {
    names: ['tempFilePath', 'filePath'],
    result: 'savedFilePath',
    run(given, wanted) {
      const path = tree.tidy(given, 'tempFilePath')
      const blob = isTemporary(path) ? entryAt(path)?.blob : null
      if (!blob) throw new ApiFailure('tempFilePath file not exist')
      const name = () => `${SAVED_PREFIX}${crypto.randomUUID().replaceAll('-', '')}${extensionOf(path)}`
      const saved = wanted === undefined ? name() : target(wanted)
      tree.keep(saved, blob)
      removeEntry(path) // it is moved: the temporary path is good no more
      return saved
    },
  },
}

const savedPaths = () => allPaths().filter((path) => path.startsWith(SAVED_PREFIX))

/** Only asynchronous ones, on the manager and on wx alike. */
const savedFiles = {
  getSavedFileList: callable('getSavedFileList', () => ({
    fileList: savedPaths().map((filePath) => {
      const { size, lastModifiedTime: createTime } = stats(filePath)
      return { filePath, size, createTime }
    }),
  })),
  removeSavedFile: callable<{ filePath: string }>('removeSavedFile', async ({ filePath }) => {
    if (!savedPaths().includes(filePath)) throw new ApiFailure('the file does not exist')
    removeEntry(filePath)
    await kept()
  }),
  getFileInfo: callable<{ filePath: string }>('getFileInfo', ({ filePath }) => {
    const blob = tree.blobOf(tree.tidy(filePath, 'filePath'))
    if (!blob) throw new ApiFailure('file not exist')
    return { size: blob.size }
  }),
}

/** The asynchronous form answers when what it wrote outlives a killed app. */
const later = (name: string, { names, result, run }: Operation) =>
  callable<Record<string, unknown>>(name, async (input) => {
    const value = run(...names.map((one) => input[one]))
    await kept().catch(() => {
      throw new ApiFailure('the maximum size of the file storage limit is exceeded')
    })
    return result ? { [result]: value } : {}
  })

const atOnce =
  (name: string, { run }: Operation) =>
  (...given: unknown[]) => {
    try {
      return run(...given)
    } catch (error) {
      const errMsg = `${name}Sync:fail ${(error as Error).message}`
      throw Object.assign(new Error(errMsg), { errMsg })
    }
  }

const asynchronous = Object.fromEntries(
  Object.entries(operations).map(([name, one]) => [name, later(name, one)]),
)
const synchronous = Object.fromEntries(
  Object.entries(operations).map(([name, one]) => [`${name}Sync`, atOnce(name, one)]),
)
const manager = createWx({ ...asynchronous, ...synchronous, ...savedFiles }, 'FileSystemManager.')

export const fileSystemApi = {
  getFileSystemManager: () => manager,
  saveFile: asynchronous.saveFile,
  ...savedFiles,
}
