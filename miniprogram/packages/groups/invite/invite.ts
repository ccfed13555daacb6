/** 群主 makes an invitation, shares it as a WeChat card, and withdraws it. */
import type { Invitation } from '../../../domain/contract/groups/roster'
import { sentenceFor } from '../../../domain/errors'
import { INVITATION_DAYS } from '../../../domain/invitations'
import { FIRM_ROLE, GIVEN_ROLES } from '../../../domain/roles'
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { lastConversations } from '../../../services/groups'
import { listInvitations, makeInvitation, withdrawInvitation } from '../../../services/groups/joining'

const STATES = { open: '还能用', expired: '过期了', usedUp: '名额用完了', withdrawn: '已收回' }
/** A drawing of our own: without one WeChat shows the upper part of this page, with whom the other invitations are for. */
const PICTURE = '/packages/groups/invite/invitation.png'
const USES = [1, 10, 50, 200]

Page({
  data: {
    state: 'loading' as PageState,
    sentence: '',
    roles: GIVEN_ROLES,
    role: FIRM_ROLE,
    daysChoices: INVITATION_DAYS,
    days: 7,
    usesChoices: USES,
    uses: 10,
    atOnce: true,
    sending: false,
    invitations: [] as ReturnType<typeof rowOf>[],
  },

  conversationId: '',

  onLoad(options: { conversationId?: string }) {
    this.conversationId = options.conversationId ?? ''
    void this.load()
  },
  async load() {
    const answer = await listInvitations(this.conversationId)
    if (!answer.ok) return this.setData(stateOf(answer))
    this.setData({ state: 'ready', invitations: answer.data.invitations.map(rowOf) })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  pickRole(event: WechatMiniprogram.TouchEvent) {
    this.setData({ role: (event.currentTarget.dataset as { value: string }).value })
  },
  pickDays(event: WechatMiniprogram.TouchEvent) {
    this.setData({ days: (event.currentTarget.dataset as { value: number }).value })
  },
  pickUses(event: WechatMiniprogram.TouchEvent) {
    this.setData({ uses: (event.currentTarget.dataset as { value: number }).value })
  },
  pickAtOnce(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.setData({ atOnce: event.detail.value })
  },

  async make() {
    if (this.data.sending) return
    const { role, days, uses, atOnce } = this.data
    this.setData({ sending: true })
    const answer = await makeInvitation({ conversationId: this.conversationId, role, days, uses, atOnce })
    this.setData({ sending: false })
    if (!answer.ok) return say(answer)
    this.setData({ invitations: [rowOf(answer.data.invitation), ...this.data.invitations] })
  },
  withdraw(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.showModal({
      title: '收回这张邀请？',
      content: '已经进群的不受影响，别人不能再用它进来',
      confirmText: '收回',
      success: ({ confirm }) => confirm && void this.withdrawNow(id),
    })
  },
  async withdrawNow(invitationId: string) {
    const answer = await withdrawInvitation(invitationId)
    if (!answer.ok) return say(answer)
    const after = rowOf(answer.data.invitation)
    this.setData({
      invitations: this.data.invitations.map((each) => (each.invitationId === invitationId ? after : each)),
    })
  },

  onShareAppMessage(event: WechatMiniprogram.Page.IShareAppMessageOption) {
    const { code } = (event.target?.dataset ?? {}) as { code?: string }
    // From WeChat's own menu no invitation is meant.
    if (!code) return { title: '群上见', path: 'pages/home/home', imageUrl: PICTURE }
    const name = lastConversations()?.find((each) => each.conversationId === this.conversationId)?.name
    return {
      title: `邀请您进群：${name ?? '群上见'}`,
      path: `packages/groups/join/join?invitation=${code}`,
      imageUrl: PICTURE,
    }
  },
})

function rowOf(invitation: Invitation) {
  const { invitationId, code, role, atOnce, expiresAt, usesMax, used, state } = invitation
  const until = sayTime(expiresAt, phoneTime())
  return {
    invitationId,
    code,
    open: state === 'open',
    title: `${role} · ${atOnce ? '直接进群' : '先问群主'}`,
    detail:
      state === 'open' ? `${until} 前有效 · 已用 ${used}/${usesMax}` : `${STATES[state]} · 用了 ${used} 次`,
  }
}

function say(refusal: Parameters<typeof stateOf>[0]) {
  const offline = refusal.code === 'OFFLINE'
  const title = offline ? '现在没有网络，连上再点一次' : sentenceFor(refusal.code, refusal.facts)
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
