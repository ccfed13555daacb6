/**
 * 转成诉求: the words of the message, to be changed if need be, what it is about, and its number at once. The page calls
 * `open`. Event `raised` with the @ as it stands then.
 */
import type { RaisedFromChat } from '../../../../domain/contract/requests/chat'
import type { MentionView } from '../../../../domain/contract/groups'
import { sayCaseNumber } from '../../../../domain/case-numbers'
import { CASE_TEXT_MAX } from '../../../../domain/cases'
import { sentenceFor } from '../../../../domain/errors'
import { caseChoices, raiseFromChat, showCaseInChat } from '../../../../services/requests-doors'

type Step = 'writing' | 'sending' | 'raised'
type Kind = 'urgent' | 'inquiry' | 'ordinary'

Component({
  data: {
    visible: false,
    step: 'writing' as Step,
    obligationId: '',
    mine: false,
    askerName: '',
    text: '',
    max: CASE_TEXT_MAX,
    topics: [] as { id: string; name: string }[],
    topicId: '',
    kind: 'ordinary' as Kind,
    trouble: '',
    number: '',
    raised: {} as Partial<RaisedFromChat>,
  },
  methods: {
    /** @param asking the message that asks by it; what was typed for the same @ before is still there */
    open(mention: MentionView, asking: { text: string; senderName: string; mine: boolean }) {
      const again = mention.obligationId === this.data.obligationId
      const begun = again ? {} : { text: asking.text, topicId: '', kind: 'ordinary' as Kind }
      this.setData({
        ...{ visible: true, step: 'writing' as Step, trouble: '', mine: asking.mine },
        ...{ obligationId: mention.obligationId, askerName: asking.senderName, ...begun },
      })
      void this.load()
    },
    async load() {
      const answer = await caseChoices()
      if (answer.ok) this.setData({ topics: answer.data.topics })
      else this.setData({ trouble: sentenceFor(answer.code, answer.facts) })
    },
    close() {
      this.setData({ visible: false })
    },
    /** Not shown again from here: setting the text on every letter would move the cursor. */
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.text = event.detail.value
    },
    topic(event: WechatMiniprogram.CustomEvent<{ topicId: string }>) {
      this.setData({ topicId: event.detail.topicId, trouble: '' })
    },
    kind(event: WechatMiniprogram.CustomEvent<{ kind: Kind }>) {
      this.setData({ kind: event.detail.kind })
    },
    async send() {
      const { obligationId, text, topicId, kind, topics } = this.data
      if (topics.length === 0) return this.load()
      if (!topicId) return this.setData({ trouble: '请点选是关于什么的' })
      this.setData({ step: 'sending', trouble: '', text })
      const answer = await raiseFromChat({ obligationId, text, topicId, kind })
      if (!answer.ok)
        return this.setData({ step: 'writing', trouble: sentenceFor(answer.code, answer.facts) })
      const raised = answer.data
      this.setData({ step: 'raised', raised, number: sayCaseNumber(raised.number), obligationId: '' })
      const shown = await showCaseInChat(obligationId)
      if (shown.ok) this.triggerEvent('raised', { obligationId, mention: shown.data.mention })
    },
    look() {
      this.close()
      wx.navigateTo({ url: `/packages/requests/case/case?caseId=${this.data.raised.caseId}` })
    },
  },
})
