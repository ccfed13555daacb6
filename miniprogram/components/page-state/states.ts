/** The closed list of states a page can be in, and which refusal leads to which. */
import type { Answer } from '../../domain/contract/envelope'
import type { ErrorCode } from '../../domain/errors'
import { sentenceFor } from '../../domain/errors'

export type PageState = 'loading' | 'ready' | 'empty' | 'error' | 'offline' | 'forbidden' | 'consent'

const STATES: Partial<Record<ErrorCode, PageState>> = {
  OFFLINE: 'offline',
  NOT_ALLOWED: 'forbidden',
  NOT_MEMBER: 'forbidden',
  AREA_OFF: 'forbidden',
  CONSENT_NEEDED: 'consent',
  CONSENT_OUTDATED: 'consent',
}

/** The state and the sentence a page shows when it could not load. */
export function stateOf(refusal: Extract<Answer, { ok: false }>): { state: PageState; sentence: string } {
  const state = STATES[refusal.code] ?? 'error'
  return { state, sentence: sentenceFor(refusal.code, refusal.facts) }
}

/** What stands above a page that shows what it had: that the cloud was not reached, or what has to be done first. */
export function noticeOf(refusal: Extract<Answer, { ok: false }>): string {
  if (STATES[refusal.code] === 'consent') return sentenceFor(refusal.code, refusal.facts)
  return '暂时连不上，下面可能不是最新的'
}
