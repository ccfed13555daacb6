/** 名册: who is in a group. From the last copy at once, without a network too. `pick=card`: whose card to send. */
import type { Answer } from '../../../domain/contract/envelope'
import type { Member } from '../../../domain/contract/groups'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { isPassing } from '../../../services/cloud'
import { forgetConversation, lastMembers, loadMembers } from '../../../services/groups'
import { askStanding, lastStanding } from '../../../services/people'
import { offerCard } from '../member/send-card'
import { findMembers, rolesIn } from './find'

/** Rows put on the page at once, and the most of them: an old phone gets slow, and searching is quicker by then. */
const STEP = 40
const MOST = 200

Page({
  data: {
    state: 'loading' as PageState,
    title: '',
    sentence: '',
    notice: '',
    conversationId: '',
    head: false,
    /** He came from the chat to send somebody's card. */
    picking: false,
    words: '',
    role: '',
    roles: [] as { name: string; count: number }[],
    shown: [] as ReturnType<typeof rowOf>[],
    found: 0,
    rest: 0,
    consentVisible: false,
  },

  members: [] as Member[],
  hits: [] as Member[],

  onLoad(options: { conversationId?: string; role?: string; pick?: string }) {
    const { conversationId = '', role = '' } = options
    const picking = options.pick === 'card'
    if (picking) wx.setNavigationBarTitle({ title: '发谁的名片' })
    this.setData({ conversationId, role, picking })
  },
  onShow() {
    void this.load()
  },
  onReachBottom() {
    this.showMore()
  },

  async load() {
    const { conversationId } = this.data
    if (!lastStanding()) await askStanding() // opened by a link before any other page: who is 群主 is not known
    const refusal = await loadMembers(conversationId, (members) => this.take(members))
    if (!refusal) return this.setData({ notice: '' })
    this.trouble(refusal as Extract<Answer, { ok: false }>)
  },
  trouble(refusal: Extract<Answer, { ok: false }>) {
    const before = isPassing(refusal.code) ? lastMembers(this.data.conversationId) : []
    if (before.length > 0) return this.setData({ notice: '暂时连不上，下面是上次看到的' })
    if (!isPassing(refusal.code)) forgetConversation(this.data.conversationId)
    this.setData({ title: '', ...stateOf(refusal) })
  },

  take(members: Member[]) {
    this.members = members
    const meId = lastStanding()?.me?.personId
    const head = members.some((member) => member.personId === meId && member.role === '群主')
    this.setData({ state: 'ready', head, roles: rolesIn(members) })
    this.find()
  },
  find() {
    this.hits = findMembers(this.members, this.data.role, this.data.words)
    const shown = this.hits.slice(0, STEP).map(rowOf)
    this.setData({ shown, found: this.hits.length, rest: this.hits.length - shown.length })
  },
  /** Only the new rows travel to the page. */
  showMore() {
    const from = this.data.shown.length
    const next = this.hits.slice(from, Math.min(from + STEP, MOST)).map(rowOf)
    if (next.length === 0) return
    const added = Object.fromEntries(next.map((row, index) => [`shown[${from + index}]`, row]))
    this.setData({ ...added, rest: this.hits.length - from - next.length })
  },

  pickRole(event: WechatMiniprogram.TouchEvent) {
    const { role } = event.currentTarget.dataset as { role: string }
    this.setData({ role })
    this.find()
  },
  search(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ words: event.detail.value })
    this.find()
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const { conversationId, picking } = this.data
    const member = this.members.find(({ personId }) => personId === id)
    if (picking && member)
      return offerCard(conversationId, { ...member, mine: id === lastStanding()?.me?.personId })
    wx.navigateTo({ url: `/packages/groups/member/member?conversationId=${conversationId}&personId=${id}` })
  },
  go(event: WechatMiniprogram.TouchEvent) {
    const { page } = event.currentTarget.dataset as { page: string }
    wx.navigateTo({ url: `/packages/groups/${page}/${page}?conversationId=${this.data.conversationId}` })
  },
  act() {
    if (this.data.state === 'consent') return this.setData({ consentVisible: true })
    this.setData({ state: 'loading' })
    void this.load()
  },
  agreed() {
    this.setData({ consentVisible: false, state: 'loading' })
    void this.load()
  },
  closeConsent() {
    this.setData({ consentVisible: false })
  },
})

function rowOf({ personId, name, role, organisation, helpsWith }: Member) {
  const initial = name.replace(/^.*·/, '').slice(0, 1)
  return { personId, name, role, organisation, helpsWith, initial }
}
