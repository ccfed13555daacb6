/** What a reader has not read when he opens a conversation: where it begins, and whether somebody asks him. Pure. */
import type { MessageView } from '../../../domain/contract/groups'
import { isOpen } from '../../../domain/obligations'

export interface Unread {
  /** How many of the loaded messages; the first may lie before them. */
  count: number
  firstId: string
  /** The oldest message that asks the reader and that he has not had in front of him; '' when none. */
  askId: string
}

/** @param readN up to which change number he has read. @param messages sorted by place */
export function unreadOf(messages: MessageView[], readN: number): Unread {
  // By its place: an old message that changed is no new one.
  const unread = messages.filter(
    (message) => message.order > readN && !message.mine && message.content === 'shown',
  )
  const asks = messages.find(({ mentions }) =>
    mentions.some(({ mine, state }) => mine && isOpen(state) && (state === 'asked' || state === 'notified')),
  )
  return { count: unread.length, firstId: unread[0]?.messageId ?? '', askId: asks?.messageId ?? '' }
}
