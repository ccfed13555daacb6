/** 没发出的话: what the cloud refused, also from groups that are gone. Kept until the person himself lets it go. */
import { sentenceFor } from '../../../domain/errors'
import { sayTime } from '../../../domain/times'
import type { PageState } from '../../../components/page-state/states'
import { phoneTime } from '../../../services/clock'
import type { MessageInput } from '../../../services/groups'
import type { ReportInput } from '../../../services/groups/review'
import { dropCall, refusedMessages } from '../../../services/outbox'
import type { WaitingCall } from '../../../services/waiting-calls'

Page({
  data: {
    state: 'loading' as PageState,
    unsent: [] as ReturnType<typeof rowOf>[],
  },
  onShow() {
    this.show()
  },
  show() {
    const now = phoneTime()
    const unsent = refusedMessages().map((call) => rowOf(call, now))
    this.setData({ state: unsent.length > 0 ? 'ready' : 'empty', unsent })
  },
  copy(event: WechatMiniprogram.TouchEvent) {
    const { text } = event.currentTarget.dataset as { text: string }
    wx.setClipboardData({ data: text })
  },
  drop(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.showModal({
      title: '删掉这一条？',
      content: '删了就找不回来了',
      confirmText: '删掉',
      success: ({ confirm }) => {
        if (!confirm) return
        dropCall(id)
        this.show()
      },
    })
  },
})

function rowOf(call: WaitingCall, now: number) {
  const { refusal } = call
  return {
    id: call.id,
    text: wordsOf(call),
    reason: refusal ? sentenceFor(refusal.code, refusal.facts) : '',
    time: sayTime(call.at, now),
  }
}

function wordsOf({ action, input }: WaitingCall): string {
  if (action === 'reportMessages') return `举报：${(input as ReportInput).reason}`
  const { text, cardOf } = input as MessageInput
  return text || (cardOf ? '［名片］' : '［图片］')
}
