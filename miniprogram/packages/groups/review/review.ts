/**
 * 审核: for 群主 what was held in his group and what was reported there; for an operator, opened without a group, what
 * was reported from private chats. Nothing around a reported message is ever shown.
 */
import type { Answer } from '../../../domain/contract/envelope'
import type { Report, ReviewedMessage } from '../../../domain/contract/groups/review'
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { decideReport, listHeld, listReports, reviewMessage } from '../../../services/groups/review'

type Refusal = Extract<Answer, { ok: false }>
type Shown = ReviewedMessage & { time: string }

Page({
  data: {
    state: 'loading' as PageState,
    title: '',
    sentence: '',
    notice: '',
    conversationId: '',
    held: [] as Shown[],
    reports: [] as ReturnType<typeof shownReport>[],
    busy: false,
    consentVisible: false,
  },

  onLoad(options: { conversationId?: string }) {
    const conversationId = options.conversationId ?? ''
    if (!conversationId) wx.setNavigationBarTitle({ title: '举报处理' })
    this.setData({ conversationId })
  },
  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const { conversationId } = this.data
    const [held, reports] = await Promise.all([
      conversationId ? listHeld(conversationId) : null,
      listReports(conversationId),
    ])
    if (held && !held.ok) return this.refuse(held)
    if (!reports.ok) return this.refuse(reports)
    const now = phoneTime()
    const messages = held ? held.data.messages.map((each) => shownMessage(each, now)) : []
    const empty = messages.length + reports.data.reports.length === 0
    this.setData({
      state: empty ? 'empty' : 'ready',
      title: '都看过了',
      sentence: conversationId ? '要审核的、被举报的，会出现在这里' : '私聊里被举报的，会出现在这里',
      notice: '',
      held: messages,
      reports: reports.data.reports.map((each) => shownReport(each, now)),
    })
  },
  refuse(refusal: Refusal) {
    if (this.data.state === 'ready' && isPassing(refusal.code))
      return this.setData({ notice: '暂时连不上，下面是上次看到的' })
    const { state, sentence } = stateOf(refusal)
    const only = this.data.conversationId ? '这里只有群主能看' : '这里只有管理员能看'
    this.setData({ state, sentence, title: state === 'forbidden' ? only : '', held: [], reports: [] })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ consentVisible: true })
    this.setData({ state: 'loading' })
    void this.load()
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
  agreed() {
    this.closeConsent()
    this.act()
  },

  show(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    void this.decide(() => reviewMessage(id, 'show', ''), '已显示，大家看得到了')
  },
  hide(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.showModal({
      title: '不显示这一条？',
      editable: true,
      placeholderText: '写一句原因，写的人看得到',
      confirmText: '不显示',
      success: ({ confirm, content }) => {
        const reason = (content ?? '').trim().slice(0, 100)
        if (confirm) void this.decide(() => reviewMessage(id, 'refuse', reason), '没有显示，已告诉写的人')
      },
    })
  },
  withdraw(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.showModal({
      title: '撤下被举报的话？',
      content: '撤下后谁都看不到，写的人会看到「已被撤下」',
      confirmText: '撤下',
      success: ({ confirm }) => confirm && void this.decide(() => decideReport(id, 'withdrawn'), '已撤下'),
    })
  },
  keep(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    void this.decide(() => decideReport(id, 'kept'), '已保留')
  },
  /** One at a time; what the cloud has not confirmed is not said to be done. */
  async decide(call: () => Promise<Answer>, done: string) {
    if (this.data.busy) return
    this.setData({ busy: true })
    const answer = await call()
    this.setData({ busy: false })
    if (!answer.ok && answer.code === 'OFFLINE') return say('现在没有网络，还没有记上，连上再点一次')
    say(answer.ok ? done : sentenceFor(answer.code, answer.facts))
    await this.load()
  },
})

function shownMessage(message: ReviewedMessage, now: number): Shown {
  return { ...message, time: sayTime(message.at, now) }
}

function shownReport({ reportId, reporterName, reason, messages, at }: Report, now: number) {
  return {
    reportId,
    reason,
    by: `${reporterName} 举报 · ${sayTime(at, now)}`,
    messages: messages.map((message) => shownMessage(message, now)),
  }
}

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
