/** What one reader may see of messages. */
import type { MentionView, MessageView } from '../../miniprogram/domain/contract/groups'
import { isOpen, type Obligation } from '../../miniprogram/domain/obligations'
import { obligationsByIds } from '../_kit/obligations/store'
import type { MessageDocument } from './messages'

export interface Reader {
  personId: string
  /** His role in this conversation: 群主 sees every clock. */
  role: string
}

/** A page of messages for one reader. One request more when any of them asks somebody. */
export async function presentMessages(messages: MessageDocument[], reader: Reader): Promise<MessageView[]> {
  const visible = messages.filter((message) => mayRead(message, reader))
  const ids = visible.flatMap((message) => message.mentions.map((mention) => mention.obligationId))
  const obligations = new Map((await obligationsByIds(ids)).map((each) => [each._id, each]))
  return visible.map((message) => presentMessage(message, obligations, reader))
}

/** Held and refused messages are their sender's alone. */
function mayRead(message: MessageDocument, reader: Reader): boolean {
  return message.content === 'shown' || message.content === 'recalled' || message.senderId === reader.personId
}

export function presentMessage(
  message: MessageDocument,
  obligations: Map<string, Obligation>,
  reader: Reader,
): MessageView {
  const recalled = message.content === 'recalled'
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
    text: recalled ? '' : message.text,
    content: message.content,
    mentions: message.mentions.flatMap(({ obligationId }) => {
      const obligation = obligations.get(obligationId)
      // Written a moment after its message; until then the chip is simply not there yet.
      return obligation ? [presentMention(obligation, reader)] : []
    }),
    answers: message.answers,
    at: message.createdAt.getTime(),
  }
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
