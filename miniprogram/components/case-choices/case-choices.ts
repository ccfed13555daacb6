/**
 * What a case is about and how urgent it is. Of an urgent one the numbers to dial come first: they are faster than any
 * office. Events: `topic` and `kind` with what was chosen.
 */
import type { CaseKind } from '../../domain/cases'

/** What people call the kinds they may choose. */
const KINDS: { kind: CaseKind; label: string; words: string }[] = [
  { kind: 'inquiry', label: '问一问', words: '1 个工作日内答复' },
  { kind: 'ordinary', label: '要办事', words: '5 个工作日内答复' },
  { kind: 'urgent', label: '急事', words: '2 小时内答复' },
]
const NUMBERS = [
  { number: '119', label: '火警' },
  { number: '120', label: '急救' },
  { number: '110', label: '报警' },
]

Component({
  properties: {
    topics: { type: Array, value: [] as { id: string; name: string }[] },
    topicId: { type: String, value: '' },
    kind: { type: String, value: 'ordinary' },
  },
  data: { kinds: KINDS, numbers: NUMBERS },
  methods: {
    topic(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      this.triggerEvent('topic', { topicId: id })
    },
    kind(event: WechatMiniprogram.TouchEvent) {
      const { kind } = event.currentTarget.dataset as { kind: CaseKind }
      this.triggerEvent('kind', { kind })
    },
    dial(event: WechatMiniprogram.TouchEvent) {
      const { number } = event.currentTarget.dataset as { number: string }
      wx.makePhoneCall({ phoneNumber: number, fail: () => undefined })
    },
  },
})
