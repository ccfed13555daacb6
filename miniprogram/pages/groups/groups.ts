/** 群聊: the conversations of the holder of the phone, the one with the newest change first. */
import type { ConversationSummary } from '../../domain/contract/groups'
import { sayTime } from '../../domain/times'
import { stateOf } from '../../components/page-state/states'
import type { PageState } from '../../components/page-state/states'
import { phoneTime } from '../../services/clock'
import { isPassing } from '../../services/cloud'
import { lastConversations, listConversations } from '../../services/groups'
import { askStanding, lastStanding } from '../../services/people'
import { claimRows } from '../../services/groups/joining'
import { followTick } from '../../services/ticks'

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    action: '',
    notice: '',
    conversations: [] as ReturnType<typeof rowOf>[],
    consentVisible: false,
    phoneVisible: false,
  },

  shown: false,
  /** Asked in this life of the app whether a roster waits for him. */
  claimed: false,
  ticks: [] as { stop(): void }[],

  onShow() {
    this.shown = true
    this.getTabBar?.()?.refresh?.('groups')
    void this.load()
  },
  onHide() {
    this.leave()
  },
  onUnload() {
    this.leave()
  },
  leave() {
    this.shown = false
    this.ticks.forEach((tick) => tick.stop())
    this.ticks = []
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const standing =
      lastStanding() ?? (await askStanding().then((answer) => (answer.ok ? answer.data : null)))
    this.getTabBar?.()?.refresh?.('groups')
    if (standing && !standing.areas.includes('groups')) {
      return this.setData(stateOf({ ok: false, code: 'AREA_OFF', facts: {} }))
    }
    if (standing?.me?.phoneVerified && !this.claimed) await this.claim()
    const answer = await listConversations()
    if (!answer.ok) {
      const before = isPassing(answer.code) ? lastConversations() : null
      if (before) this.show(before, '暂时连不上，下面是上次看到的')
      else this.setData({ icon: '', title: '', action: '', ...stateOf(answer) })
      return
    }
    this.show(answer.data.conversations, '')
    this.follow(answer.data.conversations)
  },

  show(conversations: ConversationSummary[], notice: string) {
    const now = phoneTime()
    if (conversations.length > 0) {
      return this.setData({
        state: 'ready',
        notice,
        conversations: conversations.map((each) => rowOf(each, now)),
      })
    }
    const request = this.requests[0]
    const verified = lastStanding()?.me?.phoneVerified
    this.setData({
      state: 'empty',
      icon: 'usergroup',
      title: request ? saidOf(request) : '您还没有进群',
      sentence: request
        ? request.reason || '群主同意后，这里就能看到'
        : verified
          ? '名册里还没有您的号码。请群主把您加进名册，或者发一张邀请给您'
          : '名册里有您的话，验证一次手机号就进群',
      action: verified ? '再看看' : '验证手机号，看看加好没有',
    })
  },

  /** Comes into whatever group's roster has his number. Fails quietly: the next look does it again. */
  async claim() {
    const answer = await claimRows()
    if (!answer.ok) return
    this.claimed = true
    this.requests = answer.data.requests
    const [joined] = answer.data.joined
    if (joined) wx.showToast({ title: `已进群：${joined.name}`, icon: 'none', duration: 3000 })
  },
  requests: [] as { conversationName: string; state: 'open' | 'refused'; reason: string }[],

  /**
   * A handful of groups at most; a person in more sees the rest change when he comes back. His inbox tells of a chat
   * that is new to him.
   */
  follow(conversations: ConversationSummary[]) {
    if (!this.shown || this.ticks.length > 0) return
    const followed = conversations.slice(0, 3).map(({ conversationId }) => conversationId)
    const inboxId = lastStanding()?.me?.inboxId
    this.ticks = [...(inboxId ? [inboxId] : []), ...followed].map((id) =>
      followTick(id, () => this.refresh()),
    )
  },
  async refresh() {
    const answer = await listConversations()
    if (answer.ok) this.show(answer.data.conversations, '')
  },

  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/groups/chat/chat?conversationId=${id}` })
  },
  openRoster(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/groups/roster/roster?conversationId=${id}` })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ consentVisible: true })
    if (this.data.state === 'empty' && !lastStanding()?.me?.phoneVerified)
      return this.setData({ phoneVisible: true })
    this.claimed = false
    this.setData({ state: 'loading' })
    void this.load()
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
  closePhone() {
    this.setData({ phoneVisible: false })
  },
  verified() {
    this.claimed = false
    this.setData({ phoneVisible: false, state: 'loading' })
    void this.load()
  },
  agreed() {
    this.setData({ consentVisible: false, state: 'loading' })
    void this.load()
  },
})

function saidOf({
  conversationName,
  state,
}: {
  conversationName: string
  state: 'open' | 'refused'
}): string {
  return state === 'open' ? `已经问过「${conversationName}」的群主` : `「${conversationName}」的群主没有同意`
}

function rowOf(each: ConversationSummary, now: number) {
  return {
    conversationId: each.conversationId,
    name: each.name,
    initial: each.name.slice(0, 1),
    group: each.kind === 'group',
    members: each.kind === 'group' ? `${each.memberCount} 人` : '私聊',
    // Without one nobody has spoken yet, or the newest is not there to be read, such as one held for review.
    last: each.last ? `${each.last.senderName}：${each.last.text}` : '点开看看',
    time: each.last ? sayTime(each.last.at, now) : '',
    unread: each.unread > 99 ? '99+' : each.unread > 0 ? String(each.unread) : '',
  }
}
