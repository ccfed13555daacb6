/** 活动现场: those one made or writes down at. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { sayDate } from '../../../domain/times'
import { listGatherings } from '../../../services/requests-callers'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    gatherings: [] as { gatheringId: string; name: string; line: string }[],
    mayMake: false,
  },
  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const answer = await listGatherings()
    if (!answer.ok) return this.setData(stateOf(answer))
    const gatherings = answer.data.gatherings.map(({ gatheringId, name, heldAt, leaderName }) => ({
      ...{ gatheringId, name, line: `${sayDate(heldAt)} · ${leaderName}` },
    }))
    this.setData({ state: 'ready', gatherings, mayMake: answer.data.mayMake })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/requests/gathering/gathering?gatheringId=${id}` })
  },
  make() {
    wx.navigateTo({ url: '/packages/requests/make-gathering/make-gathering' })
  },
})
