/** What is held for review or reported is owed a look: an obligation of the reviewer, in his inbox like every other. */
import { clockOf, ladderOfGroup } from '../../../miniprogram/domain/ladder'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { HEAD_ROLE } from '../../../miniprogram/domain/roles'
import { derivedId } from '../../_kit/ids'
import { waitedFor } from '../asked-by-message'
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
    // Nobody is woken to read what asks nobody.
    canWait: message.canWait ?? waitedFor(message).length === 0,
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
  /** At night: only from the morning on. */
  canWait: boolean
}

/** 群主 owes something by the group's own minutes. The timer tells him. */
export function owedBy(conversation: ConversationDocument, matter: Matter): Obligation {
  const { _id, about, messageId, title, askerId, askerName, at, canWait } = matter
  const { startsAt, dueAt } = clockOf(at.getTime(), canWait, ladderOfGroup(conversation))
  const start = new Date(startsAt)
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
    startsAt: start,
    dueAt: new Date(dueAt),
    promisedAt: null,
    rung: -1,
    round: 0,
    rungAt: start,
    shiftEndsAt: null,
    nextAt: start,
    notices: [],
    dutyPhone: null,
    offer: null,
    createdAt: at,
    endedAt: null,
    history: [],
  }
}
