/** What is held for review or reported is owed a look: an obligation of the reviewer, in his inbox like every other. */
import { answerDueAt } from '../../../miniprogram/domain/mentions'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { HEAD_ROLE } from '../../../miniprogram/domain/roles'
import { derivedId } from '../../_kit/ids'
import type { MessageDocument } from '../messages'
import type { ConversationDocument } from '../store'

export function reviewObligationId(messageId: string): string {
  return derivedId('review', messageId)
}

/** 群主 owes a look at a held message. Its words are not in the title: they belong to nobody but him and its sender. */
export function reviewOf(message: MessageDocument, conversation: ConversationDocument): Obligation {
  return owedBy(conversation, {
    _id: reviewObligationId(message._id),
    about: 'review',
    messageId: message._id,
    title: '有一条消息在等您审核',
    askerId: message.senderId,
    askerName: message.senderName,
    at: message.createdAt,
  })
}

interface Matter {
  _id: string
  about: 'review' | 'report'
  messageId: string
  title: string
  askerId: string
  askerName: string
  at: Date
}

/** 群主 owes something by the group's own minutes. */
export function owedBy(conversation: ConversationDocument, matter: Matter): Obligation {
  const { _id, about, messageId, title, askerId, askerName, at } = matter
  return {
    _id,
    source: {
      area: 'groups',
      about,
      conversationId: conversation._id,
      messageId,
      conversationName: conversation.name,
    },
    title,
    askerId,
    askerName,
    asked: { kind: 'person', id: conversation.headId, name: HEAD_ROLE },
    ownerId: conversation.headId,
    ownerName: HEAD_ROLE,
    unitId: conversation.unitId,
    state: 'asked',
    open: true,
    steps: [{ state: 'asked', at, by: askerId }],
    messageIds: [messageId],
    calledIds: [conversation.headId],
    askEach: false,
    startsAt: at,
    dueAt: new Date(answerDueAt(at.getTime(), conversation.answerWithinMinutes)),
    promisedAt: null,
    rung: -1,
    round: 0,
    rungAt: at,
    shiftEndsAt: null,
    nextAt: at,
    notices: [],
    dutyPhone: null,
    offer: null,
    createdAt: at,
    endedAt: null,
    history: [],
  }
}
