import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { isGone } from '../../miniprogram/domain/messages'
import { draftedId, fingerprintOf } from '../_kit/ids'
import { draftId, id } from '../_kit/inputs'
import { find } from '../_kit/once'
import { openObligations } from '../_kit/obligations/store'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { tickConversation, tickInboxes } from '../_kit/ticks'
import { answerAsked } from './answer-asked'
import { obligationsOf } from './asked-by-message'
import { markChanged, type MessageDocument } from './messages'
import { pushAnnouncement } from './messages/announce'
import { judge, type Draft } from './messages/judge'
import { beginPictureChecks } from './messages/pictures'
import { writeMessage, type Written } from './messages/write-message'
import { presentMessage } from './present'
import { reviewOf } from './review/review-obligation'
import { findConversation, membershipsOf } from './store'

const fileId = v.pipe(v.string(), v.maxLength(500))
const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))

/**
 * Writes a message; each person it asks owes an answer from that moment; an answer to an @ ends what its sender owes.
 *
 * Database requests: 5 for plain words, 7 with an @ (one more for each further person asked), 11 for an answer, 13 for an
 * announcement besides its pushes; and one content check. There is no transaction: every id follows from the draft, so a repeat completes what a crash left out.
 */
export const sendMessage: ActionSpec<Groups['sendMessage']> = {
  who: 'person',
  input: v.strictObject({
    draftId,
    conversationId: id,
    text: v.string(), // its length is for the rule below: it says how much is too much
    mentionIds: v.pipe(v.array(id), v.maxLength(50)),
    answersMessageId: v.optional(id),
    toAll: v.optional(v.boolean()),
    pictures: v.optional(
      v.pipe(v.array(v.strictObject({ fileId, width: pixels, height: pixels })), v.maxLength(50)),
    ),
    cardOf: v.optional(id),
  }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const { conversationId } = input
    const mentionIds = [...new Set(input.mentionIds)]
    const draft: Draft = {
      messageId: draftedId(personId, 'message', input.draftId),
      openid: actor.openid,
      personId,
      conversationId,
      text: input.text.trim(),
      mentionIds,
      toAll: input.toAll ?? false,
      pictures: input.pictures ?? [],
      cardOf: input.cardOf ?? null,
    }
    const { toAll, pictures, cardOf } = draft
    const more = toAll || cardOf || pictures.length > 0 ? [{ toAll, pictures, cardOf }] : []
    const fingerprint = fingerprintOf([
      conversationId,
      draft.text,
      mentionIds,
      input.answersMessageId ?? null,
      ...more,
    ])
    const [members, question] = await Promise.all([
      membershipsOf(conversationId, [...new Set([personId, ...mentionIds, ...(cardOf ? [cardOf] : [])])]),
      input.answersMessageId ? find<MessageDocument>('messages', input.answersMessageId) : null,
    ])

    let written: Partial<Written> & { message: MessageDocument }
    try {
      const judged = judge(draft, members, actor.phoneDigest !== null)
      const answerable = question?.conversationId === conversationId && question.content === 'shown'
      if (input.answersMessageId && !answerable) throw new Refusal('NOT_FOUND')
      written = await writeMessage(draft, judged, { answersId: question?._id ?? null, fingerprint, now })
    } catch (error) {
      // What was allowed when it was first sent is not refused when it is sent again: it stands in the group.
      const first = error instanceof Refusal ? await find<MessageDocument>('messages', draft.messageId) : null
      if (!first) throw error
      written = { message: first }
    }
    const { message } = written
    if (message.fingerprint !== fingerprint) throw new Refusal('ID_REUSED')

    const conversation = written.conversation ?? (await findConversation(conversationId))
    if (!conversation) throw new Refusal('NOT_FOUND')
    const looks = message.content === 'held' ? [reviewOf(message, conversation)] : []
    // A message recalled before this repeat of its sending asks nobody any more.
    const asks = isGone(message.content) ? [] : obligationsOf(message, conversation)
    const opened = await openObligations([...asks, ...looks])
    // An answer that is held for review has not answered anybody yet.
    const answer = { questionId: message.answersId ?? '', answerId: message._id, personId, now }
    const inboxes = message.answersId && message.content === 'shown' ? await answerAsked(answer) : []
    const changed = inboxes.length > 0 ? await markChanged(conversationId, answer.questionId) : 0
    const sender = members.find((member) => member.personId === personId)
    // The other's list watches the chats it shows, and this one it cannot show before its first message.
    const newcomer = message.order === 1 && sender?.private ? [sender.private.withId] : []
    await Promise.all([
      tickConversation(conversationId, Math.max(message.n, written.n ?? 0, changed)),
      tickInboxes([...opened.map((obligation) => obligation.ownerId), ...inboxes, ...newcomer]),
    ])
    await beginPictureChecks(message, actor.openid)
    if (written.audience) await pushAnnouncement(message, conversation, written.audience.members)
    const reader = { personId, role: sender?.role ?? '', now }
    return {
      message: presentMessage(message, { obligations: opened, answered: question ? [question] : [] }, reader),
      leftInPeace: written.audience?.leftInPeace ?? 0,
    }
  },
}
