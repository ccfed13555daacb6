/** Where a shared invitation leads: who invites into what, then consent, number, name, and in. */
import type { InvitationFace } from '../../../domain/contract/groups/roster'
import type { InvitationState } from '../../../domain/invitations'
import { sentenceFor } from '../../../domain/errors'
import type { ErrorCode } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { acceptInvitation, openInvitation } from '../../../services/groups/joining'

const CLOSED: Record<Exclude<InvitationState, 'open'>, ErrorCode> = {
  expired: 'INVITATION_EXPIRED',
  usedUp: 'INVITATION_USED_UP',
  withdrawn: 'INVITATION_WITHDRAWN',
}

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    action: '',
    face: null as InvitationFace | null,
    until: '',
    closed: '',
    name: '',
    organisation: '',
    sending: false,
    refusal: '',
    sheet: '' as '' | 'consent' | 'phone',
  },

  code: '',

  onLoad(options: { invitation?: string }) {
    this.code = options.invitation ?? ''
  },
  onShow() {
    void this.load()
  },

  async load() {
    const answer = await openInvitation(this.code)
    if (answer.ok) return this.show(answer.data)
    const state = stateOf(answer)
    if (answer.code !== 'NOT_FOUND') return this.setData({ title: '', action: '', ...state })
    this.setData({ state: 'empty', icon: 'mail', title: '这张邀请找不到了', sentence: '请群主再发一张' })
  },
  show(face: InvitationFace) {
    if (face.standing === 'joined') return this.enter(face.conversationId)
    const closed = face.state === 'open' || face.standing === 'asked' ? '' : sentenceFor(CLOSED[face.state])
    this.setData({ state: 'ready', face, closed, until: sayTime(face.expiresAt, phoneTime()) })
  },
  /** The invitation is of no use in there, so it makes way. */
  enter(conversationId: string) {
    wx.redirectTo({ url: `/packages/groups/chat/chat?conversationId=${conversationId}` })
  },

  typeName(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.data.name = event.detail.value // Setting it back would move the cursor.
  },
  typeOrganisation(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.data.organisation = event.detail.value
  },
  async accept() {
    if (this.data.sending) return
    const [name, organisation] = [this.data.name.trim(), this.data.organisation.trim()]
    if (name === '' || organisation === '') return this.setData({ refusal: '请写上您的名字和单位' })
    this.setData({ sending: true, refusal: '' })
    const answer = await acceptInvitation({ code: this.code, name, organisation })
    this.setData({ sending: false })
    if (answer.ok && answer.data.standing === 'joined') return this.enter(answer.data.conversationId)
    if (answer.ok) return this.load()
    if (answer.code === 'CONSENT_NEEDED' || answer.code === 'CONSENT_OUTDATED')
      return this.setData({ sheet: 'consent' })
    if (answer.code === 'PHONE_NEEDED') return this.setData({ sheet: 'phone' })
    const offline = answer.code === 'OFFLINE'
    this.setData({
      refusal: offline ? '现在没有网络，写的还在，连上再点一次' : sentenceFor(answer.code, answer.facts),
    })
  },
  closeSheet() {
    this.setData({ sheet: '' })
  },
  sheetDone() {
    this.closeSheet()
    void this.accept()
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
