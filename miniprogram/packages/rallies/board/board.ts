/** 今日看板: points that have been silent, desks that run out, each with a number to dial. As the timer last counted. */
import { sayTime } from '../../../domain/times'
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { cloudTime } from '../../../services/clock'
import { openBoard } from '../../../services/rallies/operating'
import { boardLines, type BoardLine } from './board-lines'

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    notice: '',
    stamps: 0,
    counted: '',
    calls: [] as BoardLine[],
    lines: [] as BoardLine[],
  },

  eventId: '',

  onLoad(options: { eventId?: string }) {
    this.eventId = options.eventId ?? ''
  },
  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const answer = await openBoard(this.eventId)
    if (!answer.ok) {
      if (this.data.state === 'ready') return this.setData({ notice: noticeOf(answer) })
      return this.setData(stateOf(answer))
    }
    const { countedAt, stamps, points, desks } = answer.data
    const now = cloudTime()
    const all = boardLines(points, desks, now)
    this.setData({
      state: 'ready',
      notice: '',
      stamps,
      counted: countedAt === null ? '还没有数过，一分钟后再看' : `${sayTime(countedAt, now)} 数的`,
      calls: all.filter(({ red }) => red),
      lines: all.filter(({ red }) => !red),
    })
  },
  dial(event: WechatMiniprogram.TouchEvent) {
    const { phone } = event.currentTarget.dataset as { phone: string }
    wx.makePhoneCall({ phoneNumber: phone, fail: () => undefined })
  },
})
