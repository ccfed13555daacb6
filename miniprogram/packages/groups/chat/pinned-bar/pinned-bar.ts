/** What stands above the group. Event `open` with its message. 群主 may take it down. */
import type { PinnedNotice } from '../../../../domain/contract/groups'
import { sentenceFor } from '../../../../domain/errors'
import { unpinMessage } from '../../../../services/groups/messages'

Component({
  properties: {
    pinned: { type: Object, value: {} },
    conversationId: { type: String, value: '' },
    head: { type: Boolean, value: false },
  },
  methods: {
    open() {
      this.triggerEvent('open', { messageId: (this.data.pinned as PinnedNotice).messageId })
    },
    unpin() {
      wx.showModal({
        title: '取消置顶？',
        content: '消息还在群里，只是不再放在最上面',
        confirmText: '取消置顶',
        cancelText: '留着',
        success: async ({ confirm }) => {
          const answer = confirm ? await unpinMessage(this.data.conversationId) : null
          if (answer && !answer.ok)
            wx.showToast({ title: sentenceFor(answer.code, answer.facts), icon: 'none' })
        },
      })
    },
  },
})
