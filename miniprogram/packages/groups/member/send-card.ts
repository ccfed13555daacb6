/** Sending a member's card into the group he is in: from his own page, or picked from the roster. */
import { sendMessage } from '../../../services/groups'
import { makeId } from '../../../services/ids'
import { toChat } from './to-chat'

/** Asks first: everybody in the group sees it. @param mine it is the card of the one who taps */
export function offerCard(
  conversationId: string,
  { personId, name, mine }: { personId: string; name: string; mine: boolean },
): void {
  wx.showModal({
    title: mine ? '把我的名片发到群里？' : `把${name}的名片发到群里？`,
    content: '群里的人点开就能看到能帮什么、怎么联系',
    confirmText: '发送',
    success: ({ confirm }) => confirm && sendCard(conversationId, personId),
  })
}

/** Through the outbox like any message: the chat shows whether it went out. */
function sendCard(conversationId: string, cardOf: string): void {
  try {
    sendMessage({ draftId: makeId(), conversationId, text: '', mentionIds: [], cardOf })
  } catch {
    return void wx.showToast({ title: '手机存储满了，没有发，清理一下再试', icon: 'none', duration: 3000 })
  }
  toChat(conversationId, (chat) => chat.sent())
}
