/** What a draft still lacks before it can be handed in, as a sentence; '' when nothing. Pure. */
import { CASE_TEXT_MAX } from '../../../domain/cases'
import { sentenceFor } from '../../../domain/errors'
import type { CaseDraft } from '../../../services/case-draft'

export function missingIn({ text, topicId, kind }: Pick<CaseDraft, 'text' | 'topicId' | 'kind'>): string {
  if (text.trim() === '') return '先说说是什么事'
  if ([...text.trim()].length > CASE_TEXT_MAX) return sentenceFor('TEXT_TOO_LONG', { max: CASE_TEXT_MAX })
  if (topicId === '') return '选一下大概是哪方面的；说不清就选「别的」'
  return kind === '' ? '选一下是问一问，还是要办事' : ''
}
