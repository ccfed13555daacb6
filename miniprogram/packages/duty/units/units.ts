/** 值班: the units whose rota the holder may see, and tonight's reach of his groups. */
import type { UnitSummary } from '../../../domain/contract/duty/rota'
import { sayTime } from '../../../domain/times'
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { listRotas } from '../../../services/duty/rota'
import { lastConversations, listConversations } from '../../../services/groups'

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    notice: '',
    units: [] as ReturnType<typeof unitRow>[],
    groups: [] as { conversationId: string; name: string }[],
  },

  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const [answer, groups] = await Promise.all([listRotas(), listConversations()])
    if (!answer.ok) {
      if (this.data.state === 'ready') return this.setData({ notice: noticeOf(answer) })
      return this.setData({ icon: '', title: '', ...stateOf(answer) })
    }
    const { units, now } = answer.data
    if (units.length === 0) {
      const sentence = '在某个单位工作的人，才有值班表。名册里写上单位就有了'
      return this.setData({ state: 'empty', icon: 'tea', title: '没有您的值班表', sentence })
    }
    const conversations = groups.ok ? groups.data.conversations : (lastConversations() ?? [])
    this.setData({
      state: 'ready',
      notice: '',
      units: units.map((unit) => unitRow(unit, now)),
      groups: conversations.filter(({ mentionable }) => mentionable),
    })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/duty/rota/rota?unitId=${id}` })
  },
  openTonight(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/duty/tonight/tonight?conversationId=${id}` })
  },
  openLadder(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/groups/ladder/ladder?conversationId=${id}` })
  },
})

function unitRow({ unitId, name, onDuty, until, gaps, mine }: UnitSummary, now: number) {
  return {
    unitId,
    name,
    mine,
    gap: onDuty === '',
    line: onDuty ? `${onDuty} · 到 ${sayTime(until, now)}` : '现在没人值班',
    gaps,
  }
}
