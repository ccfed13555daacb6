import { onSettingChange, setting, type NetworkState } from '../device'
import { ApiFailure, callable } from './call'

/** How much longer (ms) everything takes on a weak network. */
export const WEAK_DELAY_MS = 2000

const typeOf = (state: NetworkState) => ({ good: 'wifi', weak: '3g', off: 'none' })[state]

/** An app in the background may speak to the network for so long (ms), then the platform cuts it. */
const BACKGROUND_MS = 5000
const cuts = new Set<AbortController>()
let inBackground = false
let timer = 0

/** The app went to the background, or came back. */
export function setBackground(hidden: boolean) {
  clearTimeout(timer)
  inBackground = false
  if (!hidden) return
  timer = window.setTimeout(() => {
    inBackground = true
    for (const cut of cuts) cut.abort()
  }, BACKGROUND_MS)
}

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
  if (inBackground) throw new ApiFailure('interrupted')
  const cut = new AbortController()
  cuts.add(cut)
  const stop = onSettingChange('network', (state) => state === 'off' && cut.abort())
  try {
    const signal = init.signal ? AbortSignal.any([init.signal, cut.signal]) : cut.signal
    return await fetch(url, { ...init, signal })
  } catch {
    if (inBackground) throw new ApiFailure('interrupted')
    if (setting('network') === 'off') throw lost
    throw new ApiFailure('errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED')
  } finally {
    cuts.delete(cut)
    stop()
  }
}

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
}
