/**
 * 待我回应: what the reader owes or was called to, as cards. Event: `changed` when something was done, so that the page
 * reads again.
 */
import type { Act } from '../../../components/mention-acts/acts'
import type { Mover, Target } from '../../../components/mention-mover/mention-mover'
import type { InboxItem } from '../../../domain/contract/duty'
import { inboxCard } from './inbox-card'
import type { InboxCard } from './inbox-card'

Component({
  properties: {
    items: { type: Array, value: [] },
    /** There are more than these. */
    more: { type: Boolean, value: false },
    answeredToday: { type: Number, value: 0 },
    /** The moment it is looked at, in ms. */
    now: { type: Number, value: 0 },
  },
  data: { cards: [] as InboxCard[], moving: '' },
  observers: {
    'items, now'(items: InboxItem[], now: number) {
      this.setData({ cards: items.map((item) => inboxCard(item, now)) })
    },
  },
  methods: {
    act(event: WechatMiniprogram.CustomEvent<{ act: Act }>) {
      const { id } = event.currentTarget.dataset as { id: string }
      const card = this.data.cards.find(({ obligationId }) => obligationId === id)
      const mover = this.selectComponent('#mover') as unknown as Mover
      if (card) mover.run(event.detail.act, card)
    },
    moving(event: WechatMiniprogram.CustomEvent<{ obligationId: string }>) {
      this.setData({ moving: event.detail.obligationId })
    },
    moved() {
      this.triggerEvent('changed')
    },
    answer(event: WechatMiniprogram.CustomEvent<Target>) {
      openMessage(event.detail, true)
    },
    /** The message itself, to read what it is about. */
    open(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      const card = this.data.cards.find(({ obligationId }) => obligationId === id)
      if (card?.caseId) return openCase(card.caseId)
      if (card?.review) return this.review(card.conversationId)
      if (card) openMessage(card, false)
    },
    openCase(event: WechatMiniprogram.TouchEvent) {
      openCase((event.currentTarget.dataset as { case: string }).case)
    },
    look(event: WechatMiniprogram.TouchEvent) {
      this.review((event.currentTarget.dataset as { conversation: string }).conversation)
    },
    review(conversationId: string) {
      wx.navigateTo({ url: `/packages/groups/review/review?conversationId=${conversationId}` })
    },
    goGroups() {
      wx.switchTab({ url: '/pages/groups/groups' })
    },
  },
})

function openCase(caseId: string) {
  wx.navigateTo({ url: `/packages/requests/case/case?caseId=${caseId}` })
}

function openMessage(
  { conversationId, messageId }: Pick<Target, 'conversationId' | 'messageId'>,
  answer: boolean,
) {
  const message = `conversationId=${conversationId}&messageId=${messageId}`
  wx.navigateTo({ url: `/packages/groups/chat/chat?${message}${answer ? '&answer=1' : ''}` })
}
