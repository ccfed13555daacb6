/**
 * The obligations a message opens: one for each person asked, with an id that follows from message and asked. Built from
 * the stored message, never from the call that repeats it: time and content state are the first call's.
 */
import { answerDueAt, titleOf } from '../../miniprogram/domain/mentions'
import { ownerOf, type Asked, type Obligation } from '../../miniprogram/domain/obligations'
import { derivedId } from '../_kit/ids'
import type { MessageDocument } from './messages'
import type { ConversationDocument, MemberDocument } from './store'

/** What a message keeps of the persons it asks. */
export function mentionsOf(messageId: string, asked: MemberDocument[]): MessageDocument['mentions'] {
  return asked.map((member) => ({
    obligationId: derivedId('obligation', messageId, member.personId),
    asked: { kind: 'person', id: member.personId, name: member.name } satisfies Asked,
    unitId: member.unitId,
  }))
}

export function obligationsOf(message: MessageDocument, conversation: ConversationDocument): Obligation[] {
  const at = message.createdAt
  const dueAt = new Date(answerDueAt(at.getTime(), conversation.answerWithinMinutes))
  return message.mentions.map(({ obligationId, asked, unitId }) => ({
    _id: obligationId,
    messageIds: [message._id],
    source: {
      area: 'groups',
      about: 'mention',
      conversationId: conversation._id,
      messageId: message._id,
      conversationName: conversation.name,
    },
    // A message held for review is announced without its words.
    title: message.content === 'shown' ? titleOf(message.text) : '有一条给你的消息，正在审核',
    askerId: message.senderId,
    askerName: message.senderName,
    asked,
    ownerId: ownerOf(asked, {
      onDutyId: null,
      standInId: null,
      headId: null,
      lastResortId: conversation.headId,
    }),
    ownerName: asked.name,
    unitId,
    state: 'asked',
    open: true,
    steps: [{ state: 'asked', at, by: message.senderId }],
    calledIds: [asked.id],
    askEach: false,
    startsAt: at,
    dueAt,
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
  }))
}
