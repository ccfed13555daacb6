/**
 * The line above the messages: of a group the way to 名册, for those who work for a unit to 全群待回应, for 群主 to 审核; of a private chat who reads it, and a menu
 * to block or report the other. Event `report`.
 */
import type { Conversation } from '../../../../domain/contract/groups'
import { sentenceFor } from '../../../../domain/errors'
import { HEAD_ROLE, isStaffRole } from '../../../../domain/roles'
import { block } from '../../../../services/groups/private'

Component({
  properties: {
    conversation: { type: Object, value: {} },
  },
  data: { group: true, head: false, staff: false, blocked: false, blocking: false },
  observers: {
    conversation(value: object) {
      // A copy that this phone kept from before may not say who blocks whom.
      const { kind, me, blocked = false, blocking = false } = value as Partial<Conversation>
      const role = me?.role ?? ''
      const [head, staff] = [role === HEAD_ROLE, isStaffRole(role)]
      this.setData({ group: kind !== 'private', head, staff, blocked, blocking })
    },
  },
  methods: {
    of(): Conversation {
      return this.data.conversation as Conversation
    },
    openRoster() {
      this.go('roster')
    },
    openOpen() {
      this.go('open')
    },
    openReview() {
      this.go('review')
    },
    go(page: string) {
      wx.navigateTo({ url: `/packages/groups/${page}/${page}?conversationId=${this.of().conversationId}` })
    },
    openMenu() {
      const { blocking } = this.data
      wx.showActionSheet({
        itemList: [blocking ? '取消屏蔽' : '屏蔽', '举报'],
        success: ({ tapIndex }) => {
          if (tapIndex === 1) this.triggerEvent('report')
          else if (blocking) void this.block(false)
          else this.askBlock()
        },
        fail: () => undefined, // Put off by himself: nothing to say.
      })
    },
    askBlock() {
      wx.showModal({
        title: `屏蔽${this.of().name}？`,
        content: '对方的新消息发不过来，已有的都还在。随时可以取消',
        confirmText: '屏蔽',
        success: ({ confirm }) => confirm && void this.block(true),
      })
    },
    async block(blocked: boolean) {
      const answer = await block(this.of().conversationId, blocked)
      if (answer.ok) this.setData({ blocking: answer.data.blocked })
      const said = answer.ok
        ? answer.data.blocked
          ? '已屏蔽'
          : '已取消屏蔽'
        : answer.code === 'OFFLINE'
          ? '现在没有网络，连上再点一次'
          : sentenceFor(answer.code, answer.facts)
      wx.showToast({ title: said, icon: 'none', duration: 3000 })
    },
  },
})
