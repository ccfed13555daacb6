/** Where an @ leads that was shared into an old group: first words and state to anyone, the way in for members. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import type { Messages } from '../../../domain/contract/groups/messages'
import { isPassing } from '../../../services/cloud'
import { openShared } from '../../../services/groups/messages'

Page({
  data: {
    state: 'loading' as PageState,
    title: '',
    sentence: '',
    action: '',
    notice: '',
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
    if (!this.shareId) return this.showNothing()
    const answer = await openShared(this.shareId)
    if (answer.ok) return this.setData({ state: 'ready', shared: answer.data, notice: '' })
    if (answer.code === 'NOT_FOUND') return this.showNothing()
    if (this.data.shared && isPassing(answer.code))
      return this.setData({ notice: '暂时连不上，下面是刚才看到的' })
    this.setData({ title: '', action: '', ...stateOf(answer) })
  },
  showNothing() {
    this.setData({
      state: 'empty',
      shared: null,
      title: '这件事看不到了',
      sentence: '可能已经撤回，请问问发给您的人',
      action: '看看群上见',
    })
  },
  act() {
    if (this.data.state === 'empty') return this.goHome()
    this.setData({ state: 'loading' })
    void this.load()
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
