/**
 * The way of one @: every state reached and everyone told since with its time, who has it until when, and what the reader
 * may do. The page calls `open`, `refresh` when something changed, and `run` for what was tapped elsewhere. Events: those
 * of the mover, and `raise` with what is to become a case.
 */
import { isLate, stepsOf, waitingLine } from '../../../../components/mention-chip/mention-words'
import type { SaidStep } from '../../../../components/mention-chip/mention-words'
import type { Act } from '../../../../components/mention-acts/acts'
import type { Mover, Target } from '../../../../components/mention-mover/mention-mover'
import type { MentionView } from '../../../../domain/contract/groups'
import { sayAhead, sayTime } from '../../../../domain/times'
import { lastStanding } from '../../../../services/people'
import { shareMention } from '../../../../services/groups/messages'
import { openCase, saidCase } from '../case-mark'
import type { SaidCase } from '../case-mark'

Component({
  properties: {
    conversationId: { type: String, value: '' },
    now: { type: Number, value: 0 },
    busy: { type: Boolean, value: false },
  },
  data: {
    visible: false,
    mention: {} as Partial<MentionView>,
    messageId: '',
    steps: [] as SaidStep[],
    line: '',
    due: '',
    late: false,
    /** By which it can be shown in the old group; '' when it may not, or is not known yet. */
    shareId: '',
    /** This deployment takes cases. */
    raisable: false,
    said: null as SaidCase | null,
  },
  observers: {
    'mention, now'(value: object, now: number) {
      const mention = value as MentionView
      if (!mention.obligationId) return
      this.setData({
        steps: stepsOf(mention, now),
        line: waitingLine(mention, now),
        due: dueOf(mention, now),
        late: isLate(mention, now),
        said: mention.case ? saidCase(mention.case) : null,
      })
    },
  },
  methods: {
    open(mention: MentionView, messageId: string) {
      const raisable = lastStanding()?.areas.includes('requests') ?? false
      this.setData({ visible: true, mention, messageId, raisable })
      // WeChat asks for what is shared at the very tap: the id must be there before.
      void this.prepareShare(mention.obligationId)
    },
    /** @param find the @ as it is known now */
    refresh(find: (obligationId: string) => MentionView | undefined) {
      const { visible, mention } = this.data
      const known = visible && mention.obligationId ? find(mention.obligationId) : undefined
      if (known && known !== mention) this.setData({ mention: known })
    },
    async prepareShare(obligationId: string) {
      this.setData({ shareId: '' })
      const answer = await shareMention(obligationId)
      if (answer.ok && this.data.mention.obligationId === obligationId)
        this.setData({ shareId: answer.data.shareId })
    },
    act(event: WechatMiniprogram.CustomEvent<{ act: Act }>) {
      // What is asked next lies below this sheet otherwise.
      this.close()
      this.run(event.detail.act, this.data.mention as MentionView, this.data.messageId)
    },
    /** Within the tap: see the mover. */
    run(act: Act, { obligationId, state, mine }: MentionView, messageId: string) {
      const target: Target = {
        obligationId,
        state,
        mine,
        messageId,
        conversationId: this.data.conversationId,
      }
      const mover = this.selectComponent('#mover') as unknown as Mover
      mover.run(act, target)
    },
    pass({ type, detail }: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent(type, detail)
    },
    raise() {
      this.close()
      this.triggerEvent('raise', { obligationId: this.data.mention.obligationId })
    },
    openCase() {
      openCase(this.data.said?.caseId ?? null)
    },
    dial() {
      wx.makePhoneCall({ phoneNumber: this.data.mention.dutyPhone ?? '', fail: () => undefined })
    },
    close() {
      this.setData({ visible: false })
    },
  },
})

function dueOf({ dueAt, promisedAt, state }: MentionView, now: number): string {
  if (state === 'promised' && promisedAt) return `答应 ${sayAhead(promisedAt, now)} 前回应`
  return dueAt === null ? '' : `${sayTime(dueAt, now)} 前回应`
}
