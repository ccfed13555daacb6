import { invalidFile } from './errors'

const MAX_ENCODED_BYTES = 850

/**
 * Checks the path of a file in the bucket.
 * Not empty, no leading slash, no empty part, at most 850 bytes as percent-encoded UTF-8:
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudrun/src/guide/storage/manage.html
 * Stricter than the platform, which only advises against them: parts `.` and `..`, control characters,
 * backslashes, and `?` and `#`, which break the links to a file.
 * @throws PlatformError INVALID_PARAM saying what is wrong
 */
export function checkPath(path: unknown): string {
  const wrong = (why: string) => invalidFile(`cloudPath ${JSON.stringify(path)} ${why}`)
  if (typeof path !== 'string' || path === '') throw wrong('must be a non-empty text')
  if (path.startsWith('/')) throw wrong('must not begin with /')
  if (path.endsWith('/')) throw wrong('must not end with /')
  if (path.includes('//')) throw wrong('must not contain //')
  if (/[\u0000-\u001f\u007f\\?#]/.test(path)) throw wrong('must not contain control characters, \\, ? or #')
  if (path.split('/').some((part) => part === '.' || part === '..'))
    throw wrong('must not contain . or .. parts')
  if (encodedLength(path) > MAX_ENCODED_BYTES) throw wrong(`is longer than ${MAX_ENCODED_BYTES} bytes`)
  return path
}

/** Infinity for half of a surrogate pair, which has no bytes. */
function encodedLength(path: string): number {
  try {
    return encodeURIComponent(path).length
  } catch {
    return Infinity
  }
}

/** File ids of one environment, `cloud://<env>.<bucket>/<path>`. */
export interface FileIds {
  of(path: string): string
  /** @throws PlatformError INVALID_PARAM when the text is not an id of this environment */
  pathOf(fileId: unknown): string
}

/** The bucket's name as the platform builds it: hex of the environment's first two letters, its id, a number. */
export function fileIds(envId: string): FileIds {
  const bucket = `${Buffer.from(envId.slice(0, 2)).toString('hex')}-${envId}-1250000000`
  const prefix = `cloud://${envId}.${bucket}/`
  return {
    of: (path) => prefix + path,
    pathOf(fileId) {
      if (typeof fileId !== 'string' || !fileId.startsWith(prefix)) {
        throw invalidFile(`${JSON.stringify(fileId)} is not a file id of this environment (${prefix}…)`)
      }
      return checkPath(fileId.slice(prefix.length))
    },
  }
}
