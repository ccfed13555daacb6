/** Which messages can be reported together: those of one person. Pure. */
import type { MessageView } from '../../../../domain/contract/groups'

/** As many as a report may hold. */
const MAX = 20

/**
 * @param messages those on the phone, oldest first
 * @param messageId the one that was pressed; '' in a private chat, where there is only one other
 * @returns what its sender wrote, the newest 20 with the pressed one among them, oldest first
 */
export function reportable(messages: MessageView[], messageId: string): MessageView[] {
  const others = messages.filter(({ mine, content }) => !mine && content === 'shown')
  const pressed = others.findIndex((message) => message.messageId === messageId)
  const senderId = pressed >= 0 ? others[pressed]!.senderId : messageId ? null : others[0]?.senderId
  const theirs = others.filter((message) => message.senderId === senderId)
  const place = theirs.findIndex((message) => message.messageId === messageId)
  const start = Math.max(0, theirs.length - MAX)
  return place >= 0 && place < start ? theirs.slice(place, place + MAX) : theirs.slice(start)
}
