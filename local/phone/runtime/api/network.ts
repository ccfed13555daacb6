import { onSettingChange, setting, type NetworkState } from '../device'
import { ApiFailure, callable } from './call'

/** How much longer (ms) everything takes on a weak network. */
export const WEAK_DELAY_MS = 2000

const typeOf = (state: NetworkState) => ({ good: 'wifi', weak: '3g', off: 'none' })[state]

type Listener = (result: { isConnected: boolean; networkType: string }) => void
const listeners = new Set<Listener>()

onSettingChange('network', (state) => {
  for (const listener of [...listeners])
    listener({ isConnected: state !== 'off', networkType: typeOf(state) })
})

/**
 * fetch through the phone's network: late when it is weak, and failing when it is off, also when it went off on the way.
 * @throws ApiFailure with the platform's text for a lost connection
 */
export async function networkFetch(url: string, init: RequestInit): Promise<Response> {
  const lost = new ApiFailure('errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED')
  if (setting('network') === 'weak') await new Promise((resolve) => setTimeout(resolve, WEAK_DELAY_MS))
  if (setting('network') === 'off') throw lost
  const cut = new AbortController()
  const stop = onSettingChange('network', (state) => state === 'off' && cut.abort())
  try {
    return await fetch(url, { ...init, signal: cut.signal })
  } catch {
    if (setting('network') === 'off') throw lost
    throw new ApiFailure('errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED')
  } finally {
    stop()
  }
}

interface Request {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
}

const isLocal = (url: string) => /^https?:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(url)

export const networkApi = {
  getNetworkType: callable('getNetworkType', () => ({
    networkType: typeOf(setting('network')),
    isConnected: setting('network') !== 'off',
    signalStrength: 100,
    hasSystemProxy: false,
  })),
  onNetworkStatusChange: (listener: Listener) => void listeners.add(listener),
  offNetworkStatusChange: (listener?: Listener) =>
    listener ? void listeners.delete(listener) : listeners.clear(),
  request: callable<Request>(
    'request',
    async ({ url, method = 'GET', data, header = {}, dataType = 'json' }) => {
      // nothing the app asks for leaves this machine
      if (!isLocal(url))
        throw new ApiFailure('url not in domain list: the local phone only reaches localhost', {
          errno: 600002,
        })
      const isText = typeof data === 'string'
      const query =
        method === 'GET' && data ? `?${new URLSearchParams(data as Record<string, string>).toString()}` : ''
      const response = await networkFetch(url + query, {
        method,
        headers: { 'content-type': 'application/json', ...header },
        body: method === 'GET' || data === undefined ? undefined : isText ? data : JSON.stringify(data),
      })
      const text = await response.text()
      let body: unknown = text
      try {
        if (dataType === 'json') body = JSON.parse(text)
      } catch {
        // the platform too gives the text when it is not JSON
      }
      return {
        data: body,
        statusCode: response.status,
        header: Object.fromEntries(response.headers),
        cookies: [],
      }
    },
  ),
}
