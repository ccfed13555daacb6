/** Finding one's way in a conversation: to one message, to the first unread. */
import type { MessageView } from '../../../domain/contract/groups'
import type { Answered, List } from './parts'
import type { Reader } from './reader'
import { say } from './say'
import { unreadOf } from './unread'
import type { Unread } from './unread'

/** How many pages back it looks for a message. */
const LOOK_BACK = 8

export interface Places {
  find(messageId: string): MessageView | undefined
  /** Loads older messages as far as needed. @returns false when it lies too far back, which is said */
  goTo(messageId: string): Promise<boolean>
  /** What was unread when he came; a line in the list marks where it begins. */
  unread(): Unread
  goToUnread(): Promise<void>
  /** One page; a second wish while it loads is the same. */
  loadEarlier(): Promise<void>
  /** How a message stands above what answers it. */
  quoted(messageId: string): Answered
}

/** @param list the component, once it is on the page */
export function placesIn(reader: Reader, list: () => List | null): Places {
  const find = (messageId: string) => reader.messages.find((message) => message.messageId === messageId)
  let loading = false
  const loadUntil = async (reached: () => boolean) => {
    for (let page = 0; page < LOOK_BACK && !reached(); page += 1) {
      if ((await reader.loadEarlier()) === 0) break
    }
  }
  const unread = () => {
    const found = unreadOf(reader.messages, reader.conversation?.readN ?? 0)
    list()?.markUnread(found.firstId)
    return found
  }
  return {
    find,
    unread,
    async loadEarlier() {
      if (loading || !reader.earlier) return
      loading = true
      await reader.loadEarlier()
      loading = false
    },
    quoted(messageId) {
      const message = find(messageId)
      return { messageId, senderName: message?.senderName ?? '', text: message?.text ?? '前面的一条' }
    },
    async goTo(messageId) {
      await loadUntil(() => find(messageId) !== undefined)
      if (!find(messageId)) {
        say('那条消息比较早，请往上翻着找')
        return false
      }
      list()?.goTo(messageId)
      return true
    },
    async goToUnread() {
      // The whole page may be unread: then the first one lies before it.
      const readN = reader.conversation?.readN ?? 0
      await loadUntil(() => (reader.messages[0]?.order ?? 0) <= readN + 1)
      list()?.goTo(unread().firstId)
    },
  }
}
