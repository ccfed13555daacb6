/** What may be done with a case at this moment: the table of moves, and what else decides. */
import { mayShare } from '../../miniprogram/domain/case-sharing'
import { CASE_MOVES, mayMoveCase, type CaseMoveName } from '../../miniprogram/domain/case-states'
import { DISPUTE_DAYS, type Case } from '../../miniprogram/domain/cases'
import type { ErrorCode } from '../../miniprogram/domain/errors'
import { startOfShanghaiDay } from '../../miniprogram/domain/times'
import { whyNotAtDesk } from './desk/why-not'
import type { CaseScene } from './move'

const DAY = 24 * 60 * 60_000

/** A case, and who looks at it. */
export type Looking = Pick<CaseScene, 'current' | 'roles' | 'seat'>

/** Why it cannot be done now by one whose role may; null when it can. */
export function whyNotCase(move: CaseMoveName, looking: Looking, now: number): ErrorCode | null {
  const { current } = looking
  const desk = whyNotAtDesk(move, looking, now)
  if (desk) return desk
  if (move === 'contest' && current.contested) return 'CASE_CONTESTED'
  if (move === 'reveal' && current.callerDigest === null) return 'CALLER_NUMBER_NONE'
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

export function actsOnCase(looking: Looking, now: number): CaseMoveName[] {
  const { current, roles } = looking
  return (Object.keys(CASE_MOVES) as CaseMoveName[]).filter(
    (move) => mayMoveCase(move, current.state, roles) && whyNotCase(move, looking, now) === null,
  )
}
