/** 诉求: one's own cases, what waits for oneself first, and the one button to raise another. Staff have their queue here. */
import { stateOf } from '../../components/page-state/states'
import type { PageState } from '../../components/page-state/states'
import type { CaseSummary } from '../../domain/contract/requests'
import { cloudTime } from '../../services/clock'
import { isPassing } from '../../services/cloud'
import { dropCall, onOutbox } from '../../services/outbox'
import { askStanding, lastStanding } from '../../services/people'
import { lastForm, lastOwn, listOwn, openForm, waitingCases } from '../../services/requests'
import { followTick } from '../../services/ticks'
import { takeBack } from './take-back'
import { caseCards, waitingCard } from './case-card'
import type { CaseCard, WaitingCard } from './case-card'

const NOTHING = {
  icon: 'assignment',
  title: '有事，写在这里',
  sentence: '一件事一个编号，谁在办、什么时候答复，都看得到',
  action: '',
}

Page({
  data: {
    state: 'loading' as PageState,
    ...{ icon: '', title: '', sentence: '', action: '', notice: '' },
    staff: false,
    waiting: [] as WaitingCard[],
    cards: [] as CaseCard[],
    more: false,
    sheet: '' as '' | 'phone' | 'consent',
  },

  cases: [] as CaseSummary[],
  stopListening: null as (() => void) | null,
  tick: null as { stop(): void } | null,
  shown: false,

  onShow() {
    this.shown = true
    this.getTabBar?.()?.refresh?.('requests')
    this.stopListening = onOutbox((call, answer) => {
      if (call.area !== 'requests') return
      this.show()
      if (answer?.ok) void this.load()
    })
    void this.begin()
  },
  onHide() {
    this.leave()
  },
  onUnload() {
    this.leave()
  },
  leave() {
    this.shown = false
    this.stopListening?.()
    this.tick?.stop()
    this.tick = null
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async begin() {
    const standing =
      lastStanding() ?? (await askStanding().then((answer) => (answer.ok ? answer.data : null)))
    this.getTabBar?.()?.refresh?.('requests')
    if (standing && !standing.areas.includes('requests'))
      return this.setData(stateOf({ ok: false, code: 'AREA_OFF', facts: {} }))
    this.setData({ staff: Boolean(standing?.me?.unit) })
    const inboxId = standing?.me?.inboxId
    if (!inboxId) return void (await this.load())
    if (this.shown) this.tick = this.tick ?? followTick(inboxId, () => this.load())
  },

  async load() {
    const answer = await listOwn(null)
    if (answer.ok) {
      // So that one may write without a network, too.
      if (!lastForm()) void openForm()
      return this.have(answer.data, '')
    }
    // Nobody has to agree to anything before he has something to say.
    if (answer.code === 'CONSENT_NEEDED') return this.have({ cases: [], more: false }, '')
    const before = isPassing(answer.code) ? lastOwn() : null
    if (before) return this.have(before, '暂时连不上，下面是上次看到的，照样能提')
    if (isPassing(answer.code) && waitingCases().length > 0) return this.have({ cases: [], more: false }, '')
    this.setData({ icon: '', title: '', action: '', ...stateOf(answer) })
  },
  have({ cases, more }: { cases: CaseSummary[]; more: boolean }, notice: string) {
    this.cases = cases
    this.setData({ notice, more })
    this.show()
  },
  async loadMore() {
    const answer = await listOwn(this.cases.at(-1)?.receivedAt ?? null)
    if (!answer.ok) return void wx.showToast({ title: '没有加载出来，再点一次', icon: 'none' })
    this.have({ cases: [...this.cases, ...answer.data.cases], more: answer.data.more }, this.data.notice)
  },
  /** Before the first answer only what waits here is known. */
  show() {
    const waiting = waitingCases().map(waitingCard)
    const { state } = this.data
    const known = state !== 'loading' || this.cases.length > 0 || waiting.length > 0
    const empty = this.cases.length + waiting.length === 0 && !this.data.staff
    this.setData({
      waiting,
      cards: caseCards(this.cases, cloudTime()),
      ...(empty
        ? { ...NOTHING, state: 'empty' as const }
        : known || !empty
          ? { state: 'ready' as const }
          : {}),
    })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ sheet: 'consent' })
    this.setData({ state: 'loading' })
    void this.begin()
  },

  raise() {
    wx.navigateTo({ url: '/packages/requests/form/form' })
  },
  openQueue() {
    wx.navigateTo({ url: '/packages/requests/queue/queue' })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/requests/case/case?caseId=${id}` })
  },
  tend(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const card = this.data.waiting.find((each) => each.id === id)
    if (card?.needs) return this.setData({ sheet: card.needs })
    if (!card?.refused) return
    if (takeBack(id)) return this.raise()
    wx.showModal({
      title: '还有一件没写完',
      content: '先把正在写的那件交上去，再改这一件。不要这一件了，可以删掉。',
      confirmText: '删掉',
      success: ({ confirm }) => {
        if (confirm) dropCall(id)
        this.show()
      },
    })
  },
  closeSheet() {
    this.setData({ sheet: '' })
  },
  done() {
    this.closeSheet()
    void this.begin()
  },
})
