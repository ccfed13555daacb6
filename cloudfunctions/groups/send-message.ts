import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { draftedId, fingerprintOf } from '../_kit/ids'
import { draftId, id } from '../_kit/inputs'
import { find } from '../_kit/once'
import { openObligations } from '../_kit/obligations/store'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { tickConversation, tickInboxes } from '../_kit/ticks'
import { answerAsked } from './answer-asked'
import { askIn, tellAsked } from './ask'
import { markChanged, type MessageDocument } from './messages'
import { pushAnnouncement } from './messages/announce'
import { gather } from './messages/gather'
import { judge, saidIn, type Draft } from './messages/judge'
import { beginPictureChecks } from './messages/pictures'
import { writeMessage, type Written } from './messages/write-message'
import { presentMessage } from './present'
import { reviewOf } from './review/review-obligation'
import { findConversation } from './store'

const fileId = v.pipe(v.string(), v.maxLength(500))
const pixels = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))

/**
 * Writes a message; each person or unit it asks owes an answer from that moment; an answer to an @ ends what its sender
 * owes, or was called to.
 *
 * Database requests: 5 for plain words, 7 with an @ (one more for each further one asked), 11 for an answer, 13 for an
 * announcement besides its pushes, up to 3 for each person told; and one content check. There is no transaction: every id
 * follows from the draft, so a repeat, or the timer, completes what a crash left out.
 */
export const sendMessage: ActionSpec<Groups['sendMessage']> = {
  who: 'person',
  input: v.strictObject({
    draftId,
    conversationId: id,
    text: v.string(), // its length is for the rule below: it says how much is too much
    mentionIds: v.pipe(v.array(id), v.maxLength(50)),
    unitIds: v.optional(v.pipe(v.array(id), v.maxLength(50))),
    askEach: v.optional(v.boolean()),
    canWait: v.optional(v.boolean()),
    noAnswerNeeded: v.optional(v.boolean()),
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
    const draft: Draft = {
      messageId: draftedId(personId, 'message', input.draftId),
      openid: actor.openid,
      personId,
      conversationId,
      text: input.text.trim(),
      mentionIds: [...new Set(input.mentionIds)],
      unitIds: [...new Set(input.unitIds ?? [])],
      askEach: input.askEach ?? false,
      canWait: input.canWait ?? false,
      noAnswerNeeded: input.noAnswerNeeded ?? false,
      toAll: input.toAll ?? false,
      pictures: input.pictures ?? [],
      cardOf: input.cardOf ?? null,
    }
    const fingerprint = fingerprintOf(saidIn(draft, input.answersMessageId ?? null))
    const [gathered, question] = await Promise.all([
      gather(draft),
      input.answersMessageId ? find<MessageDocument>('messages', input.answersMessageId) : null,
    ])
    const { members } = gathered

    let written: Partial<Written> & { message: MessageDocument }
    try {
      const judged = judge(draft, gathered, actor.phoneDigest !== null)
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
    const looked = await openObligations(looks)
    const asked = await askIn(message, conversation, gathered, written.added ?? false)
    // An answer that is held for review has not answered anybody yet.
    const answer = {
      questionId: message.answersId ?? '',
      answerId: message._id,
      personId,
      at: message.createdAt,
    }
    const answered = message.answersId && message.content === 'shown'
    const ended = answered ? await answerAsked({ ...answer, now }) : { inboxes: [], messageIds: [] }
    let changed = 0
    for (const messageId of ended.messageIds) changed = await markChanged(conversationId, messageId)
    const sender = members.find((member) => member.personId === personId)
    // The other's list watches the chats it shows, and this one it cannot show before its first message.
    const newcomer = message.order === 1 && sender?.private ? [sender.private.withId] : []
    await Promise.all([
      tickConversation(conversationId, Math.max(message.n, written.n ?? 0, changed)),
      tickInboxes([...[...asked, ...looked].map(({ ownerId }) => ownerId), ...ended.inboxes, ...newcomer]),
    ])
    const told = await tellAsked(asked, conversation, gathered, now)
    await beginPictureChecks(message, actor.openid)
    if (written.audience) await pushAnnouncement(message, conversation, written.audience.members)
    const reader = { personId, role: sender?.role ?? '', now }
    return {
      message: presentMessage(message, { obligations: told, answered: question ? [question] : [] }, reader),
      leftInPeace: written.audience?.leftInPeace ?? 0,
    }
  },
}
