/** The @ of one conversation, for the one who owes an answer: seen once, acknowledged when he says so. */
import type { MentionView, MessageView } from '../../../domain/contract/groups'
import { sentenceFor } from '../../../domain/errors'
import { isPassing } from '../../../services/cloud'
import { acknowledgeMention, seeMention } from '../../../services/groups'
import type { Reader } from './reader'

export interface Mentions {
  find(obligationId: string): MentionView | undefined
  /** The message that asks by it. */
  messageOf(obligationId: string): MessageView | undefined
  /** It is in front of the reader. Told once; again when that did not get through. */
  see(obligationId: string): Promise<void>
  /** 收到. @returns why it was not noted, '' when it was */
  acknowledge(obligationId: string): Promise<string>
}

export function mentionsIn(reader: Reader): Mentions {
  const seen = new Set<string>()
  const messageOf = (obligationId: string) =>
    reader.messages.find(({ mentions }) => mentions.some((each) => each.obligationId === obligationId))
  return {
    messageOf,
    find: (obligationId) =>
      messageOf(obligationId)?.mentions.find((mention) => mention.obligationId === obligationId),
    async see(obligationId) {
      if (seen.has(obligationId)) return
      seen.add(obligationId)
      const answer = await seeMention(obligationId)
      if (answer.ok) reader.takeMention(answer.data.mention)
      else if (isPassing(answer.code)) seen.delete(obligationId)
    },
    async acknowledge(obligationId) {
      const answer = await acknowledgeMention(obligationId)
      if (!answer.ok)
        return answer.code === 'OFFLINE'
          ? '没有网络，还没记上，连上后再点'
          : sentenceFor(answer.code, answer.facts)
      reader.takeMention(answer.data.mention)
      return ''
    },
  }
}
