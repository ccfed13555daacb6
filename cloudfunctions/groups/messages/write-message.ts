/** Checks what was written and writes it, under the next number of its conversation. */
import { checkText } from '../../_kit/content-check'
import { addOnce } from '../../_kit/once'
import { mentionsOf } from '../asked-by-message'
import { markWith, type MessageDocument } from '../messages'
import { takeNumber, type ConversationDocument, type MemberDocument } from '../store'
import { countDisturbances, type Audience } from './announce'
import { contentAfter, type Draft, type Judged } from './judge'
import { checkOwnPictures } from '../../_kit/pictures'

export interface Written {
  message: MessageDocument
  conversation: ConversationDocument
  /** The number that was taken for it; that of the message is lower when it was there already. */
  n: number
  /** Not when it was there already. */
  added: boolean
  /** Of an announcement. */
  audience: Audience | null
}

/** @throws Refusal with the reason; nothing is written then */
export async function writeMessage(
  draft: Draft,
  { sender, asked, card }: Judged,
  { answersId, fingerprint, now }: { answersId: string | null; fingerprint: string; now: number },
): Promise<Written> {
  const { messageId, conversationId, text } = draft
  if (draft.pictures.length > 0)
    await checkOwnPictures(
      draft.pictures.map(({ fileId }) => fileId),
      draft.personId,
    )
  const content = contentAfter(text ? await checkText(draft.openid, text) : 'pass', sender)
  const audience = draft.toAll
    ? await countDisturbances(conversationId, messageId, draft.personId, now)
    : null
  // From here on nothing slow: readers wait only ten seconds for a number that was taken.
  const { n, takenAt, conversation } = await takeNumber(
    conversationId,
    content === 'shown' ? messageId : undefined, // a list shows what was last said, not that something is held
  )
  const { document: message, added } = await addOnce<MessageDocument>('messages', {
    _id: messageId,
    conversationId,
    order: n,
    n,
    changedAt: takenAt,
    senderId: sender.personId,
    senderName: sender.name,
    senderRole: sender.role,
    senderOrganisation: sender.organisation,
    text,
    content,
    ...(draft.toAll ? { toAll: true } : {}),
    ...(draft.pictures.length > 0
      ? { pictures: draft.pictures.map((picture) => ({ ...picture, state: 'checking' as const })) }
      : {}),
    ...(card ? { card: cardOf(card) } : {}),
    mentions: mentionsOf(messageId, asked, draft.noAnswerNeeded),
    ...(draft.askEach ? { askEach: true as const } : {}),
    ...(draft.canWait ? { canWait: true as const } : {}),
    ...(asked.length > 0 || answersId || content === 'held' ? { followAt: takenAt } : {}),
    answersId,
    createdAt: takenAt,
    fingerprint,
  })
  // A repeat has taken a number too. Used for a message that is there, it leaves no unread that nobody can read.
  if (!added) await markWith(message._id, { n, takenAt })
  return { message, conversation, n, audience, added }
}

function cardOf({ personId, name, role, organisation }: MemberDocument) {
  return { personId, name, role, organisation }
}
