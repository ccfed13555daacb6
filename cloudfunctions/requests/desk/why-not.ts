/** What else decides about the moves of the desk, besides the table. */
import type { CaseMoveName } from '../../../miniprogram/domain/case-states'
import { isOwed } from '../../../miniprogram/domain/case-opinions'
import type { Case, CoHandling } from '../../../miniprogram/domain/cases'
import type { ErrorCode } from '../../../miniprogram/domain/errors'
import type { Looking } from '../acts'

/** Null when nothing speaks against it. */
export function whyNotAtDesk(move: CaseMoveName, looking: Looking, now: number): ErrorCode | null {
  const { current, roles, seat } = looking
  if (move === 'take' && roles.includes('owner')) return 'CASE_YOURS'
  if (move === 'sendBack' && current.history.some((entry) => entry.move === 'settle')) return 'CASE_SETTLED'
  if (move === 'coAnswer' && !opinionOwedBy(looking)) return 'NOT_ALLOWED'
  if (move === 'askExtension') return whyNotExtended(current, now)
  if (move === 'grantExtension' || move === 'refuseExtension') {
    if (current.extension?.decision !== null) return 'CASE_NOTHING_ASKED'
    // Nobody gives himself more time, whatever he heads.
    if (current.extension.by === seat.personId) return 'NOT_ALLOWED'
  }
  if (move === 'rate' && current.rating) return 'CASE_RATED'
  return null
}

function whyNotExtended({ extension, limit, dueAt }: Case, now: number): ErrorCode | null {
  if (extension) return 'CASE_EXTENDED'
  if ('hours' in limit || dueAt.getTime() <= now) return 'CASE_NO_EXTENSION'
  return null
}

/** The opinion that one of his units still owes. */
export function opinionOwedBy({ current, seat }: Pick<Looking, 'current' | 'seat'>): CoHandling | undefined {
  const units = [...seat.unitIds, ...seat.headOf]
  return current.coHandling.find((each) => isOwed(each) && units.includes(each.unitId))
}
