import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { checkMentions } from '../../miniprogram/domain/mentions'
import { isGone, TEXT_MAX } from '../../miniprogram/domain/messages'
import { can } from '../../miniprogram/domain/permissions'
import { checkText, type Verdict } from '../_kit/content-check'
import { draftedId, fingerprintOf } from '../_kit/ids'
import { draftId, id } from '../_kit/inputs'
import { addOnce, find } from '../_kit/once'
import { openObligations } from '../_kit/obligations/store'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { tickConversation, tickInboxes } from '../_kit/ticks'
import { answerAsked } from './answer-asked'
import { mentionsOf, obligationsOf } from './asked-by-message'
import { markChanged, markWith, type MessageDocument } from './messages'
import { presentMessage } from './present'
import { reviewOf } from './review/review-obligation'
import {
  findConversation,
  membershipsOf,
  takeNumber,
  type ConversationDocument,
  type MemberDocument,
} from './store'

/**
 * Writes a message; each person it asks owes an answer from that moment; an answer to an @ ends what its sender owes.
 *
 * Database requests: 5 for plain words, 7 with an @ (one more for each further person asked), 11 for an answer; and one
 * content check. There is no transaction: every id follows from the draft, so a repeat completes what a crash left out.
 */
export const sendMessage: ActionSpec<Groups['sendMessage']> = {
  who: 'person',
  input: v.strictObject({
    draftId,
    conversationId: id,
    text: v.pipe(v.string(), v.maxLength(4 * TEXT_MAX)),
    mentionIds: v.pipe(v.array(id), v.maxLength(50)),
    answersMessageId: v.optional(id),
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
    }
    const fingerprint = fingerprintOf([
      conversationId,
      draft.text,
      mentionIds,
      input.answersMessageId ?? null,
    ])
    const [members, question] = await Promise.all([
      membershipsOf(conversationId, [personId, ...mentionIds]),
      input.answersMessageId ? find<MessageDocument>('messages', input.answersMessageId) : null,
    ])

    let written: { message: MessageDocument; conversation?: ConversationDocument; n?: number }
    try {
      const { sender, asked } = judge(draft, members, actor.phoneDigest !== null)
      const answerable = question?.conversationId === conversationId && question.content === 'shown'
      if (input.answersMessageId && !answerable) throw new Refusal('NOT_FOUND')
      written = await write(draft, { sender, asked, question, fingerprint })
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
    await Promise.all([
      tickConversation(conversationId, Math.max(message.n, written.n ?? 0, changed)),
      tickInboxes([...opened.map((obligation) => obligation.ownerId), ...inboxes]),
    ])
    const reader = { personId, role: members.find((member) => member.personId === personId)?.role ?? '' }
    return {
      message: presentMessage(message, { obligations: opened, answered: question ? [question] : [] }, reader),
    }
  },
}

interface Draft {
  messageId: string
  openid: string
  personId: string
  conversationId: string
  text: string
  mentionIds: string[]
}

/** Who may send this, and whom it may ask. @throws Refusal with the reason */
function judge(draft: Draft, members: MemberDocument[], phoneVerified: boolean) {
  const { personId, text } = draft
  if (text === '') throw new Refusal('TEXT_EMPTY')
  if ([...text].length > TEXT_MAX) throw new Refusal('TEXT_TOO_LONG', { max: TEXT_MAX })
  const sender = members.find((member) => member.personId === personId)
  if (!sender || !can('groups.send', { personId, member: sender })) throw new Refusal('NOT_MEMBER')
  if (sender.private?.blocked) throw new Refusal('BLOCKED')
  if (!phoneVerified) throw new Refusal('PHONE_NEEDED')
  const askable = members.map((member) => ({ ...member, active: member.state === 'active' }))
  const checked = checkMentions(personId, draft.mentionIds, askable)
  if ('code' in checked) throw new Refusal(checked.code, checked.facts)
  const asked = checked.asked.map((each) => members.find((member) => member.personId === each.personId)!)
  return { sender, asked }
}

/**
 * In a group a doubtful message is held for 群主. In a private chat no person may ever read it, and 群主 cannot wait for
 * himself: there the author is told and may change it, or the phone tries again by itself when the check was silent.
 */
function contentAfter(verdict: Verdict, sender: MemberDocument): 'shown' | 'held' {
  if (verdict === 'pass') return 'shown'
  if (!sender.private && !can('groups.review', { personId: sender.personId, member: sender })) return 'held'
  throw new Refusal(verdict === 'unsure' ? 'CONTENT_UNSURE' : 'BUSY')
}

interface Writing {
  sender: MemberDocument
  asked: MemberDocument[]
  question: MessageDocument | null
  fingerprint: string
}

async function write(draft: Draft, { sender, asked, question, fingerprint }: Writing) {
  const content = contentAfter(await checkText(draft.openid, draft.text), sender)
  // From here on nothing slow: readers wait only ten seconds for a number that was taken.
  const { n, takenAt, conversation } = await takeNumber(draft.conversationId)
  const { document: message, added } = await addOnce<MessageDocument>('messages', {
    _id: draft.messageId,
    conversationId: draft.conversationId,
    order: n,
    n,
    changedAt: takenAt,
    senderId: sender.personId,
    senderName: sender.name,
    senderRole: sender.role,
    senderOrganisation: sender.organisation,
    text: draft.text,
    content,
    mentions: mentionsOf(draft.messageId, asked),
    answersId: question?._id ?? null,
    createdAt: takenAt,
    fingerprint,
  })
  // A repeat has taken a number too. Used for a message that is there, it leaves no unread that nobody can read.
  if (!added) await markWith(message._id, { n, takenAt })
  return { message, conversation, n }
}
