import { parseUrl } from './api/navigation'
import type { AppLife } from './app-life'
import { changeSetting, type NetworkState, type Theme } from './device'
import { phoneSettings } from './settings'

export interface ScanResult {
  result: string
  scanType?: string
  charSet?: string
  path?: string
}

/** Messages of the page around the phone (generic JSON; nothing in them is about one app). */
type DeskMessage =
  | { to: 'phone'; type: 'scan'; result: ScanResult }
  | { to: 'phone'; type: 'scanCancel' }
  | { to: 'phone'; type: 'launch'; path: string; query?: string; scene?: number }
  | { to: 'phone'; type: 'network'; state: NetworkState }
  | { to: 'phone'; type: 'hide' | 'show' }
  | { to: 'phone'; type: 'fontScale'; scale: number }
  | { to: 'phone'; type: 'place'; latitude: number; longitude: number; name?: string }
  | { to: 'phone'; type: 'theme'; theme: Theme }

let waitingScan: ((result: ScanResult | null) => void) | null = null

/** Wait for what the desk holds before the camera; null when it is taken away. Only one scan waits at a time. */
export function waitForScan(listener: ((result: ScanResult | null) => void) | null) {
  waitingScan = listener
}

export function listenToDesk(life: AppLife) {
  window.addEventListener('message', (event: MessageEvent<DeskMessage | undefined>) => {
    const message = event.data
    if (event.source !== window.parent || message?.to !== 'phone') return
    switch (message.type) {
      case 'scan':
        return waitingScan?.(message.result)
      case 'scanCancel':
        return waitingScan?.(null)
      case 'launch': {
        const { route, query } = parseUrl(`/${message.path.replace(/^\//, '')}?${message.query ?? ''}`, '')
        return life.relaunch({ path: route, query, scene: message.scene ?? 1011, referrerInfo: {} })
      }
      case 'network':
        return changeSetting('network', message.state)
      case 'hide':
        return life.hide()
      case 'show':
        return life.show()
      case 'fontScale':
        return changeSetting('fontScale', message.scale)
      case 'place': {
        const { latitude, longitude, name } = message
        return changeSetting('place', { latitude, longitude, name })
      }
      case 'theme':
        return changeSetting('theme', phoneSettings.darkMode ? message.theme : 'light')
    }
  })
}
