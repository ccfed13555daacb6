/** What a chat was opened for, by its address. */

export interface Opened {
  conversationId: string
  /** The message to show, such as the one a notice spoke of; '' for the newest. */
  messageId: string
  /** With the answer to it prepared. */
  answer: boolean
  /** Whom to ask, from his card. */
  ask: { personId: string; name: string } | null
}

export function openedFor(options: Record<string, string | undefined>): Opened {
  const { conversationId = '', messageId = '', answer, ask, askName = '' } = options
  return {
    conversationId,
    messageId,
    answer: answer === '1',
    ask: ask ? { personId: ask, name: decodeURIComponent(askName) } : null,
  }
}
