/** 打卡: the event that is on, its routes, and the one big button. Readable without agreeing to anything. */
import type { RallyEvent } from '../../domain/contract/rallies'
import { sentenceFor } from '../../domain/errors'
import { sceneIn } from '../../domain/scenes'
import { stateOf } from '../../components/page-state/states'
import type { PageState } from '../../components/page-state/states'
import { isPassing } from '../../services/cloud'
import { dropCall, onOutbox } from '../../services/outbox'
import { askStanding, lastStanding } from '../../services/people'
import { isCheckIn, lastEvent, openEvent, waitingCheckIns } from '../../services/rallies'
import type { OpenEvent } from '../../services/rallies'
import { routeCard } from './route-card'
import type { RouteCard } from './route-card'

interface WaitingCard {
  id: string
  sentence: string
  /** Waits for the network, for an agreement, or was refused for good. */
  kind: 'network' | 'consent' | 'refused'
}

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    notice: '',
    event: null as RallyEvent | null,
    organisers: '',
    routes: [] as RouteCard[],
    waiting: [] as WaitingCard[],
    consentVisible: false,
  },

  stopListening: null as (() => void) | null,

  onShow() {
    this.getTabBar?.()?.refresh?.('rallies')
    this.showWaiting()
    this.stopListening = onOutbox((call, answer) => {
      if (!isCheckIn(call)) return
      this.showWaiting()
      if (answer?.ok) void this.load()
    })
    void this.load()
  },
  onHide() {
    this.stopListening?.()
  },
  onUnload() {
    this.stopListening?.()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const standing =
      lastStanding() ?? (await askStanding().then((answer) => (answer.ok ? answer.data : null)))
    this.getTabBar?.()?.refresh?.('rallies')
    if (standing && !standing.areas.includes('rallies')) {
      return this.setData(stateOf({ ok: false, code: 'AREA_OFF', facts: {} }))
    }
    const answer = await openEvent()
    if (answer.ok) return this.show(answer.data, '')
    const before = isPassing(answer.code) ? lastEvent() : null
    if (before) return this.show(before, '暂时连不上，下面是上次看到的，照样能扫码')
    this.setData({ icon: '', title: '', ...stateOf(answer) })
  },

  show({ event, routes }: OpenEvent, notice: string) {
    if (!event) {
      return this.setData({
        state: 'empty',
        icon: 'location',
        title: '眼下没有活动',
        sentence: '有新路线时，这里会先告诉您',
      })
    }
    const { host, coHost, carriedOutBy } = event.organisers
    this.setData({
      state: 'ready',
      notice,
      event,
      organisers: `主办：${host.join('、')}\n协办：${coHost.join('、')}\n承办：${carriedOutBy.join('、')}`,
      routes: [...routes].sort((a, b) => a.order - b.order).map(routeCard),
    })
  },

  showWaiting() {
    this.setData({ waiting: waitingCheckIns().map(waitingCard) })
  },

  async scan() {
    try {
      const scanned = await wx.scanCode({ onlyFromCamera: true, scanType: ['qrCode', 'wxCode'] as never })
      const scene = sceneIn(scanned.path ?? '') ?? sceneIn(scanned.result ?? '')
      wx.navigateTo({ url: `/packages/rallies/arrive/arrive?s=${encodeURIComponent(scene ?? '')}` })
    } catch (error) {
      const { errMsg } = error as { errMsg?: string }
      // Closing the camera is a choice, not a failure.
      if (errMsg?.includes('cancel')) return
      wx.showToast({ title: '没有扫成，请再试一次', icon: 'none' })
    }
  },
  openRoute(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/rallies/route/route?routeId=${id}` })
  },
  dismiss(event: WechatMiniprogram.TouchEvent) {
    dropCall((event.currentTarget.dataset as { id: string }).id)
  },
  openConsent() {
    this.setData({ consentVisible: true })
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
})

function waitingCard(call: ReturnType<typeof waitingCheckIns>[number]): WaitingCard {
  if (!call.refusal) return { id: call.id, kind: 'network', sentence: '有一个章已记下，有网就盖' }
  const { code, facts } = call.refusal
  const kind = code === 'CONSENT_NEEDED' || code === 'CONSENT_OUTDATED' ? 'consent' : 'refused'
  return {
    id: call.id,
    kind,
    sentence: kind === 'consent' ? '有一个章在等您同意隐私说明' : sentenceFor(code, facts),
  }
}
