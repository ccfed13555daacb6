import { showActionSheet } from '../sheets/action-sheet'
import { showToast } from '../sheets/toast'
import { ApiFailure, callable } from './call'

const vibrate = (length: number) => void navigator.vibrate?.(length)

let clipboard = ''

/** What the phone does for the hand that holds it. */
export const handApi = {
  vibrateShort: callable<{ type?: string }>('vibrateShort', () => vibrate(15)),
  vibrateLong: callable('vibrateLong', () => vibrate(400)),
  setClipboardData: callable<{ data: string }>('setClipboardData', async ({ data }) => {
    if (typeof data !== 'string') throw new ApiFailure('parameter error: parameter.data should be String')
    clipboard = data
    // the browser may refuse without a key press; the phone still has what was copied
    await navigator.clipboard?.writeText(data).catch(() => undefined)
    showToast({ text: '内容已复制', kind: 'success', duration: 1500, mask: false })
  }),
  getClipboardData: callable('getClipboardData', () => ({ data: clipboard })),
  makePhoneCall: callable<{ phoneNumber: string }>('makePhoneCall', async ({ phoneNumber }) => {
    const chosen = await showActionSheet([`呼叫 ${phoneNumber}`])
    if (chosen === null) throw new ApiFailure('cancel')
    showToast({ text: `正在呼叫 ${phoneNumber}`, kind: 'none', duration: 1500, mask: false })
  }),
  hideKeyboard: callable('hideKeyboard', () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }),
  getRealtimeLogManager: () => logManager('realtime'),
  getLogManager: () => logManager('log'),
}

function logManager(kind: string) {
  let filter = ''
  const write =
    (level: 'info' | 'warn' | 'error' | 'debug' | 'log') =>
    (...given: unknown[]) =>
      console[level](`[${kind}${filter ? ` ${filter}` : ''}]`, ...given)
  const manager = {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    debug: write('debug'),
    log: write('log'),
    setFilterMsg: (text: string) => void (filter = text),
    addFilterMsg: (text: string) => void (filter = `${filter} ${text}`.trim()),
    tag: () => manager,
  }
  return manager
}
