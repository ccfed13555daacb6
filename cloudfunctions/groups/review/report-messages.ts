import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { derivedId } from '../../_kit/ids'
import { draftId, id } from '../../_kit/inputs'
import { openObligations } from '../../_kit/obligations/store'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { tickInboxes } from '../../_kit/ticks'
import { messagesByIds } from '../messages'
import { findConversation, membershipOf } from '../store'
import { groupReviewer, OPERATORS, type ReportDocument } from './reports'
import { owedBy } from './review-obligation'
import { checkedPictures } from './reviewed-pictures'

const MESSAGES_MAX = 20

/**
 * A member reports what one other person wrote. From a group it goes to 群主, who then owes a look; what 群主 wrote
 * himself, and everything from a private chat, goes to the operators. The same messages reported again by the same person
 * are the same report, with the reason he gave first.
 */
export const reportMessages: ActionSpec<Groups['reportMessages']> = {
  who: 'person',
  input: v.strictObject({
    draftId,
    conversationId: id,
    messageIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(MESSAGES_MAX)),
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  }),
  async run({ actor, input, now }) {
    const { conversationId, reason } = input
    const member = await membershipOf(conversationId, actor.personId, 'groups.report')
    const messageIds = [...new Set(input.messageIds)].sort()
    const [conversation, messages] = await Promise.all([
      findConversation(conversationId),
      messagesByIds(messageIds),
    ])
    const readable = messages.filter(
      (message) => message.conversationId === conversationId && message.content === 'shown',
    )
    const [first] = readable
    if (!conversation || !first || readable.length < messageIds.length) throw new Refusal('NOT_FOUND')
    const others = readable.filter(({ senderId }) => senderId === first.senderId)
    if (others.length < readable.length || first.senderId === actor.personId)
      throw new Refusal('REPORT_ONE_PERSON')

    const toHead = conversation.kind === 'group' && first.senderId !== conversation.headId
    const { document } = await addOnce<ReportDocument>('reports', {
      _id: derivedId('report', actor.personId, ...messageIds),
      conversationId,
      conversationName: conversation.name,
      reviewer: toHead ? groupReviewer(conversationId) : OPERATORS,
      reporterId: actor.personId,
      reporterName: member.name,
      reportedId: first.senderId,
      reason,
      messages: readable
        .sort((one, other) => one.order - other.order)
        .map((message) => ({
          messageId: message._id,
          senderName: message.senderName,
          text: message.text,
          fileIds: checkedPictures(message),
          at: message.createdAt,
        })),
      state: 'open',
      createdAt: new Date(now),
      history: [],
    })
    if (toHead) {
      const look = owedBy(conversation, {
        _id: derivedId('report', document._id),
        about: 'report',
        messageId: first._id,
        title: '有一条举报在等您看',
        askerId: actor.personId,
        askerName: member.name,
        at: document.createdAt,
        canWait: true,
      })
      await openObligations([look])
      await tickInboxes([look.ownerId])
    }
    return { reported: true }
  },
}
