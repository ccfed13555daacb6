/** What one reader may see of messages. */
import type { MentionView, MessageView, PinnedNotice } from '../../miniprogram/domain/contract/groups'
import { titleOf } from '../../miniprogram/domain/mentions'
import { isGone, PUBLIC_STATES } from '../../miniprogram/domain/messages'
import { isOpen, type Asked, type Obligation } from '../../miniprogram/domain/obligations'
import type { MessageDocument, ReadMessage } from './messages'

export interface Reader {
  personId: string
  /** His role in this conversation: 群主 sees every clock. */
  role: string
}

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
    mentions: message.mentions.map(({ obligationId, asked }) => {
      const obligation = references.obligations.find((each) => each._id === obligationId)
      return obligation ? presentMention(obligation, reader) : justAsked(obligationId, asked, message, reader)
    }),
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
export function lineOf(message: Pick<MessageDocument, 'text' | 'pictures' | 'card'>): string {
  if (message.text) return titleOf(message.text)
  if (message.card) return `［名片］${message.card.name}`
  return message.pictures?.length ? '［图片］' : ''
}

/** What stands above the group, as long as it is there to be read. */
export function presentPinned(message: MessageDocument | null): PinnedNotice | null {
  if (message?.content !== 'shown') return null
  return { messageId: message._id, senderName: message.senderName, text: lineOf(message) }
}

/** Time and owner are for those concerned; everyone else sees 处理中 or 已回应. */
export function presentMention(obligation: Obligation, reader: Reader): MentionView {
  const mine = obligation.ownerId === reader.personId
  const concernsMe = mine || obligation.askerId === reader.personId || reader.role === '群主'
  return {
    obligationId: obligation._id,
    personId: obligation.asked.id,
    name: obligation.asked.name,
    state: concernsMe ? obligation.state : isOpen(obligation.state) ? 'asked' : 'answered',
    steps: concernsMe ? obligation.steps.map(({ state, at }) => ({ state, at: at.getTime() })) : [],
    dueAt: concernsMe ? obligation.dueAt.getTime() : null,
    concernsMe,
    mine,
  }
}

/**
 * An @ whose obligation is being written this very moment, a step after its message. Left out, its chip would stay
 * missing on this reader's screen until the message changes again.
 */
function justAsked(
  obligationId: string,
  asked: Asked,
  message: MessageDocument,
  reader: Reader,
): MentionView {
  const mine = asked.id === reader.personId
  const concernsMe = mine || message.senderId === reader.personId || reader.role === '群主'
  const steps = concernsMe ? [{ state: 'asked' as const, at: message.createdAt.getTime() }] : []
  return {
    obligationId,
    personId: asked.id,
    name: asked.name,
    state: 'asked',
    steps,
    dueAt: null,
    concernsMe,
    mine,
  }
}
