/** Where an @ leads that was shared into an old group: first words and state to anyone, the way in for members. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { Messages } from '../../../domain/contract/groups/messages'
import { openShared } from '../../../services/groups/messages'

Page({
  data: {
    state: 'loading' as PageState,
    title: '',
    sentence: '',
    action: '',
    shared: null as Messages['openShared']['output'] | null,
  },

  shareId: '',

  onLoad(options: { share?: string }) {
    this.shareId = options.share ?? ''
  },
  /** Looked at anew each time: it may have been answered since. */
  onShow() {
    void this.load()
  },
  async load() {
    const answer = await openShared(this.shareId)
    if (answer.ok) return this.setData({ state: 'ready', shared: answer.data })
    if (answer.code !== 'NOT_FOUND') return this.setData({ title: '', action: '', ...stateOf(answer) })
    this.setData({ state: 'empty', title: '这件事看不到了', sentence: '可能已经撤回，请问问发给您的人' })
  },
  /** Below lies whatever he came from; the chat takes this page's place. */
  enter() {
    const { conversationId, messageId } = this.data.shared!
    const chat = `conversationId=${conversationId}&messageId=${messageId}`
    wx.redirectTo({ url: `/packages/groups/chat/chat?${chat}` })
  },
  goHome() {
    wx.switchTab({ url: '/pages/home/home' })
  },
})
