/**
 * One message. Events, each with the id it concerns: `steps` and `acknowledge` an @, `answer` the message itself, `quoted`
 * the message it answers, `menu` its long press, `retry` and `edit` one that has not gone out.
 */
import { waitingLine } from '../../../../components/mention-chip/mention-words'
import { askForNotice, noticesOffered } from '../../../../services/notices'
import { dropCall } from '../../../../services/outbox'
import { openCase } from '../case-mark'
import type { Row } from '../rows'
import { say } from '../say'

/** The page acts, not the list between. */
const UP = { bubbles: true, composed: true }

Component({
  properties: {
    row: { type: Object, value: {} },
    now: { type: Number, value: 0 },
    /** The reader came here for this very message. */
    marked: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
  },
  data: { lines: [] as string[], who: '', notices: false },
  observers: {
    'row, now'(value: object, now: number) {
      const row = value as Partial<Row>
      const lines = (row.mentions ?? []).map((mention) => waitingLine(mention, now)).filter(Boolean)
      const who = [row.name, row.role, row.organisation].filter(Boolean).join('，')
      if (row.toAll && !this.data.notices && noticesOffered()) this.setData({ notices: true })
      if (who !== this.data.who || lines.join() !== this.data.lines.join()) this.setData({ lines, who })
    },
  },
  methods: {
    async askForNotice() {
      say(await askForNotice())
    },
    steps(event: WechatMiniprogram.CustomEvent<{ obligationId: string }>) {
      this.triggerEvent('steps', { obligationId: event.detail.obligationId }, UP)
    },
    acknowledge() {
      this.triggerEvent('acknowledge', { obligationId: (this.data.row as Row).owed }, UP)
    },
    answer() {
      this.triggerEvent('answer', { messageId: (this.data.row as Row).messageId }, UP)
    },
    quoted() {
      this.triggerEvent('quoted', { messageId: (this.data.row as Row).answers?.messageId }, UP)
    },
    menu() {
      const { messageId } = this.data.row as Row
      if (messageId) this.triggerEvent('menu', { messageId }, UP)
    },
    card() {
      const { card } = this.data.row as Row
      if (!card) return
      const member = `conversationId=${card.conversationId}&personId=${card.personId}`
      wx.navigateTo({ url: `/packages/groups/member/member?${member}` })
    },
    case() {
      openCase((this.data.row as Row).caseCard?.caseId ?? null)
    },
    picture(event: WechatMiniprogram.TouchEvent) {
      const { url } = event.currentTarget.dataset as { url: string }
      const urls = (this.data.row as Row).pictures.map((picture) => picture.url).filter(Boolean)
      if (url) void wx.previewImage({ current: url, urls })
    },
    retry() {
      this.triggerEvent('retry', { id: (this.data.row as Row).waiting?.id }, UP)
    },
    /** The page hears of it from the outbox. */
    drop() {
      const { waiting } = this.data.row as Row
      if (waiting) dropCall(waiting.id)
    },
    edit() {
      this.triggerEvent('edit', { id: (this.data.row as Row).waiting?.id }, UP)
    },
  },
})
