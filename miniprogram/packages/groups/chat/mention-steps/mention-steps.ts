/** The way of one @: every state reached with its time, and who has it until when. Events: `acknowledge`, `answer`, `close`. */
import { isLate, sayStep, waitingLine } from '../../../../components/mention-chip/mention-words'
import type { MentionView } from '../../../../domain/contract/groups'
import { isOpen, mayMove } from '../../../../domain/obligations'
import { sayTime } from '../../../../domain/times'
import { shareMention } from '../../../../services/groups/messages'

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
    /** By which it can be shown in the old group; '' when it may not, or is not known yet. */
    shareId: '',
  },
  observers: {
    visible(visible: boolean) {
      // WeChat asks for what is shared at the very tap: the id must be there before.
      if (visible) void this.prepareShare()
    },
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
    async prepareShare() {
      const { obligationId } = this.data.mention as MentionView
      this.setData({ shareId: '' })
      const answer = await shareMention(obligationId)
      const same = (this.data.mention as MentionView).obligationId === obligationId
      if (answer.ok && same) this.setData({ shareId: answer.data.shareId })
    },
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
