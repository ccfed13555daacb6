/** 首席代表: one of each unit, and a way to the one whose code hangs on the door. */
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { Requests } from '../../../domain/contract/requests'
import type { Representative } from '../../../domain/contract/requests/representatives'
import { representativeIn } from '../../../domain/representatives'
import { isPassing } from '../../../services/cloud'
import { lastRepresentatives, listRepresentatives } from '../../../services/requests-representatives'

const NOTHING = { icon: 'usergroup', title: '还没有首席代表', sentence: '各单位定下来以后，在这里找得到' }

Page({
  data: {
    state: 'loading' as PageState,
    ...{ icon: '', title: '', sentence: '', notice: '' },
    representatives: [] as Representative[],
    keeps: [] as { unitId: string; name: string }[],
    consent: false,
  },

  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const answer = await listRepresentatives()
    if (answer.ok) return this.show(answer.data, '')
    const before = isPassing(answer.code) ? lastRepresentatives() : null
    if (before) return this.show(before, noticeOf(answer))
    this.setData({ icon: '', title: '', ...stateOf(answer) })
  },
  show({ representatives, keeps }: Requests['listRepresentatives']['output'], notice: string) {
    const empty = representatives.length === 0 && keeps.length === 0
    const face = empty ? { ...NOTHING, state: 'empty' as const } : { state: 'ready' as const }
    this.setData({ ...face, representatives, keeps, notice })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ consent: true })
    this.setData({ state: 'loading' })
    void this.load()
  },
  closeConsent() {
    this.setData({ consent: false })
  },
  agreed() {
    this.closeConsent()
    void this.load()
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/requests/representative/representative?id=${id}` })
  },
  async scan() {
    try {
      const { result, path } = await wx.scanCode({
        onlyFromCamera: true,
        scanType: ['qrCode', 'wxCode'] as never,
      })
      const id = representativeIn(path ?? '') ?? representativeIn(result ?? '')
      if (!id) return void wx.showToast({ title: '这不是首席代表的码', icon: 'none' })
      wx.navigateTo({ url: `/packages/requests/representative/representative?id=${id}` })
    } catch {
      // Closing the camera is a choice.
    }
  },
  keep(event: WechatMiniprogram.PickerChange) {
    const unit = this.data.keeps[Number(event.detail.value)]
    if (unit) wx.navigateTo({ url: `/packages/requests/representative/keep?unitId=${unit.unitId}` })
  },
})
