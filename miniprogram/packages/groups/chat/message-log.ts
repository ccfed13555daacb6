/** The messages of one conversation that this phone has, and the part of them that is on the page. Pure. */
import type { MessageView } from '../../../domain/contract/groups'

/** A page of more bubbles becomes slow to update on old phones. */
export const WINDOW = 60

/** Adds and replaces; an older copy that arrives late does not undo a newer one. Sorted by place. */
export function mergeMessages(known: MessageView[], arrived: MessageView[]): MessageView[] {
  if (arrived.length === 0) return known
  const byId = new Map(known.map((message) => [message.messageId, message]))
  for (const message of arrived) {
    const before = byId.get(message.messageId)
    if (!before || message.n >= before.n) byId.set(message.messageId, message)
  }
  return [...byId.values()].sort((a, b) => a.order - b.order)
}

/** Replaces one @ after a move of the reader's own, without waiting for the change to come around. */
export function replaceMention(
  messages: MessageView[],
  mention: MessageView['mentions'][number],
): MessageView[] {
  return messages.map((message) =>
    message.mentions.some((each) => each.obligationId === mention.obligationId)
      ? {
          ...message,
          mentions: message.mentions.map((each) =>
            each.obligationId === mention.obligationId ? mention : each,
          ),
        }
      : message,
  )
}

/** Where the window starts so that it ends with the newest message. */
export function newestStart(count: number): number {
  return Math.max(0, count - WINDOW)
}
