/** What may be done with a case at this moment: the table of moves, and what else decides. */
import { mayShare } from '../../miniprogram/domain/case-sharing'
import {
  CASE_MOVES,
  mayMoveCase,
  type CaseMoveName,
  type CaseRole,
} from '../../miniprogram/domain/case-states'
import { DISPUTE_DAYS, type Case } from '../../miniprogram/domain/cases'
import type { ErrorCode } from '../../miniprogram/domain/errors'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'

const DAY = 24 * 60 * 60_000

/** Why it cannot be done now by one whose role may; null when it can. */
export function whyNotCase(move: CaseMoveName, current: Case, now: number): ErrorCode | null {
  if (move === 'contest' && current.contested) return 'CASE_CONTESTED'
  if (move === 'share' && !mayShare(current)) return 'CASE_NOT_TO_SHARE'
  if (move === 'urge' && urgedToday(current, now)) return 'CASE_URGED'
  if (move === 'dispute' && current.state === 'closed') {
    const since = now - (current.endedAt?.getTime() ?? 0)
    if (current.ending !== 'silent' || since > DISPUTE_DAYS * DAY) return 'REOPEN_TOO_LATE'
  }
  return null
}

function urgedToday({ history }: Case, now: number): boolean {
  return history.some(({ move, at }) => move === 'urge' && at.getTime() >= startOfShanghaiDay(now))
}

export function actsOnCase(current: Case, roles: CaseRole[], now: number): CaseMoveName[] {
  return (Object.keys(CASE_MOVES) as CaseMoveName[]).filter(
    (move) => mayMoveCase(move, current.state, roles) && whyNotCase(move, current, now) === null,
  )
}
