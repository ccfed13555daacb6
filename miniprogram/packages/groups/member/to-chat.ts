/** Back to the chat that this card belongs to, where something may be half written; to a new one when there is none. */
const CHAT = 'packages/groups/chat/chat'

/** What a card asks of the chat below it. */
export type Chat = {
  ask(person: { personId: string; name: string }): void
  /** Something of the reader's own stands at the end now. */
  sent(): void
}

/**
 * @param onBack with the chat that lies below, before it is shown again
 * @param more of the address, for a new one, such as `&ask=…`
 */
export function toChat(conversationId: string, onBack?: (chat: Chat) => void, more = ''): void {
  const pages = getCurrentPages()
  const below = pages.findIndex(
    ({ route, options }) => route === CHAT && options?.conversationId === conversationId,
  )
  if (below < 0) return void wx.navigateTo({ url: `/${CHAT}?conversationId=${conversationId}${more}` })
  onBack?.(pages[below] as unknown as Chat)
  void wx.navigateBack({ delta: pages.length - 1 - below })
}
