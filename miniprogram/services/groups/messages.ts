/** What is done with messages once they are there. One function per action. */
import type { Answer } from '../../domain/contract/envelope'
import type { Messages } from '../../domain/contract/groups/messages'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'

type Of<Name extends keyof Messages> = Promise<Answer<Messages[Name]['output']>>

export function recallMessage(messageId: string): Of<'recallMessage'> {
  return moveOnce(`recall/${messageId}`, (moveId) =>
    callAction('groups', 'recallMessage', { messageId, moveId }),
  )
}

export function withdrawMessage(messageId: string, reason: string): Of<'withdrawMessage'> {
  return moveOnce(`withdraw/${messageId}`, (moveId) =>
    callAction('groups', 'withdrawMessage', { messageId, reason, moveId }),
  )
}

export function pinMessage(messageId: string): Of<'pinMessage'> {
  return moveOnce(`pin/${messageId}`, (moveId) => callAction('groups', 'pinMessage', { messageId, moveId }))
}

export function unpinMessage(conversationId: string): Of<'unpinMessage'> {
  return moveOnce(`unpin/${conversationId}`, (moveId) =>
    callAction('groups', 'unpinMessage', { conversationId, moveId }),
  )
}

/** Where pictures are, for at most ten minutes. */
export function pictureLinks(conversationId: string, messageIds: string[]): Of<'pictureLinks'> {
  return callAction('groups', 'pictureLinks', { conversationId, messageIds })
}

export function myDisturbances(): Of<'myDisturbances'> {
  return callAction('groups', 'myDisturbances', {})
}

export function shareMention(obligationId: string): Of<'shareMention'> {
  return callAction('groups', 'shareMention', { obligationId })
}

export function openShared(shareId: string): Of<'openShared'> {
  return callAction('groups', 'openShared', { shareId })
}
