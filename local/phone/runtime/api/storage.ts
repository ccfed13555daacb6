import { device, holder } from '../report'
import { ApiFailure, callable } from './call'

/** Limits of the platform: 1 MB for one key, 10 MB for all (in KB of text). */
const KEY_LIMIT_KB = 1024
const TOTAL_LIMIT_KB = 10 * 1024

const prefix = `mini:${device}:${holder}:`
const kilobytes = (text: string) => new Blob([text]).size / 1024

const ownKeys = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))

const currentSize = () =>
  ownKeys().reduce((sum, key) => sum + kilobytes(localStorage.getItem(prefix + key) ?? ''), 0)

/** Values keep their type: the platform stores dates as dates. */
function encode(data: unknown): string {
  if (data instanceof Date) return JSON.stringify({ type: 'Date', data: data.getTime() })
  const json = JSON.stringify(data)
  return JSON.stringify(
    json === undefined ? { type: 'Undefined' } : { type: 'JSON', data: JSON.parse(json) as unknown },
  )
}

function decode(text: string): unknown {
  const { type, data } = JSON.parse(text) as { type: string; data: unknown }
  if (type === 'Date') return new Date(data as number)
  return type === 'Undefined' ? undefined : data
}

function write(key: unknown, data: unknown) {
  if (typeof key !== 'string' || key === '')
    throw new ApiFailure('parameter error: parameter.key should be String')
  const text = encode(data)
  if (kilobytes(text) > KEY_LIMIT_KB) throw new ApiFailure('entry size limit reached')
  const before = kilobytes(localStorage.getItem(prefix + key) ?? '')
  if (currentSize() - before + kilobytes(text) > TOTAL_LIMIT_KB)
    throw new ApiFailure('exceed storage max size 10Mb')
  try {
    localStorage.setItem(prefix + key, text)
  } catch {
    throw new ApiFailure('the browser has no room left for this phone')
  }
}

function read(key: string): { found: boolean; data: unknown } {
  const text = localStorage.getItem(prefix + key)
  return text === null ? { found: false, data: '' } : { found: true, data: decode(text) }
}

const info = () => ({ keys: ownKeys(), currentSize: Math.ceil(currentSize()), limitSize: TOTAL_LIMIT_KB })
const clear = () => ownKeys().forEach((key) => localStorage.removeItem(prefix + key))

interface Pair {
  key: string
  value: unknown
}
const writeAll = (pairs: Pair[]) => pairs.forEach(({ key, value }) => write(key, value))

/** A sync API fails by throwing, with the same text. */
function sync<Given extends unknown[], Result>(name: string, run: (...given: Given) => Result) {
  return (...given: Given): Result => {
    try {
      return run(...given)
    } catch (error) {
      const message = `${name}:fail ${(error as Error).message}`
      throw Object.assign(new Error(message), { errMsg: message })
    }
  }
}

/** wx storage of one holder on one phone. */
export const storageApi = {
  setStorage: callable<{ key: string; data: unknown }>('setStorage', ({ key, data }) => write(key, data)),
  getStorage: callable<{ key: string }>('getStorage', ({ key }) => {
    const { found, data } = read(key)
    if (!found) throw new ApiFailure('data not found')
    return { data }
  }),
  removeStorage: callable<{ key: string }>('removeStorage', ({ key }) =>
    localStorage.removeItem(prefix + key),
  ),
  clearStorage: callable('clearStorage', clear),
  batchSetStorage: callable<{ kvList: Pair[] }>('batchSetStorage', ({ kvList }) => writeAll(kvList)),
  batchGetStorage: callable<{ keyList: string[] }>('batchGetStorage', ({ keyList }) => ({
    dataList: keyList.map((key) => read(key).data),
  })),
  batchSetStorageSync: sync('batchSetStorageSync', writeAll),
  batchGetStorageSync: sync('batchGetStorageSync', (keys: string[]) => keys.map((key) => read(key).data)),
  getStorageInfo: callable('getStorageInfo', info),
  setStorageSync: sync('setStorageSync', write),
  getStorageSync: sync('getStorageSync', (key: string) => read(key).data),
  removeStorageSync: sync('removeStorageSync', (key: string) => localStorage.removeItem(prefix + key)),
  clearStorageSync: sync('clearStorageSync', clear),
  getStorageInfoSync: sync('getStorageInfoSync', info),
}
