/** 群主: who waits to come in, and who was removed and may come back. */
import type { Groups } from '../../../domain/contract/groups'
import type { JoinRequestView } from '../../../domain/contract/groups/roster'
import { sentenceFor } from '../../../domain/errors'
import { GIVEN_ROLES } from '../../../domain/roles'
import { sayTime } from '../../../domain/times'
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { listRemoved } from '../../../services/groups/cards'
import { decideJoin, listJoinRequests } from '../../../services/groups/joining'

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    conversationId: '',
    busy: false,
    requests: [] as (JoinRequestView & { time: string })[],
    removed: [] as { personId: string; name: string; organisation: string }[],
  },

  onLoad(options: { conversationId?: string }) {
    this.setData({ conversationId: options.conversationId ?? '' })
  },
  onShow() {
    void this.load()
  },
  async load() {
    const { conversationId } = this.data
    const [asked, removed] = await Promise.all([
      listJoinRequests(conversationId),
      listRemoved(conversationId),
    ])
    if (!asked.ok) return this.setData({ title: '', ...stateOf(asked) })
    const now = phoneTime()
    const requests = asked.data.requests.map((each) => ({ ...each, time: sayTime(each.askedAt, now) }))
    const members = removed.ok ? removed.data.members : []
    if (requests.length + members.length > 0)
      return this.setData({ state: 'ready', requests, removed: members })
    this.setData({ state: 'empty', icon: 'tea', title: '没有人在等', sentence: '有人想进群，会出现在这里' })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  /** The row of the roster first, when one bears his name: then he is who the sheet says. */
  letIn(event: WechatMiniprogram.TouchEvent) {
    const request = this.requestOf(event)
    if (!request) return
    const rows = request.rows.slice(0, 3)
    const roles = [request.role, ...GIVEN_ROLES.filter((role) => role !== request.role)].slice(
      0,
      6 - rows.length,
    )
    wx.showActionSheet({
      itemList: [
        ...rows.map((row) => `名册里的 ${row.name}（${row.organisation}）`),
        ...roles.map((role) => `作为${role}进群`),
      ],
      success: ({ tapIndex }) => {
        const row = rows[tapIndex]
        const role = row?.role ?? roles[tapIndex - rows.length] ?? request.role
        void this.decide(request, { admit: true, role, ...(row ? { rowId: row.rowId } : {}) })
      },
    })
  },
  turnDown(event: WechatMiniprogram.TouchEvent) {
    const request = this.requestOf(event)
    if (!request) return
    wx.showModal({
      title: `不同意${request.name}进群？`,
      editable: true,
      placeholderText: '写一句原因，对方看得到',
      confirmText: '不同意',
      success: ({ confirm, content }) =>
        confirm && void this.decide(request, { admit: false, reason: (content ?? '').slice(0, 100) }),
    })
  },
  requestOf(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    return this.data.requests.find((each) => each.requestId === id)
  },
  async decide(request: JoinRequestView, decision: Groups['decideJoin']['input']['decision']) {
    if (this.data.busy) return
    this.setData({ busy: true })
    const answer = await decideJoin(request.requestId, decision)
    this.setData({ busy: false })
    if (answer.ok) return this.load()
    const offline = answer.code === 'OFFLINE'
    const title = offline ? '现在没有网络，连上再点一次' : sentenceFor(answer.code, answer.facts)
    wx.showToast({ title, icon: 'none', duration: 3000 })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const { conversationId } = this.data
    wx.navigateTo({ url: `/packages/groups/member/member?conversationId=${conversationId}&personId=${id}` })
  },
})
