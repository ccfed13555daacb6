/**
 * Where every code lands: opened by WeChat from an ordinary link (`q`) or a mini program code (`scene`), cold or while
 * the app is open, or from our own camera and keyboard (`s`), or with six digits of a point (`digits`, `pointId`). It
 * checks in by itself; only who has others with him is asked who is here.
 */
import type { Answer } from '../../../domain/contract/envelope'
import { codeIn, parseCode } from '../../../domain/codes'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { dropCall, onOutbox } from '../../../services/outbox'
import { askStanding, lastStanding } from '../../../services/people'
import type { CheckedIn } from '../../../services/rallies'
import { checkIn, checkInByDigits, pointOfScan } from '../../../services/rallies/check-ins'
import { companionsAt } from '../../../services/rallies/cards'
import { forgetOutcomes } from '../../../services/rallies/outcomes'
import { scanWithCamera } from '../../../services/rallies/scanner'
import type { WaitingCall } from '../../../services/waiting-calls'
import { pageOf } from './page-of-code'
import { elsewhereResult, noRoomResult, refusedResult, stampedResult, waitingResult } from './result'
import type { Result } from './result'

interface Scan {
  /** The phone's time of it, in ms. */
  at: number
  code: string
  digits: string
  pointId: string | null
}

Page({
  data: {
    state: 'loading' as PageState,
    result: null as Result | null,
    /** Who may be here, when someone else's card is on this phone. */
    people: [] as { cardId: string; name: string; here: boolean }[],
    consentVisible: false,
  },

  scan: null as Scan | null,
  callId: '',
  stopListening: null as (() => void) | null,

  onLoad(options: { s?: string; scene?: string; q?: string; pointId?: string; digits?: string }) {
    // The tab bar of a cold start by code must know which areas are on.
    if (!lastStanding()) void askStanding()
    const { digits = '', pointId = null } = options
    const code = codeIn([options.s, options.scene, options.q].find(Boolean) ?? '') ?? ''
    if (!digits) {
      const parsed = parseCode(code)
      const page = pageOf(parsed, code)
      if (page === null) return this.show(elsewhereResult(parsed?.kind))
      if (page !== '') return void wx.redirectTo({ url: page })
    }
    this.scan = { at: phoneTime(), code, digits, pointId: pointId ?? pointOfScan(code) }
    const companions = companionsAt(this.scan.pointId)
    if (companions.length === 0) return this.keep(['mine'])
    const people = [{ cardId: 'mine', name: '我', here: true }, ...companions]
    this.setData({ state: 'ready', people: people.map((each) => ({ ...each, here: true })) })
  },
  onUnload() {
    this.stopListening?.()
  },

  toggle(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const people = this.data.people.map((each) => (each.cardId === id ? { ...each, here: !each.here } : each))
    this.setData({ people })
  },
  stampThose() {
    const here = this.data.people.filter((each) => each.here).map((each) => each.cardId)
    if (here.length === 0) return void wx.showToast({ title: '请先选上在这儿的人', icon: 'none' })
    this.setData({ people: [], state: 'loading' })
    this.keep(here)
  },

  keep(cards: string[]) {
    const { at, code, digits, pointId } = this.scan!
    this.stopListening = onOutbox((call, answer) => this.heard(call, answer))
    try {
      const call = digits ? checkInByDigits(pointId ?? '', digits, cards) : checkIn(code, cards, at)
      this.callId = call.id
    } catch {
      this.show(noRoomResult())
    }
  },

  heard(call: WaitingCall, answer: Answer | null) {
    if (call.id !== this.callId || !answer) return
    if (answer.ok) {
      forgetOutcomes(call.id) // he sees it here
      const result = stampedResult(answer.data as CheckedIn)
      if (result.fresh) wx.vibrateShort({ type: 'medium' })
      return this.show(result)
    }
    if (!call.refusal) return this.show(waitingResult(answer, this.scan!.pointId))
    if (stateOf(answer).state === 'consent') {
      return this.setData({ state: 'consent', consentVisible: true })
    }
    // Kept for the renewed app, which sends it by itself: nobody walks back for a scan.
    if (answer.code !== 'CLIENT_TOO_OLD') dropCall(call.id)
    this.show(refusedResult(answer))
  },
  show(result: Result) {
    this.setData({ state: 'ready', result, people: [], consentVisible: false })
  },

  /** Agreeing sends what waits for it; the answer then comes by itself. */
  agreed() {
    this.setData({ consentVisible: false, state: 'loading' })
  },
  openConsent() {
    this.setData({ consentVisible: true })
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
  openPostcard() {
    wx.redirectTo({ url: `/packages/rallies/route/route?routeId=${this.data.result?.routeId ?? ''}` })
  },
  async scanAgain() {
    const code = await scanWithCamera()
    if (code !== null) wx.redirectTo({ url: `/packages/rallies/arrive/arrive?s=${encodeURIComponent(code)}` })
  },
  goRallies() {
    wx.switchTab({ url: '/pages/rallies/rallies' })
  },
})
