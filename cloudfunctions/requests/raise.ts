/** Opening a case, from whichever door. */
import { caseNumber } from '../../miniprogram/domain/case-numbers'
import { opened, type Raised } from '../../miniprogram/domain/case-opening'
import type { TakingUnit } from '../../miniprogram/domain/case-moves'
import type { Case } from '../../miniprogram/domain/cases'
import { createHash } from 'node:crypto'
import { db } from '../_kit/cloud'
import { isDuplicate } from '../_kit/duplicate'
import { fingerprintOf } from '../_kit/ids'
import { Refusal } from '../_kit/refusal'
import { CALENDAR } from './calendar'
import { limitOf, type CaseRules } from './rules'
import { CASES, loadCase, type LoadedCase } from './store'

export type { Raised }

/** As it stands when it has just come in: with who answers for the intake at this moment. */
export function newCase(raised: Raised, intake: TakingUnit, rules: CaseRules, now: number): Case {
  const fingerprint = fingerprintOf([raised.text, raised.topicId, raised.kind])
  return opened(raised, { intake, limit: limitOf(rules, raised.kind), calendar: CALENDAR, fingerprint, now })
}

/**
 * Stores it once. Its number follows from its id, so nobody counts and nobody waits for another; when it is taken the
 * next one is tried, and the unique index decides. One request; two for each number taken, and for a repeat.
 * @throws Refusal ID_REUSED when the id was used for something else
 */
export async function storeOnce(current: Case): Promise<LoadedCase> {
  for (let attempt = 0; ; attempt += 1) {
    const numbered = { ...current, number: caseNumber(placeInSeries(current._id, attempt)) }
    try {
      await db.collection(CASES).add(numbered)
      return { current: numbered, obligation: null }
    } catch (error) {
      if (!isDuplicate(error)) throw error
      const first = await loadCase(current._id)
      if (first && first.current.fingerprint !== current.fingerprint) throw new Refusal('ID_REUSED')
      if (first) return first
      if (attempt > 50) throw error
    }
  }
}

function placeInSeries(caseId: string, attempt: number): number {
  return createHash('sha256').update(`${caseId} ${attempt}`).digest().readUIntBE(0, 6)
}
