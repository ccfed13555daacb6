/**
 * Where every code lands: opened by WeChat from an ordinary link (`q`) or a mini program code (`scene`), cold or while
 * the app is open, or from our own camera and keyboard (`s`), or with six digits of a point (`digits`, `pointId`). It
 * checks in by itself; only who has others with him is asked who is here, and the scan is kept before he is asked: a scan
 * whose question was never answered comes here again (`call`).
 */
import type { Answer } from '../../../domain/contract/envelope'
import { representativeIn } from '../../../domain/representatives'
import { codeIn, parseCode } from '../../../domain/codes'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { dropCall, onOutbox } from '../../../services/outbox'
import { askStanding, lastStanding } from '../../../services/people'
import type { CheckedIn } from '../../../services/rallies'
import {
  checkIn,
  checkInByDigits,
  pointOfCall,
  pointOfScan,
  sayWhoIsHere,
  waitingCheckIns,
} from '../../../services/rallies/check-ins'
import { companionsAt } from '../../../services/rallies/cards'
import { forgetOutcomes } from '../../../services/rallies/outcomes'
import { scanWithCamera } from '../../../services/rallies/scanner'
import type { WaitingCall } from '../../../services/waiting-calls'
import { pageOf } from './page-of-code'
import { elsewhereResult, noRoomResult, refusedResult, stampedResult, waitingResult } from './result'
import type { Result } from './result'

Page({
  data: {
    state: 'loading' as PageState,
    result: null as Result | null,
    /** Who may be here, when someone else's card is on this phone. */
    people: [] as { cardId: string; name: string; here: boolean }[],
    consentVisible: false,
  },

  pointId: null as string | null,
  call: null as WaitingCall | null,
  stopListening: null as (() => void) | null,

  onLoad(options: {
    s?: string
    scene?: string
    q?: string
    pointId?: string
    digits?: string
    call?: string
  }) {
    // The tab bar of a cold start by code must know which areas are on.
    if (!lastStanding()) void askStanding()
    this.stopListening = onOutbox((call, answer) => this.heard(call, answer))
    const { digits = '', pointId = null } = options
    const held = waitingCheckIns().find(({ id }) => id === options.call)
    if (held) return this.ask(held, pointOfCall(held))
    if (options.call) return this.goRallies()
    const carried = [options.s, options.scene, options.q].find(Boolean) ?? ''
    // All codes travel in one kind of link: this one hangs on the door of a unit.
    const representative = representativeIn(carried)
    if (representative)
      return void wx.redirectTo({
        url: `/packages/requests/representative/representative?id=${representative}`,
      })
    const code = codeIn(carried) ?? ''
    if (!digits) {
      const parsed = parseCode(code)
      const page = pageOf(parsed, code)
      if (page === null) return this.show(elsewhereResult(parsed?.kind))
      if (page !== '') return void wx.redirectTo({ url: page })
    }
    const point = pointId ?? pointOfScan(code)
    const cards = companionsAt(point).length === 0 ? ['mine'] : null
    try {
      const at = phoneTime()
      const call = digits ? checkInByDigits(point ?? '', digits, cards) : checkIn(code, cards, at)
      this.ask(call, point)
    } catch {
      this.show(noRoomResult())
    }
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
    this.goFor(here)
  },

  /** Whoever needs no asking, or has put the others' cards down meanwhile, is not asked. */
  ask(call: WaitingCall, pointId: string | null) {
    Object.assign(this, { call, pointId })
    if (!call.held) return
    const companions = companionsAt(pointId)
    if (companions.length === 0) return this.goFor(['mine'])
    const people = [{ cardId: 'mine', name: '我' }, ...companions].map((each) => ({ ...each, here: true }))
    this.setData({ state: 'ready', people })
  },
  goFor(cards: string[]) {
    try {
      this.call = sayWhoIsHere(this.call!, cards)
    } catch {
      this.show(noRoomResult())
    }
  },

  heard(call: WaitingCall, answer: Answer | null) {
    if (call.id !== this.call?.id || !answer) return
    if (answer.ok) {
      forgetOutcomes(call.id) // he sees it here
      const result = stampedResult(answer.data as CheckedIn)
      if (result.fresh) wx.vibrateShort({ type: 'medium' })
      return this.show(result)
    }
    if (!call.refusal) return this.show(waitingResult(answer, this.pointId))
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
