/** The way of one @: every state reached with its time, and who has it until when. Events: `acknowledge`, `answer`, `close`. */
import { isLate, sayStep, waitingLine } from '../../../../components/mention-chip/mention-words'
import type { MentionView } from '../../../../domain/contract/groups'
import { isOpen, mayMove } from '../../../../domain/obligations'
import { sayTime } from '../../../../domain/times'

Component({
  properties: {
    visible: { type: Boolean, value: false },
    mention: { type: Object, value: {} },
    now: { type: Number, value: 0 },
  },
  data: {
    steps: [] as { label: string; time: string }[],
    line: '',
    due: '',
    late: false,
    owed: false,
    canAcknowledge: false,
  },
  observers: {
    'mention, now'(value: object, now: number) {
      const mention = value as MentionView
      if (!mention.obligationId) return
      this.setData({
        steps: mention.steps.map((step) => sayStep(step, now)),
        line: waitingLine(mention, now),
        due: mention.dueAt === null ? '' : `${sayTime(mention.dueAt, now)} 前回应`,
        late: isLate(mention, now),
        owed: mention.mine && isOpen(mention.state),
        canAcknowledge: mention.mine && mayMove(mention.state, 'acknowledge'),
      })
    },
  },
  methods: {
    acknowledge() {
      this.triggerEvent('acknowledge', { obligationId: (this.data.mention as MentionView).obligationId })
    },
    answer() {
      this.triggerEvent('answer', { obligationId: (this.data.mention as MentionView).obligationId })
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
