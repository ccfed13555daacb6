/**
 * 首页. For all who may be asked it is 待我回应; for members of a group its news and the way in; for everyone else the event that is
 * on and how to ask. Nothing here needs an agreement before it can be read.
 */
import type { ConversationSummary } from '../../domain/contract/groups'
import type { InboxItem } from '../../domain/contract/duty'
import type { Me } from '../../domain/contract/people'
import { sayTime } from '../../domain/times'
import { noticeOf, stateOf } from '../../components/page-state/states'
import type { PageState } from '../../components/page-state/states'
import { cloudTime } from '../../services/clock'
import { listInbox } from '../../services/duty'
import { lastConversations, listConversations } from '../../services/groups'
import { askStanding, lastStanding } from '../../services/people'
import type { Standing } from '../../services/people'
import { lastEvent, openEvent } from '../../services/rallies'
import { followTick } from '../../services/ticks'
import { eventCard } from './event-card'
import type { EventCard } from './event-card'
import { greetingAt } from './greeting'

const CLOCK_MS = 20_000

interface GroupCard {
  conversationId: string
  name: string
  unread: number
  last: string
  time: string
}

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    notice: '',
    greeting: '',
    district: '',
    role: 'guest' as 'guest' | 'staff' | 'person',
    items: [] as InboxItem[],
    now: 0,
    more: false,
    answeredToday: 0,
    groups: [] as GroupCard[],
    event: null as EventCard | null,
    askHow: false,
    consentVisible: false,
  },

  shown: false,
  asked: false,
  tick: null as { stop(): void } | null,
  clock: 0 as unknown as ReturnType<typeof setInterval>,

  onShow() {
    this.shown = true
    this.getTabBar?.()?.refresh?.('home')
    void this.load()
    this.clock = setInterval(() => this.setData({ now: cloudTime() }), CLOCK_MS)
  },
  onHide() {
    this.leave()
  },
  onUnload() {
    this.leave()
  },
  leave() {
    this.shown = false
    this.tick?.stop()
    this.tick = null
    clearInterval(this.clock)
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const answer = await askStanding()
    const standing = answer.ok ? answer.data : lastStanding()
    if (!standing) {
      if (!answer.ok) this.setData(stateOf(answer))
      return
    }
    this.getTabBar?.()?.refresh?.('home')
    const offline = !answer.ok
    this.setData({ notice: offline ? '暂时连不上，下面是上次看到的' : '' })
    this.greet(standing)
    this.askAgain(standing)
    if (standing.me && this.owes(standing.me)) await this.loadInbox(standing.me.inboxId)
    else await this.loadNews(standing)
  },
  /** Works for a unit, or may be asked by @ in some group, as a lawyer or 群主 may who works for none. */
  owes(me: Me): boolean {
    return me.unit !== null || Boolean(lastConversations()?.some((each) => each.mentionable))
  },

  /** A newer privacy text: asked once by itself, since nothing of his own can be shown before. */
  askAgain({ me, consentVersion }: Standing) {
    if (!me || me.consentVersion >= consentVersion || this.asked) return
    this.asked = true
    this.setData({ consentVisible: true })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ consentVisible: true })
    void this.load()
  },
  greet({ me, district }: Standing) {
    const hello = greetingAt(cloudTime())
    this.setData({
      district,
      role: !me ? 'guest' : this.owes(me) ? 'staff' : 'person',
      greeting: me?.name ? `${hello}，${me.name}` : hello,
    })
  },

  async loadInbox(inboxId: string) {
    await this.readInbox()
    if (this.shown) this.tick = this.tick ?? followTick(inboxId, () => this.readInbox())
  },
  async readInbox() {
    const answer = await listInbox()
    if (!answer.ok) {
      if (this.data.state === 'ready') this.setData({ notice: noticeOf(answer) })
      else this.setData(stateOf(answer))
      return
    }
    this.setData({
      state: 'ready',
      notice: '',
      items: answer.data.items,
      more: answer.data.more,
      answeredToday: answer.data.answeredToday,
      now: cloudTime(),
    })
  },

  async loadNews({ me, areas }: Standing) {
    const groupsOn = areas.includes('groups')
    const [event, groups] = await Promise.all([
      areas.includes('rallies') ? openEvent() : null,
      me && groupsOn ? listConversations() : null,
    ])
    // The first time on this phone that his groups are known: he is one of those who are asked.
    if (me && groups?.ok && groups.data.conversations.some((each) => each.mentionable)) {
      this.setData({ role: 'staff' })
      return this.loadInbox(me.inboxId)
    }
    const shown = event && (event.ok ? event.data : lastEvent())
    const conversations = groups && (groups.ok ? groups.data.conversations : lastConversations())
    const refusal = [groups, event].find((answer) => answer?.ok === false)
    this.setData({
      state: 'ready',
      event: eventCard(shown?.event ?? null, shown?.routes ?? []),
      groups: (conversations ?? []).map(groupCard),
      // Somebody whose groups are not known must not be told that he is in none.
      askHow: groupsOn && (!me || conversations?.length === 0),
      notice: this.data.notice || (refusal?.ok === false ? noticeOf(refusal) : ''),
    })
  },

  openGroup(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/groups/chat/chat?conversationId=${id}` })
  },
  goRallies() {
    wx.switchTab({ url: '/pages/rallies/rallies' })
  },
  openConsent() {
    this.setData({ consentVisible: true })
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
  agreed() {
    this.closeConsent()
    void this.load()
  },
})

function groupCard(group: ConversationSummary): GroupCard {
  return {
    conversationId: group.conversationId,
    name: group.name,
    unread: group.unread,
    // Without one nobody has spoken yet, or the newest is not there to be read, such as one held for review.
    last: group.last ? `${group.last.senderName}：${group.last.text}` : '点开看看',
    time: group.last ? sayTime(group.last.at, cloudTime()) : '',
  }
}
