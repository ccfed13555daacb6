/**
 * Shows in the chat how a case stands that came out of it: the @ looks different, and a message of the case's own says
 * that there is an answer, or that it has ended. One message for ever, changed in place: its id follows from the @.
 */
import { isTelling, type CaseCard } from '../../../miniprogram/domain/case-card'
import { command, db } from '../../_kit/cloud'
import { derivedId, fingerprintOf } from '../../_kit/ids'
import type { Obligation } from '../../_kit/obligations/store'
import { addOnce } from '../../_kit/once'
import { tickConversation } from '../../_kit/ticks'
import { markChanged, markWith, type MessageDocument } from '../messages'
import { takeNumber, type TakenNumber } from '../store'

/** No person: nobody can be asked by it, or answer for it. */
const SENDER = { senderId: 'requests', senderName: '诉求办理', senderRole: '', senderOrganisation: '' }

type Carrying = Pick<Obligation, '_id' | 'source' | 'messageIds' | 'card' | 'cardDueAt' | 'cardShown'>

/**
 * Two requests for each message that asked, two or three for the card's own, two to tell and to note it. Done twice, or
 * by two at once, it leaves the same.
 */
export async function showCard<Each extends Carrying>(obligation: Each): Promise<Each> {
  const { card, cardDueAt, source, messageIds } = obligation
  if (!card || !cardDueAt) return obligation
  let n = 0
  for (const messageId of messageIds) n = await markChanged(source.conversationId, messageId)
  // Before its first answer there is nothing to say that the @ itself does not say.
  const shown = obligation.cardShown === true || isTelling(card.state)
  if (shown) n = await writeCardMessage(obligation, card)
  await tickConversation(source.conversationId, n)
  await db
    .collection('obligations')
    .where({ _id: obligation._id, 'card.revision': card.revision })
    .update({ cardDueAt: command.remove(), ...(shown ? { cardShown: true } : {}) })
  return obligation
}

async function writeCardMessage({ _id, source }: Carrying, card: CaseCard): Promise<number> {
  const messageId = derivedId('caseCard', _id)
  const taken = await takeNumber(source.conversationId)
  const updated = await change(messageId, card, taken)
  if (updated) return taken.n
  const { added } = await addOnce<MessageDocument>('messages', {
    ...{ _id: messageId, conversationId: source.conversationId, order: taken.n, n: taken.n },
    ...SENDER,
    ...{ text: '', content: 'shown', caseCard: card, mentions: [], answersId: source.messageId },
    ...{ changedAt: taken.takenAt, createdAt: taken.takenAt, fingerprint: fingerprintOf(['caseCard', _id]) },
  })
  // Shown by another run at this very moment: the number that was taken must not stay a hole.
  if (!added && !(await change(messageId, card, taken))) await markWith(messageId, taken)
  return taken.n
}

/** @returns false when it is not there, or shows this or something newer */
async function change(messageId: string, card: CaseCard, { n, takenAt }: TakenNumber): Promise<boolean> {
  const { updated } = await db
    .collection('messages')
    .where({ _id: messageId, 'caseCard.revision': command.lt(card.revision) })
    .update({ caseCard: command.set(card), n: command.max(n), changedAt: command.max(takenAt) })
  return updated === 1
}
