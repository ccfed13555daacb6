/** The obligations a message opens: one for each person asked, with an id that follows from message and asked. */
import { answerDueAt, titleOf } from '../../miniprogram/domain/mentions'
import type { ContentState } from '../../miniprogram/domain/messages'
import { ownerOf, type Asked, type Obligation } from '../../miniprogram/domain/obligations'
import { derivedId } from '../_kit/ids'
import type { ConversationDocument, MemberDocument } from './store'

interface Asking {
  messageId: string
  text: string
  content: ContentState
  sender: MemberDocument
  asked: MemberDocument[]
  conversation: ConversationDocument
  /** When the cloud wrote the message, in ms: the clock starts here. */
  now: number
}

export function obligationIdOf(messageId: string, askedId: string): string {
  return derivedId('obligation', messageId, askedId)
}

export function obligationsOf({
  messageId,
  text,
  content,
  sender,
  asked,
  conversation,
  now,
}: Asking): Obligation[] {
  const at = new Date(now)
  return asked.map((member) => {
    const who: Asked = { kind: 'person', id: member.personId, name: member.name }
    return {
      _id: obligationIdOf(messageId, member.personId),
      source: {
        area: 'groups',
        conversationId: conversation._id,
        messageId,
        conversationName: conversation.name,
      },
      // A message held for review is announced without its words.
      title: content === 'shown' ? titleOf(text) : '有一条给你的消息，正在审核',
      askerId: sender.personId,
      askerName: sender.name,
      asked: who,
      ownerId: ownerOf(who, {
        onDutyId: null,
        standInId: null,
        headId: null,
        lastResortId: conversation.headId,
      }),
      unitId: member.unitId,
      state: 'asked',
      open: true,
      steps: [{ state: 'asked', at, by: sender.personId }],
      rung: 0,
      dueAt: new Date(answerDueAt(now, conversation.answerWithinMinutes)),
      clock: { state: 'running', leftMs: 0 },
      createdAt: at,
      endedAt: null,
      history: [],
    }
  })
}
