import * as v from 'valibot'
import type { Groups } from '../../miniprogram/domain/contract/groups'
import { checkMentions } from '../../miniprogram/domain/mentions'
import { TEXT_MAX } from '../../miniprogram/domain/messages'
import { checkText } from '../_kit/content-check'
import { draftedId, fingerprintOf } from '../_kit/ids'
import { addOnce, find } from '../_kit/once'
import { openObligations } from '../_kit/obligations/store'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { tickConversation, tickInboxes } from '../_kit/ticks'
import { answerAsked, answeredBy } from './answer-asked'
import { obligationsOf } from './asked-by-message'
import { markChanged, type MessageDocument } from './messages'
import { presentMessage } from './present'
import { membershipsOf, takeNumbers, type MemberDocument } from './store'

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

/**
 * Writes a message; each person it asks owes an answer from that moment; an answer to an @ ends what its sender owes.
 *
 * Database requests: 6 for plain words, 8 with an @, 11 for an answer; and one content check. There is no transaction:
 * every id follows from the draft, so a repeat completes what a crash left out.
 */
export const sendMessage: ActionSpec<Groups['sendMessage']> = {
  who: 'person',
  input: v.strictObject({
    draftId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
    conversationId: id,
    text: v.pipe(v.string(), v.maxLength(4 * TEXT_MAX)),
    mentionIds: v.pipe(v.array(id), v.maxLength(50)),
    answersMessageId: v.optional(id),
  }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const { conversationId } = input
    const mentionIds = [...new Set(input.mentionIds)]
    const text = input.text.trim()
    if (text === '') throw new Refusal('TEXT_EMPTY')
    if ([...text].length > TEXT_MAX) throw new Refusal('TEXT_TOO_LONG', { max: TEXT_MAX })

    const [members, person, answered] = await Promise.all([
      membershipsOf(conversationId, [personId, ...mentionIds]),
      find<{ phoneVerifiedAt: Date | null }>('persons', personId),
      input.answersMessageId ? find<MessageDocument>('messages', input.answersMessageId) : null,
    ])
    const sender = senderAmong(members, personId)
    if (!person?.phoneVerifiedAt) throw new Refusal('PHONE_NEEDED')
    if (input.answersMessageId && answered?.conversationId !== conversationId) throw new Refusal('NOT_FOUND')
    const asked = askedAmong(members, personId, mentionIds)

    const messageId = draftedId(personId, 'message', input.draftId)
    const fingerprint = fingerprintOf([conversationId, text, mentionIds, input.answersMessageId ?? null])
    const content = await checkText(actor.openid, text)
    // An answer changes the message it answers too: both numbers in one step.
    const conversation = await takeNumbers(conversationId, answered ? 2 : 1)
    const n = conversation.n
    const obligations = obligationsOf({ messageId, text, content, sender, asked, conversation, now })
    const { document: message } = await addOnce<MessageDocument>('messages', {
      _id: messageId,
      conversationId,
      order: n,
      n,
      changedAt: new Date(now),
      senderId: personId,
      senderName: sender.name,
      senderRole: sender.role,
      senderOrganisation: sender.organisation,
      text,
      content,
      mentions: obligations.map((obligation) => ({ obligationId: obligation._id, asked: obligation.asked })),
      answers: answered && answeredBy(answered),
      createdAt: new Date(now),
      fingerprint,
    })
    if (message.fingerprint !== fingerprint) throw new Refusal('ID_REUSED')

    await openObligations(obligations)
    if (answered) {
      const ended = await answerAsked({ messageId: answered._id, answerId: messageId, personId, now })
      if (ended) await markChanged(answered._id, n - 1, now)
    }
    await Promise.all([
      tickConversation(conversationId, n),
      tickInboxes([...asked.map((each) => each.personId), ...(answered ? [personId] : [])], now),
    ])
    const chips = new Map(obligations.map((obligation) => [obligation._id, obligation]))
    return { message: presentMessage(message, chips, sender) }
  },
}

function senderAmong(members: MemberDocument[], personId: string): MemberDocument {
  const sender = members.find((member) => member.personId === personId)
  if (sender?.state !== 'active') throw new Refusal('NOT_MEMBER')
  return sender
}

function askedAmong(members: MemberDocument[], personId: string, mentionIds: string[]): MemberDocument[] {
  const askable = members.map((member) => ({ ...member, active: member.state === 'active' }))
  const checked = checkMentions(personId, mentionIds, askable)
  if ('code' in checked) throw new Refusal(checked.code, checked.facts)
  return checked.asked.map((each) => members.find((member) => member.personId === each.personId)!)
}
