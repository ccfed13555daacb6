/** Where a test message leads: one tap says that it came, and lets WeChat bring one message more for a real call. */
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import { answerTest } from '../../../services/duty/reach'
import { askForMentionNotice } from '../../../services/notices'

Page({
  data: {
    state: 'ready' as PageState,
    title: '',
    sentence: '',
    busy: false,
    tried: '',
    said: '',
  },
  testId: '',

  onLoad(options: { testId?: string }) {
    this.testId = decodeURIComponent(options.testId ?? '')
    if (!this.testId)
      this.setData({ state: 'empty', title: '没有测试消息', sentence: '值班时在首页点「我到岗了」' })
  },
  async answer() {
    if (this.data.busy) return
    this.setData({ busy: true, said: '' })
    await askForMentionNotice()
    const answer = await answerTest(this.testId)
    this.setData({ busy: false })
    if (answer.ok) return this.setData({ tried: sayTime(answer.data.triedAt, phoneTime()) })
    if (answer.code === 'NOT_FOUND')
      return this.setData({
        state: 'empty',
        title: '这一条是旧的',
        sentence: '后来又发过一条，请点最新的那条消息',
      })
    const offline = answer.code === 'OFFLINE'
    this.setData({
      said: offline ? '现在没有网络，连上再点一次' : sentenceFor(answer.code, answer.facts),
    })
  },
  goHome() {
    wx.switchTab({ url: '/pages/home/home' })
  },
})
