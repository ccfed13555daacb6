/**
 * Back through the door a case came in by: to the chat, in which the asker may let all read the answer; to the phone of
 * who called. When the case moved it is shown in its chat at once. Event `moved` with the case.
 */
import type { CaseView } from '../../../../domain/contract/requests'
import { sentenceFor } from '../../../../domain/errors'
import { revealCaller } from '../../../../services/requests-callers'
import { shareCase, showCaseInChat } from '../../../../services/requests-doors'

Component({
  properties: { case: { type: Object, value: {} } },
  data: {
    view: {} as Partial<CaseView>,
    mayShare: false,
    mayReveal: false,
    phone: '',
    busy: false,
    revision: 0,
  },
  observers: {
    case(value: object) {
      const view = value as Partial<CaseView>
      if (!view.caseId) return
      const { revision } = this.data
      const may = (move: CaseView['mayMove'][number]) => view.mayMove!.includes(move)
      const mayShare = may('share') && view.answer !== null
      this.setData({ view, mayShare, mayReveal: may('reveal'), revision: view.revision! })
      // The chat need not wait for the timer.
      if (view.chat && revision > 0 && view.revision! > revision) void showCaseInChat(view.chat.obligationId)
    },
  },
  methods: {
    toChat() {
      const { chat } = this.data.view
      if (!chat?.conversationId) return
      const place = `conversationId=${chat.conversationId}&messageId=${chat.messageId}`
      wx.navigateTo({ url: `/packages/groups/chat/chat?${place}` })
    },
    share() {
      wx.showModal({
        title: '让群里都看到答复？',
        content: '别家遇到一样的事就不用再问。公开以后收不回来。',
        confirmText: '公开',
        cancelText: '再想想',
        success: ({ confirm }) => confirm && void this.shareNow(),
      })
    },
    async shareNow() {
      if (this.data.busy) return
      this.setData({ busy: true })
      const answer = await shareCase(this.data.view.caseId!)
      this.setData({ busy: false })
      if (!answer.ok) return say(sentenceFor(answer.code, answer.facts))
      say('群里看得到答复了')
      this.triggerEvent('moved', { case: answer.data.case })
    },
    async reveal() {
      if (this.data.busy) return
      if (this.data.phone) return this.dial()
      this.setData({ busy: true })
      const answer = await revealCaller(this.data.view.caseId!)
      this.setData({ busy: false })
      if (!answer.ok) return say(sentenceFor(answer.code, answer.facts))
      this.setData({ phone: answer.data.phone })
      this.triggerEvent('moved', { case: answer.data.case })
    },
    dial() {
      wx.makePhoneCall({ phoneNumber: this.data.phone, fail: () => undefined })
    },
  },
})

function say(title: string) {
  wx.showToast({ title, icon: 'none', duration: 3000 })
}
