/** The @ of one conversation: which one is meant, and, once, that it is in front of the one who owes the answer. */
import type { MentionView, MessageView } from '../../../domain/contract/groups'
import type { MentionAct } from '../../../domain/mention-acts'
import { isPassing } from '../../../services/cloud'
import { seeMention } from '../../../services/groups/mentions'
import type { Reader } from './reader'

export interface Mentions {
  /** The one meant; undefined when it is not on this phone. */
  find(obligationId: string): MentionView | undefined
  /** The message that asks by it. */
  messageOf(obligationId: string): string
  /** The @ of a message that the reader has not said 收到 to yet, though it is for him to say. */
  toAcknowledge(messageId: string): MentionView | undefined
  /** A message asks the reader, who has not answered. */
  owes(messageId: string): boolean
  /** It is in front of the reader. Told once; again when that did not get through. */
  see(obligationId: string): Promise<void>
}

export function mentionsIn(reader: Reader): Mentions {
  const seen = new Set<string>()
  const askingBy = (obligationId: string): MessageView | undefined =>
    reader.messages.find(({ mentions }) => mentions.some((each) => each.obligationId === obligationId))
  const actable = (messageId: string, act: MentionAct) =>
    reader.messages
      .find((message) => message.messageId === messageId)
      ?.mentions.find((mention) => mention.mayAct?.includes(act))
  return {
    toAcknowledge: (messageId) => actable(messageId, 'acknowledge'),
    owes: (messageId) => actable(messageId, 'answer') !== undefined,
    find: (obligationId) =>
      askingBy(obligationId)?.mentions.find((mention) => mention.obligationId === obligationId),
    messageOf: (obligationId) => askingBy(obligationId)?.messageId ?? '',
    async see(obligationId) {
      if (seen.has(obligationId)) return
      seen.add(obligationId)
      const answer = await seeMention(obligationId)
      if (answer.ok) reader.takeMention(answer.data.mention)
      else if (isPassing(answer.code)) seen.delete(obligationId)
    },
  }
}
