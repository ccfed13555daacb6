import type { DeskCode } from '../data'
import { readCodeText } from '../../cloud/openapi/mini-program-code'
import type { Side } from './side'

export type Network = 'good' | 'weak' | 'off'
export type Theme = 'light' | 'dark'

/** What a phone says of itself. */
export type PhoneReport = { type: string } & Record<string, unknown>

/** Settings of the phone itself: they outlive a restart of the mini program. */
export interface PhoneSettings {
  network: Network
  theme: Theme
  fontScale: number
  hidden: boolean
  /** The lock screen is on; the mini program is in the background then. */
  locked: boolean
}

type Opening = DeskCode['open']

const ANSWER_WITHIN = 1500

/**
 * The desk's end of the wire to one phone (an iframe of the same origin): opens it, tells it things by
 * postMessage and hears what it reports.
 */
export class PhoneLink {
  readonly settings: PhoneSettings = {
    network: 'good',
    theme: 'light',
    fontScale: 1,
    hidden: false,
    locked: false,
  }
  private readonly listeners: ((settings: PhoneSettings) => void)[] = []
  private ready = false
  private scanning = false
  private seen: () => void = () => {}

  constructor(
    private readonly side: Side,
    private readonly phonePath: string,
    private readonly frame: HTMLIFrameElement,
    private holder: string,
    onReport: (report: PhoneReport) => void,
  ) {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.source !== frame.contentWindow || event.origin !== location.origin) return
      const report = reportIn(event.data)
      if (!report) return
      this.hear(report)
      onReport(report)
    })
    this.open()
  }

  /** Hears how the settings stand, and every change of them, also those a restart or a scan brings. */
  listen(listener: (settings: PhoneSettings) => void): void {
    this.listeners.push(listener)
    listener(this.settings)
  }

  /** Gives the phone to another person, which starts the mini program anew. */
  giveTo(openid: string): void {
    this.holder = openid
    this.open()
  }

  /** Starts the mini program from nothing: at its first page, or where a code leads (cold start). */
  open(at?: Opening): void {
    this.ready = false
    this.scanning = false
    this.change({ hidden: false })
    const asked = new URLSearchParams({ device: this.side, as: this.holder })
    if (at) {
      asked.set('path', at.path)
      asked.set('query', at.query)
      asked.set('scene', String(at.scene))
    }
    // Told again when the phone is ready; in the address too, so that its first calls already meet this network.
    const { network, theme, fontScale } = this.settings
    if (network !== 'good') asked.set('network', network)
    if (theme !== 'light') asked.set('theme', theme)
    if (fontScale !== 1) asked.set('fontScale', String(fontScale))
    const address = `${this.phonePath}/?${asked}`
    // replace() keeps the browser's Back button for leaving the desk, not for walking through old holders.
    if (this.frame.isConnected && this.frame.contentWindow) this.frame.contentWindow.location.replace(address)
    else this.frame.src = address
  }

  /** Opens the running mini program through a code (warm start); false when it is not running yet. */
  launch(at: Opening): boolean {
    if (!this.ready) return false
    this.change({ hidden: false })
    this.tell({ type: 'launch', path: at.path, query: at.query, scene: at.scene })
    return true
  }

  /**
   * Shows a code to the phone's camera; resolves to false when the phone is not scanning. Only the phone's own
   * word counts: a scan taken back on the phone is not always reported.
   */
  async scan(text: string): Promise<boolean> {
    if (!this.scanning) return false
    this.scanning = false
    return new Promise((resolve) => {
      this.seen = () => resolve(true)
      setTimeout(() => resolve(false), ANSWER_WITHIN)
      this.tell({ type: 'scan', result: scanResultOf(text) })
    })
  }

  /** Opens the mini program where a code or a message leads: warm when it runs, else cold. */
  show(at: Opening): void {
    if (!this.launch(at)) this.open(at)
  }

  lock(): void {
    this.set({ hidden: true, locked: true })
  }

  set(change: Partial<PhoneSettings>): void {
    this.change(change)
    if (change.network !== undefined) this.tell({ type: 'network', state: change.network })
    if (change.theme !== undefined) this.tell({ type: 'theme', theme: change.theme })
    if (change.fontScale !== undefined) this.tell({ type: 'fontScale', scale: change.fontScale })
    if (change.hidden !== undefined) this.tell({ type: change.hidden ? 'hide' : 'show' })
  }

  private change(change: Partial<PhoneSettings>): void {
    // What comes to the front unlocks the phone.
    Object.assign(this.settings, change.hidden === false ? { locked: false } : {}, change)
    for (const listener of this.listeners) listener(this.settings)
  }

  private hear(report: PhoneReport): void {
    if (report.type === 'scanning') this.scanning = true
    if (report.type === 'scanned' || report.type === 'scanCancel') this.scanning = false
    if (report.type === 'scanned') this.seen()
    if (report.type === 'ready') {
      this.ready = true
      this.scanning = false
      this.change({ hidden: false })
      const { network, theme, fontScale } = this.settings
      if (network !== 'good') this.set({ network })
      if (theme !== 'light') this.set({ theme })
      if (fontScale !== 1) this.set({ fontScale })
    }
  }

  private tell(message: Record<string, unknown>): void {
    this.frame.contentWindow?.postMessage({ to: 'phone', ...message }, location.origin)
  }
}

/** What wx.scanCode gives: of a mini program code only where it leads, as WeChat does. */
function scanResultOf(text: string): Record<string, string> {
  const code = readCodeText(text)
  if (!code) return { result: text, scanType: 'QR_CODE', charSet: 'utf-8' }
  const path = code.query ? `${code.path}?${code.query}` : code.path
  return { result: '', scanType: 'WX_CODE', charSet: 'utf-8', path }
}

function reportIn(message: unknown): PhoneReport | null {
  if (typeof message !== 'object' || message === null) return null
  const { from, type } = message as Record<string, unknown>
  return from === 'phone' && typeof type === 'string' ? ({ ...message, type } as PhoneReport) : null
}
