/** Cases of people who called or came by: whose they are, until they have found them themselves. Pure. */
import { ruleOf } from './case-states'
import type { CaseChange } from './case-moves'
import type { Case } from './cases'

/** Wrong tries a person has each day: a case number has nine million places, and nobody is to try them. */
export const CLAIM_TRIES = 5

/** Digits of a Chinese mobile number; null when it is none. @param said as typed, with spaces or +86 */
export function mobileOf(said: string): string | null {
  const digits = said
    .normalize('NFKC')
    .replace(/[\s\-–—]/g, '')
    .replace(/^(?:\+86|0086|86)(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}

/** 138****1234 */
export function masked(mobile: string): string {
  return `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
}

/** The number it was called in with is his, and nobody else has found it. */
export function isCallerOf(
  current: Case,
  { personId, phoneDigest }: { personId: string; phoneDigest: string },
) {
  if (current.callerDigest === null || current.callerDigest !== phoneDigest) return false
  if (current.requesterId !== null) return current.requesterId === personId
  return ruleOf('join').from.includes(current.state)
}

/** From now on it is his, as if he had asked in the app. */
export function joinedBy(personId: string): CaseChange {
  return { set: { requesterId: personId } }
}
