import { ApiFailure } from '../api/call'
import { onSettingChange, setting } from '../device'
import { WEAK_DELAY_MS } from '../api/network'

interface Progress {
  progress: number
  sent: number
  total: number
}
type Listener<T> = (fact: T) => void

/** What an app holds of a transfer that is under way. */
export interface TransferTask {
  abort(): void
  onProgressUpdate(listener: Listener<object>): void
  offProgressUpdate(listener?: Listener<object>): void
  onHeadersReceived(listener: Listener<object>): void
  offHeadersReceived(listener?: Listener<object>): void
}

/** The task of one transfer and the side of the phone that feeds it. */
export interface Transfer {
  task: TransferTask
  aborted: AbortSignal
  progress(fact: Progress): void
  headers(header: Record<string, string>): void
}

/** @param words names of the two counts in the app's progress events: sent, total */
export function newTransfer([sentName, totalName]: [string, string]): Transfer {
  const abort = new AbortController()
  const [progressed, headed] = [new Set<Listener<object>>(), new Set<Listener<object>>()]
  const off = (set: Set<Listener<object>>) => (listener?: Listener<object>) =>
    listener ? void set.delete(listener) : set.clear()
  return {
    task: {
      abort: () => abort.abort(),
      onProgressUpdate: (listener) => void progressed.add(listener),
      offProgressUpdate: off(progressed),
      onHeadersReceived: (listener) => void headed.add(listener),
      offHeadersReceived: off(headed),
    },
    aborted: abort.signal,
    progress: ({ progress, sent, total }) =>
      progressed.forEach((listener) => listener({ progress, [sentName]: sent, [totalName]: total })),
    headers: (header) => headed.forEach((listener) => listener({ header })),
  }
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: Blob
}

const LOST = 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED'
const REFUSED = 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED'

/**
 * Bytes to or from a server on this machine, through the phone's network, with progress.
 * @throws ApiFailure in the platform's words when the network is or goes away, or the app aborts
 */
export async function transfer(
  request: { method: 'GET' | 'PUT'; url: string; headers: Record<string, string>; body?: Blob },
  { aborted, progress, headers }: Transfer,
): Promise<Answer> {
  if (setting('network') === 'weak') await new Promise((resolve) => setTimeout(resolve, WEAK_DELAY_MS))
  if (aborted.aborted) throw new ApiFailure('abort')
  if (setting('network') === 'off') throw new ApiFailure(LOST)
  const sending = new XMLHttpRequest()
  sending.open(request.method, request.url)
  sending.responseType = 'blob'
  for (const [name, value] of Object.entries(request.headers)) sending.setRequestHeader(name, value)
  const counted = request.method === 'PUT' ? sending.upload : sending
  counted.addEventListener('progress', (event) => {
    const { loaded: sent, total, lengthComputable } = event as ProgressEvent
    progress({ progress: lengthComputable && total ? Math.floor((sent / total) * 100) : 0, sent, total })
  })
  sending.addEventListener('readystatechange', () => {
    if (sending.readyState === XMLHttpRequest.HEADERS_RECEIVED) headers(headersOf(sending))
  })
  const stop = onSettingChange('network', (state) => state === 'off' && sending.abort())
  const cut = () => sending.abort()
  aborted.addEventListener('abort', cut)
  try {
    return await new Promise<Answer>((resolve, reject) => {
      sending.onload = () =>
        resolve({ status: sending.status, headers: headersOf(sending), body: sending.response as Blob })
      sending.onabort = () => reject(new ApiFailure(aborted.aborted ? 'abort' : LOST))
      sending.onerror = () => reject(new ApiFailure(setting('network') === 'off' ? LOST : REFUSED))
      sending.send(request.body)
    })
  } finally {
    stop()
    aborted.removeEventListener('abort', cut)
  }
}

function headersOf(sending: XMLHttpRequest): Record<string, string> {
  const lines = sending.getAllResponseHeaders().trim().split('\r\n')
  return Object.fromEntries(lines.map((line) => line.split(/: (.*)/).slice(0, 2)))
}
