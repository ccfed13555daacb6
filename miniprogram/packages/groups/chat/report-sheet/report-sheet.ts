/**
 * 举报: which messages of one person, and why. 已收到 is said only once the cloud has it; until then the outbox keeps it,
 * also when the phone is killed. The page calls `open`.
 */
import type { Answer } from '../../../../domain/contract/envelope'
import type { MessageView } from '../../../../domain/contract/groups'
import { sentenceFor } from '../../../../domain/errors'
import { HEAD_ROLE } from '../../../../domain/roles'
import { sayTime } from '../../../../domain/times'
import { phoneTime } from '../../../../services/clock'
import { reportMessages } from '../../../../services/groups/review'
import { makeId } from '../../../../services/ids'
import { dropCall, onOutbox } from '../../../../services/outbox'
import type { WaitingCall } from '../../../../services/waiting-calls'
import { reasonOf, REASONS, WORDS_MAX } from './reasons'
import { reportable } from './reportable'

type Step = 'choosing' | 'sending' | 'waiting' | 'received'

Component({
  properties: {
    conversationId: { type: String, value: '' },
    group: { type: Boolean, value: true },
  },
  data: {
    visible: false,
    step: 'choosing' as Step,
    name: '',
    /** Who looks at it: what 群主 wrote himself is not for him to judge. */
    reviewer: '',
    messages: [] as { messageId: string; text: string; time: string; chosen: boolean }[],
    count: 0,
    reasons: REASONS,
    max: WORDS_MAX,
    reason: '',
    words: '',
    trouble: '',
    draftId: '',
  },
  lifetimes: {
    attached() {
      stops.set(
        this,
        onOutbox((call, answer) => this.heard(call, answer)),
      )
    },
    detached() {
      stops.get(this)?.()
    },
  },
  methods: {
    /** @param messageId the one he pressed; '' lets him choose among all that the other wrote. */
    open(messages: MessageView[], messageId: string) {
      const now = phoneTime()
      const rows = reportable(messages, messageId).map((message) => ({
        messageId: message.messageId,
        text: message.text.slice(0, 60) || '［图片或名片］',
        time: sayTime(message.at, now),
        chosen: message.messageId === messageId,
      }))
      if (rows.length === 0) return say('对方还没有说话，没有可举报的')
      const { senderName: name, senderRole } = messages.find(
        (message) => message.messageId === rows[0]!.messageId,
      )!
      const reviewer = this.data.group && senderRole !== HEAD_ROLE ? '群主' : '管理员'
      const begun = { step: 'choosing' as Step, trouble: '', draftId: '', reason: '', words: '' }
      this.setData({ visible: true, name, reviewer, messages: rows, count: messageId ? 1 : 0, ...begun })
    },
    close() {
      this.setData({ visible: false })
    },

    choose(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      const chosen = !this.data.messages[index]!.chosen
      const count = this.data.count + (chosen ? 1 : -1)
      this.setData({ [`messages[${index}].chosen`]: chosen, count, trouble: '' })
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { reason } = event.currentTarget.dataset as { reason: string }
      this.setData({ reason, trouble: '' })
    },
    /** Not shown again from here: setting the text on every letter would move the cursor. */
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.words = event.detail.value
    },

    send() {
      const reason = reasonOf(this.data.reason, this.data.words)
      const messageIds = this.data.messages.filter(({ chosen }) => chosen).map(({ messageId }) => messageId)
      if (messageIds.length === 0) return this.setData({ trouble: '请点选要举报的消息' })
      if (!reason) return this.setData({ trouble: '请选一个原因，或者写一句' })
      const draftId = makeId()
      this.setData({ step: 'sending', trouble: '', draftId })
      try {
        reportMessages({ draftId, conversationId: this.data.conversationId, messageIds, reason })
      } catch {
        this.setData({ step: 'choosing', trouble: '手机存储满了，还没有送出，清理一下再点' })
      }
    },
    /** Of this report, and of one that waited from before. */
    heard(call: WaitingCall, answer: Answer | null) {
      if (call.action !== 'reportMessages' || !answer) return
      const here = this.data.visible && call.id === this.data.draftId
      if (!here) return answer.ok ? say('举报已收到') : undefined
      if (answer.ok) return this.setData({ step: 'received' })
      if (!call.refusal) return this.setData({ step: 'waiting' })
      // Refused for good: what he wrote is still here, to be sent differently.
      dropCall(call.id)
      this.setData({ step: 'choosing', trouble: sentenceFor(answer.code, answer.facts) })
    },
  },
})

const stops = new WeakMap<object, () => void>()

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
