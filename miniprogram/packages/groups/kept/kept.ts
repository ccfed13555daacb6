/** 我管的群: an operator chooses the group whose roster he brings in, also before anyone is in it. */
import { stateOf } from '../../../components/page-state/states'
import type { PageState } from '../../../components/page-state/states'
import { listKeptGroups } from '../../../services/groups/roster'

Page({
  data: {
    state: 'loading' as PageState,
    icon: '',
    title: '',
    sentence: '',
    groups: [] as { conversationId: string; name: string; memberCount: number }[],
  },
  onShow() {
    void this.load()
  },
  async load() {
    const answer = await listKeptGroups()
    if (!answer.ok) {
      const { state, sentence } = stateOf(answer)
      const title = state === 'forbidden' ? '这里只有管理员能看' : ''
      return this.setData({ icon: '', title, state, sentence })
    }
    const { groups } = answer.data
    if (groups.length > 0) return this.setData({ state: 'ready', groups })
    this.setData({ state: 'empty', icon: 'usergroup', title: '还没有群', sentence: '建好的群会列在这里' })
  },
  act() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    const query = `conversationId=${id}&name=${encodeURIComponent(name)}`
    wx.navigateTo({ url: `/packages/groups/import/import?${query}` })
  },
})
