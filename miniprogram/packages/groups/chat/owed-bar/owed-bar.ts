/** 收到 for the @ that a notice told of, on the first screen however long its message is. Event: `acknowledge`. */
import { isLate, waitingLine } from '../../../../components/mention-chip/mention-words'
import type { MentionView } from '../../../../domain/contract/groups'

Component({
  properties: {
    mention: { type: Object, value: {} },
    now: { type: Number, value: 0 },
    busy: { type: Boolean, value: false },
  },
  data: { line: '', late: false },
  observers: {
    'mention, now'(value: object, now: number) {
      const mention = value as MentionView
      if (mention.obligationId) this.setData({ line: waitingLine(mention, now), late: isLate(mention, now) })
    },
  },
  methods: {
    acknowledge() {
      this.triggerEvent('acknowledge', { obligationId: (this.data.mention as MentionView).obligationId })
    },
  },
})
