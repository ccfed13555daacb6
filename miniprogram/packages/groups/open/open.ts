/** 全群待回应: every open @ of a group for 群主, those of his units for a head; who has it, and what can be done. */
import type { Act } from '../../../components/mention-acts/acts'
import type { Mover, Target } from '../../../components/mention-mover/mention-mover'
import { noticeOf, stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { OpenMention } from '../../../domain/contract/groups/mentions'
import { cloudTime } from '../../../services/clock'
import { listOpen } from '../../../services/groups/mentions'
import { openCard } from './open-card'
import type { OpenCard } from './open-card'

const CLOCK_MS = 20_000

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    notice: '',
    conversationId: '',
    cards: [] as OpenCard[],
    more: false,
    moving: '',
  },

  mentions: [] as OpenMention[],
  after: null as string | null,
  loading: false,
  clock: 0 as unknown as ReturnType<typeof setInterval>,

  onLoad(options: { conversationId?: string }) {
    this.setData({ conversationId: options.conversationId ?? '' })
  },
  onShow() {
    void this.load()
    this.clock = setInterval(() => this.showCards(), CLOCK_MS)
  },
  onHide() {
    clearInterval(this.clock)
  },
  onUnload() {
    clearInterval(this.clock)
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  onReachBottom() {
    if (this.after !== null) void this.loadMore()
  },

  async load() {
    const answer = await listOpen(this.data.conversationId, null)
    if (!answer.ok) {
      if (this.data.state === 'ready') return this.setData({ notice: noticeOf(answer) })
      const { state, sentence } = stateOf(answer)
      const who = '全群的待回应，群主和单位负责人能看到'
      return this.setData({ state, title: '', icon: '', sentence: state === 'forbidden' ? who : sentence })
    }
    this.take(answer.data.mentions, answer.data.after)
  },
  async loadMore() {
    if (this.loading) return
    this.loading = true
    const answer = await listOpen(this.data.conversationId, this.after)
    this.loading = false
    if (!answer.ok) return this.setData({ notice: noticeOf(answer) })
    const known = new Set(this.mentions.map(({ obligationId }) => obligationId))
    const further = answer.data.mentions.filter(({ obligationId }) => !known.has(obligationId))
    this.take([...this.mentions, ...further], answer.data.after)
  },
  take(mentions: OpenMention[], after: string | null) {
    this.mentions = mentions
    this.after = after
    this.setData({ notice: '', more: after !== null })
    if (mentions.length > 0) {
      this.setData({ state: 'ready' })
      return this.showCards()
    }
    const calm = { icon: 'tea', title: '都回应了', sentence: '有新的 @，这里会列出来' }
    this.setData({ state: 'empty', cards: [], ...calm })
  },
  showCards() {
    const now = cloudTime()
    this.setData({ cards: this.mentions.map((mention) => openCard(mention, now)) })
  },
  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  act(event: WechatMiniprogram.CustomEvent<{ act: Act }>) {
    const { id } = event.currentTarget.dataset as { id: string }
    const card = this.data.cards.find(({ obligationId }) => obligationId === id)
    const mover = this.selectComponent('#mover') as unknown as Mover
    if (card) mover.run(event.detail.act, { ...card, conversationId: this.data.conversationId })
  },
  moving(event: WechatMiniprogram.CustomEvent<{ obligationId: string }>) {
    this.setData({ moving: event.detail.obligationId })
  },
  moved() {
    void this.load()
  },
  answer(event: WechatMiniprogram.CustomEvent<Target>) {
    this.openMessage(event.detail.messageId, '&answer=1')
  },
  open(event: WechatMiniprogram.TouchEvent) {
    this.openMessage((event.currentTarget.dataset as { message: string }).message)
  },
  openMessage(messageId: string, answer = '') {
    const message = `conversationId=${this.data.conversationId}&messageId=${messageId}`
    wx.navigateTo({ url: `/packages/groups/chat/chat?${message}${answer}` })
  },
  goFigures() {
    wx.navigateTo({ url: `/packages/groups/figures/figures?conversationId=${this.data.conversationId}` })
  },
})
