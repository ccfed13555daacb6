/** What one reader may see of messages. */
import type { MessageView, PinnedNotice } from '../../miniprogram/domain/contract/groups'
import { wordInChat } from '../../miniprogram/domain/case-card'
import { sayCaseNumber } from '../../miniprogram/domain/case-numbers'
import { titleOf } from '../../miniprogram/domain/mentions'
import { isGone, PUBLIC_STATES } from '../../miniprogram/domain/messages'
import { presentCaseCard } from './cases/present-case'
import type { MessageDocument, ReadMessage } from './messages'
import { presentMentions, type Reader } from './present-mention'
import type { Obligation } from '../_kit/obligations/store'

/** What messages refer to: the obligations of their @, and the messages they answer. */
export interface References {
  obligations: Obligation[]
  answered: MessageDocument[]
}

/** A page of messages for one reader: those he may read. */
export function presentMessages(messages: ReadMessage[], reader: Reader): MessageView[] {
  return messages
    .filter((message) => mayRead(message, reader))
    .map((message) => presentMessage(message, message, reader))
}

/** Held and refused messages are their sender's alone. */
function mayRead(message: MessageDocument, reader: Reader): boolean {
  return PUBLIC_STATES.includes(message.content) || message.senderId === reader.personId
}

export function presentMessage(
  message: MessageDocument,
  references: References,
  reader: Reader,
): MessageView {
  return {
    messageId: message._id,
    conversationId: message.conversationId,
    order: message.order,
    n: message.n,
    senderId: message.senderId,
    senderName: message.senderName,
    senderRole: message.senderRole,
    senderOrganisation: message.senderOrganisation,
    mine: message.senderId === reader.personId,
    text: isGone(message.content) ? '' : message.text,
    content: message.content,
    reason: message.senderId === reader.personId ? (message.review?.reason ?? '') : '',
    toAll: message.toAll ?? false,
    pictures: isGone(message.content)
      ? []
      : (message.pictures ?? []).map(({ width, height, state }) => ({ width, height, state })),
    card: isGone(message.content) ? null : (message.card ?? null),
    caseCard: isGone(message.content) ? null : presentCaseCard(message.caseCard, reader.personId),
    mentions: presentMentions(message, references.obligations, reader),
    answers: presentAnswered(message.answersId, references.answered, reader),
    at: message.createdAt.getTime(),
  }
}

/** The words above an answer: those of a message that is shown, and of no other. */
function presentAnswered(
  answersId: string | null,
  answered: MessageDocument[],
  reader: Reader,
): MessageView['answers'] {
  const message = answered.find((each) => each._id === answersId)
  if (!message || !mayRead(message, reader)) return null
  const text = isGone(message.content) ? '' : lineOf(message)
  return { messageId: message._id, senderName: message.senderName, text }
}

/** One line that stands for the message, also when it has no words. */
export function lineOf(message: Pick<MessageDocument, 'text' | 'pictures' | 'card' | 'caseCard'>): string {
  if (message.text) return titleOf(message.text)
  if (message.card) return `［名片］${message.card.name}`
  if (message.caseCard) {
    const { number, state } = message.caseCard
    return `诉求 ${sayCaseNumber(number)} · ${wordInChat(state)}`
  }
  return message.pictures?.length ? '［图片］' : ''
}

/** What stands above the group, as long as it is there to be read. */
export function presentPinned(message: MessageDocument | null): PinnedNotice | null {
  if (message?.content !== 'shown') return null
  return { messageId: message._id, senderName: message.senderName, text: lineOf(message) }
}
