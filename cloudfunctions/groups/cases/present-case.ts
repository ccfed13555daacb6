/** What one reader may see of a case that came out of his chat. */
import type { CaseCard } from '../../../miniprogram/domain/case-card'
import type { CaseCardView, CaseMark } from '../../../miniprogram/domain/contract/groups/messages'

/** Number and state are for all; opening it is for those it concerns. */
export function presentMark(card: CaseCard | undefined, personId: string): CaseMark | null {
  if (!card) return null
  const { caseId, number, state, readerIds } = card
  return { caseId: readerIds.includes(personId) ? caseId : null, number, state }
}

/** Its words are for asker and handlers, unless the asker shares them. */
export function presentCaseCard(card: CaseCard | undefined, personId: string): CaseCardView | null {
  const mark = presentMark(card, personId)
  if (!card || !mark) return null
  const mayRead = card.shared || mark.caseId !== null
  return { ...mark, unitName: card.unitName, words: mayRead ? card.words : '' }
}
