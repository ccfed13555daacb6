/** 名片: one member, what he can help with and how to reach him. 群主 changes roles and memberships here. */
import type { Answer } from '../../../domain/contract/envelope'
import type { MemberCard } from '../../../domain/contract/groups/roster'
import { sentenceFor } from '../../../domain/errors'
import { GIVEN_ROLES } from '../../../domain/roles'
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { isPassing } from '../../../services/cloud'
import { lastMembers } from '../../../services/groups'
import {
  changeRole,
  openCard,
  readHistory,
  readmitMember,
  removeMember,
  revealPhone,
} from '../../../services/groups/cards'
import { openPrivate } from '../../../services/groups/private'
import { offerCard } from './send-card'
import { toChat } from './to-chat'

type Refusal = Extract<Answer, { ok: false }>

Page({
  data: {
    state: 'loading' as PageState,
    title: '',
    sentence: '',
    notice: '',
    conversationId: '',
    card: null as MemberCard | null,
    initial: '',
    number: '',
    busy: false,
    editing: false,
    phoneVisible: false,
    roles: GIVEN_ROLES,
    roleIndex: 0,
    moves: [] as { move: string; detail: string; by: string; time: string }[],
  },

  member: { conversationId: '', personId: '' },

  onLoad(options: { conversationId?: string; personId?: string }) {
    this.member = { conversationId: options.conversationId ?? '', personId: options.personId ?? '' }
    this.setData({ conversationId: this.member.conversationId })
    void this.load()
  },

  async load() {
    const answer = await openCard(this.member)
    if (answer.ok) return this.show(answer.data.card, '')
    const before = isPassing(answer.code) ? this.lastCard() : null
    if (before) return this.show(before, '暂时连不上，下面是上次看到的')
    if (answer.code === 'NOT_FOUND')
      return this.setData({ state: 'empty', title: '这位不在群里了', sentence: '可以回名册找别的人' })
    this.setData({ title: '', ...stateOf(answer) })
  },
  /** What the roster's last copy says of him: enough to read, not to call. */
  lastCard(): MemberCard | null {
    const found = lastMembers(this.member.conversationId).find(
      ({ personId }) => personId === this.member.personId,
    )
    if (!found) return null
    const closed = { channel: '', active: true, mine: false, phoneMasked: '' }
    return { ...found, ...closed, mayRevealPhone: false, phoneShared: false, mayManage: false }
  },
  show(card: MemberCard, notice: string) {
    const initial = card.name.replace(/^.*·/, '').slice(0, 1)
    const roleIndex = Math.max(0, GIVEN_ROLES.indexOf(card.role))
    this.setData({ state: 'ready', card, initial, notice, roleIndex })
  },

  async reveal() {
    const answer = await this.once(() => revealPhone(this.member))
    if (answer?.ok) this.setData({ number: answer.data.number })
  },
  call() {
    wx.makePhoneCall({ phoneNumber: this.data.number, fail: () => undefined }) // Put off by himself: nothing to say.
  },
  openChannel() {
    const finderUserName = this.data.card?.channel ?? ''
    const copy = () =>
      wx.setClipboardData({ data: finderUserName, success: () => say('视频号已复制，去微信里搜一搜') })
    if (wx.canIUse('openChannelsUserProfile')) wx.openChannelsUserProfile({ finderUserName, fail: copy })
    else copy()
  },
  mention() {
    const { card } = this.data
    if (!card) return
    const { personId, name } = card
    const more = `&ask=${personId}&askName=${encodeURIComponent(name)}`
    toChat(this.member.conversationId, (chat) => chat.ask({ personId, name }), more)
  },
  sendCard() {
    if (this.data.card) offerCard(this.member.conversationId, this.data.card)
  },
  /** Only the two read what is written there. */
  async talkAlone() {
    const answer = await this.once(() => openPrivate(this.member.conversationId, this.member.personId))
    if (answer?.ok)
      wx.navigateTo({ url: `/packages/groups/chat/chat?conversationId=${answer.data.conversationId}` })
  },
  verified() {
    this.setData({ phoneVisible: false })
    void this.talkAlone()
  },
  closePhone() {
    this.setData({ phoneVisible: false })
  },

  edit() {
    this.setData({ editing: true })
  },
  closeEditor() {
    this.setData({ editing: false })
  },
  edited(event: WechatMiniprogram.CustomEvent<{ card: MemberCard }>) {
    this.setData({ editing: false })
    this.show(event.detail.card, '')
    say('已保存')
  },

  pickRole(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    void this.changeTo(GIVEN_ROLES[Number(event.detail.value)] ?? '')
  },
  async changeTo(role: string) {
    if (role === '' || role === this.data.card?.role) return
    const answer = await this.once(() => changeRole(this.member, role))
    if (answer?.ok) this.show(answer.data.card, '')
  },
  askRemove() {
    const name = this.data.card?.name
    wx.showModal({
      title: `把${name}移出群？`,
      content: '从现在起收不到群里的消息；他还没回应的，都转给您',
      confirmText: '移出',
      success: ({ confirm }) => confirm && void this.remove(),
    })
  },
  async remove() {
    const answer = await this.once(() => removeMember(this.member))
    if (answer?.ok) await this.load()
  },
  async readmit() {
    const answer = await this.once(() => readmitMember(this.member))
    if (answer?.ok) this.show(answer.data.card, '')
  },
  async openHistory() {
    const answer = await this.once(() => readHistory(this.member))
    if (!answer?.ok) return
    const now = phoneTime()
    this.setData({ moves: answer.data.moves.map(({ at, ...move }) => ({ ...move, time: sayTime(at, now) })) })
    if (answer.data.moves.length === 0) say('还没有变动')
  },

  /** One at a time; what the cloud refuses is said. */
  async once<Output>(call: () => Promise<Answer<Output>>): Promise<Answer<Output> | null> {
    if (this.data.busy) return null
    this.setData({ busy: true })
    const answer = await call()
    this.setData({ busy: false })
    if (!answer.ok && answer.code === 'PHONE_NEEDED') this.setData({ phoneVisible: true })
    else if (!answer.ok) say(wordsOf(answer))
    return answer
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})

function wordsOf(refusal: Refusal): string {
  return refusal.code === 'OFFLINE' ? '现在没有网络，连上再点一次' : sentenceFor(refusal.code, refusal.facts)
}

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
