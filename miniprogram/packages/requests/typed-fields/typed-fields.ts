/**
 * What is typed in for somebody else: what he said, about what, who he is, and his number. The page calls `fields` for
 * what stands there and `clear` for the next one. Event `changed` when something was chosen or typed.
 */
import type { CaseKind } from '../../../domain/cases'
import { CASE_TEXT_MAX } from '../../../domain/cases'
import { NOTHING } from './fields'
import type { Fields } from './fields'

Component({
  properties: { topics: { type: Array, value: [] as { id: string; name: string }[] } },
  data: { ...NOTHING, max: CASE_TEXT_MAX, shown: NOTHING },
  methods: {
    fields(): Fields {
      const { text, topicId, kind, name, organisation, phone } = this.data
      return { text, topicId, kind, name, organisation, phone }
    },
    fill(fields: Fields) {
      this.setData({ ...fields, shown: fields })
    },
    clear() {
      this.fill({ ...NOTHING })
    },
    /** Not shown again from here: setting the text on every letter would move the cursor. */
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { field } = event.currentTarget.dataset as { field: 'text' | 'name' | 'organisation' | 'phone' }
      this.data[field] = event.detail.value
      this.triggerEvent('changed', {})
    },
    topic(event: WechatMiniprogram.CustomEvent<{ topicId: string }>) {
      this.setData({ topicId: event.detail.topicId })
      this.triggerEvent('changed', {})
    },
    kind(event: WechatMiniprogram.CustomEvent<{ kind: CaseKind }>) {
      this.setData({ kind: event.detail.kind })
      this.triggerEvent('changed', {})
    },
  },
})
