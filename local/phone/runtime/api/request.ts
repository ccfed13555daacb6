import { newTransfer } from '../files/transfer'
import { tidy, blobOf } from '../files/tree'
import { ApiFailure, callable } from './call'
import { cookiesIn, relayed } from '../relayed'

interface Request {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
  timeout?: number
}

const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'PATCH']
const DEFAULT_TIMEOUT_MS = 60_000
const isLocal = (url: string) => /^(https?|wss?):\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(url)

/** Nothing the app asks for leaves this machine. @throws ApiFailure in the words of a domain that is not listed */
export function mustBeLocal(url: unknown) {
  if (typeof url !== 'string' || url === '')
    throw new ApiFailure('parameter error: parameter.url should be String instead of ' + typeof url)
  if (!isLocal(url))
    throw new ApiFailure('url not in domain list: the local phone only reaches localhost', { errno: 600002 })
}

const form = (data: object) =>
  new URLSearchParams(Object.entries(data).map(([name, value]) => [name, String(value)])).toString()

/** Headers by their names in lower case, since an app may write them in any. */
const lower = (header: Record<string, string>) =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]))

function bodyOf(data: unknown, type: string): BodyInit | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  return type.includes('x-www-form-urlencoded') ? form(data as object) : JSON.stringify(data)
}

/** wx.request; gives its task, whatever the style. */
export function request(input: Request) {
  const under = newTransfer(['', ''])
  const run = callable<Request>('request', async (given) => {
    mustBeLocal(given.url)
    const method = (given.method ?? 'GET').toUpperCase()
    if (!METHODS.includes(method)) throw new ApiFailure(`parameter error: method ${method}`)
    const bare = method === 'GET' || method === 'HEAD'
    const headers = { 'content-type': 'application/json', ...lower(given.header ?? {}) }
    const inAddress = bare && given.data && typeof given.data === 'object' ? form(given.data) : ''
    const url = inAddress ? `${given.url}${given.url.includes('?') ? '&' : '?'}${inAddress}` : given.url
    const late = AbortSignal.timeout(given.timeout ?? DEFAULT_TIMEOUT_MS)
    const body = bare ? undefined : bodyOf(given.data, headers['content-type'])
    const signal = AbortSignal.any([under.aborted, late])
    const response = await relayed(url, { method, headers, body, signal }).catch((error: unknown) => {
      if (under.aborted.aborted) throw new ApiFailure('abort')
      if (late.aborted) throw new ApiFailure('timeout', { errno: 5 })
      throw error
    })
    const { header, cookies } = cookiesIn(response)
    under.headers(header)
    const facts = { statusCode: response.status, header, cookies }
    if (given.responseType === 'arraybuffer') return { data: await response.arrayBuffer(), ...facts }
    const text = await response.text()
    if ((given.dataType ?? 'json') !== 'json') return { data: text, ...facts }
    try {
      return { data: JSON.parse(text) as unknown, ...facts }
    } catch {
      return { data: text, ...facts } // the platform too gives the text when it is not JSON
    }
  })
  return Object.assign(run(input) ?? {}, under.task)
}

interface Upload {
  url: string
  filePath: string
  name: string
  header?: Record<string, string>
  formData?: Record<string, string>
}

/** wx.uploadFile: one file of the phone in a form. */
export function uploadFile(input: Upload) {
  const under = newTransfer(['totalBytesSent', 'totalBytesExpectedToSend'])
  const run = callable<Upload>('uploadFile', async ({ url, filePath, name, header = {}, formData = {} }) => {
    mustBeLocal(url)
    const path = tidy(filePath, 'filePath')
    const file = blobOf(path)
    if (!file) throw new ApiFailure(`file not found: ${path}`)
    const body = new FormData()
    for (const [field, value] of Object.entries(formData)) body.append(field, value)
    body.append(name, file, path.split('/').pop())
    // the browser writes the boundary between the parts itself
    const headers = Object.entries(lower(header)).filter(([one]) => one !== 'content-type')
    const init = { method: 'POST', headers, body, signal: under.aborted }
    const response = await relayed(url, init).catch((error: unknown) => {
      if (under.aborted.aborted) throw new ApiFailure('abort')
      throw error
    })
    under.progress({ progress: 100, sent: file.size, total: file.size })
    return { data: await response.text(), statusCode: response.status }
  })
  return Object.assign(run(input) ?? {}, under.task)
}
