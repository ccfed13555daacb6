/** A draft as the message that is sent: what is not said is left out. Pure. */
import type { Draft } from '../../../../services/drafts'
import type { MessageInput } from '../../../../services/groups'

/** @param said with the draft: to all, or only from the morning on */
export function messageOf(
  draft: Draft,
  conversationId: string,
  { toAll, canWait }: { toAll: boolean; canWait: boolean },
): MessageInput {
  const idsOf = (wanted: 'person' | 'unit') =>
    draft.asked.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  const unitIds = idsOf('unit')
  const { draftId, askEach, noAnswerNeeded, pictures, answers } = draft
  const several = draft.asked.length > 1
  return {
    draftId,
    conversationId,
    text: draft.text.trim(),
    mentionIds: idsOf('person'),
    ...(unitIds.length > 0 ? { unitIds } : {}),
    ...(several && askEach && !noAnswerNeeded ? { askEach } : {}),
    ...(draft.asked.length > 0 && noAnswerNeeded ? { noAnswerNeeded } : {}),
    ...(canWait && !noAnswerNeeded ? { canWait } : {}),
    ...(pictures.length > 0
      ? { pictures: pictures.map(({ path, ...size }) => ({ fileId: path, ...size })) }
      : {}),
    ...(toAll ? { toAll } : {}),
    ...(answers ? { answersMessageId: answers.messageId } : {}),
  }
}
