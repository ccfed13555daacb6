/** One obligation as a card of 待我回应. */
import type { InboxItem } from '../../../domain/contract/duty'
import { mayMove, OBLIGATION_STATES } from '../../../domain/obligations'
import { sayTime, sayTimeLeft } from '../../../domain/times'

export interface InboxCard {
  obligationId: string
  conversationId: string
  messageId: string
  /** 群主 owes a look at what was held or reported, not an answer in the chat. */
  review: boolean
  title: string
  asker: string
  where: string
  left: string
  late: boolean
  steps: string
  canAcknowledge: boolean
}

export function inboxCard(item: InboxItem, now: number): InboxCard {
  return {
    obligationId: item.obligationId,
    conversationId: item.source.conversationId,
    messageId: item.source.messageId,
    review: item.source.about !== 'mention',
    title: item.title,
    asker: item.askerName,
    where: item.source.conversationName,
    left: sayTimeLeft(item.dueAt, now),
    late: item.dueAt < now,
    steps: item.steps
      .map((step) => `${OBLIGATION_STATES[step.state].label} ${sayTime(step.at, now)}`)
      .join(' · '),
    canAcknowledge: mayMove(item.state, 'acknowledge'),
  }
}
