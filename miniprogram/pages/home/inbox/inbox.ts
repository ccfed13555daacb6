/** 待我回应: what the reader owes, as cards. Events: `changed` when something was done, so that the page reads again. */
import type { InboxItem } from '../../../domain/contract/duty'
import { sentenceFor } from '../../../domain/errors'
import { acknowledgeMention } from '../../../services/groups'
import { inboxCard } from './inbox-card'
import type { InboxCard } from './inbox-card'

Component({
  properties: {
    items: { type: Array, value: [] },
    /** There are more than these. */
    more: { type: Boolean, value: false },
    answeredToday: { type: Number, value: 0 },
    /** The moment it is looked at, in ms. */
    now: { type: Number, value: 0 },
  },
  data: { cards: [] as InboxCard[], acknowledging: '' },
  observers: {
    'items, now'(items: InboxItem[], now: number) {
      this.setData({ cards: items.map((item) => inboxCard(item, now)) })
    },
  },
  methods: {
    async acknowledge(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      if (this.data.acknowledging) return
      this.setData({ acknowledging: id })
      const answer = await acknowledgeMention(id)
      this.setData({ acknowledging: '' })
      if (!answer.ok) {
        const offline = answer.code === 'OFFLINE'
        const title = offline ? '没有网络，还没记上，连上后再点' : sentenceFor(answer.code, answer.facts)
        wx.showToast({ title, icon: 'none', duration: 3000 })
      }
      this.triggerEvent('changed')
    },
    answer(event: WechatMiniprogram.TouchEvent) {
      const { conversation, message, review } = event.currentTarget.dataset as {
        conversation: string
        message: string
        review: boolean
      }
      const url = review
        ? `/packages/groups/review/review?conversationId=${conversation}`
        : `/packages/groups/chat/chat?conversationId=${conversation}&messageId=${message}&answer=1`
      wx.navigateTo({ url })
    },
    goGroups() {
      wx.switchTab({ url: '/pages/groups/groups' })
    },
  },
})
