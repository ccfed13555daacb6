/**
 * Where every printed code lands: opened by WeChat from a mini program code (`scene`) or an ordinary link (`q`), cold or
 * while the app is open, or from our own scan (`s`). It checks in by itself; nobody has to press anything.
 */
import type { Answer } from '../../../domain/contract/envelope'
import { sceneIn, sceneOfOptions } from '../../../domain/scenes'
import type { PageState } from '../../../components/page-state/states'
import { dropCall, onOutbox } from '../../../services/outbox'
import { askStanding, lastStanding } from '../../../services/people'
import { checkIn, checkInId } from '../../../services/rallies'
import type { CheckedIn } from '../../../services/rallies'
import type { WaitingCall } from '../../../services/waiting-calls'
import { refusedResult, stampedResult, waitingResult } from './result'
import type { Result } from './result'

Page({
  data: {
    state: 'loading' as PageState,
    result: null as Result | null,
    consentVisible: false,
    needsConsent: false,
  },

  callId: '',
  stopListening: null as (() => void) | null,

  onLoad(options: { s?: string; scene?: string; q?: string }) {
    // The tab bar of a cold start by code must know which areas are on.
    if (!lastStanding()) void askStanding()
    const scene = options.s !== undefined ? sceneIn(options.s) : sceneOfOptions(options)
    if (!scene) return this.show(refusedResult({ ok: false, code: 'CODE_UNREADABLE', facts: {} }))
    this.stopListening = onOutbox((call, answer) => this.heard(call, answer))
    this.callId = checkInId(scene)
    try {
      checkIn(scene)
    } catch {
      this.show({
        ...refusedResult({ ok: false, code: 'CODE_UNREADABLE', facts: {} }),
        sentence: '手机存储满了，请清理一下再扫',
      })
    }
  },
  onUnload() {
    this.stopListening?.()
  },

  heard(call: WaitingCall, answer: Answer | null) {
    if (call.id !== this.callId || !answer) return
    if (answer.ok) {
      const result = stampedResult(answer.data as CheckedIn)
      if (result.fresh) wx.vibrateShort({ type: 'medium' })
      return this.show(result)
    }
    if (!call.refusal) return this.show(waitingResult(answer))
    if (answer.code === 'CONSENT_NEEDED' || answer.code === 'CONSENT_OUTDATED') {
      return this.setData({ state: 'consent', consentVisible: true })
    }
    // Kept for the renewed app, which sends it by itself: nobody walks back for a scan.
    if (answer.code !== 'CLIENT_TOO_OLD') dropCall(call.id)
    this.show(refusedResult(answer))
  },
  show(result: Result) {
    this.setData({ state: 'ready', result, consentVisible: false })
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
  goRallies() {
    wx.switchTab({ url: '/pages/rallies/rallies' })
  },
})
