/** Opening a case, from whichever door. */
import { shortStep, nextAtOfCase } from '../../miniprogram/domain/case-clock'
import { caseNumber } from '../../miniprogram/domain/case-numbers'
import type { TakingUnit } from '../../miniprogram/domain/case-moves'
import type { Case } from '../../miniprogram/domain/cases'
import { endOfLimit } from '../../miniprogram/domain/workdays'
import { createHash } from 'node:crypto'
import { db } from '../_kit/cloud'
import { isDuplicate } from '../_kit/duplicate'
import { fingerprintOf } from '../_kit/ids'
import { Refusal } from '../_kit/refusal'
import { CALENDAR } from './calendar'
import { limitOf, type CaseRules } from './rules'
import { CASES, loadCase, type LoadedCase } from './store'

/** What a door knows of it; the rest follows. */
export type Raised = Pick<
  Case,
  | '_id'
  | 'door'
  | 'requesterId'
  | 'requesterName'
  | 'organisation'
  | 'callerDigest'
  | 'typedBy'
  | 'gathering'
  | 'chat'
  | 'text'
  | 'topicId'
  | 'kind'
  | 'place'
  | 'photos'
> & { by: { personId: string; name: string } }

/** As it stands when it has just come in: with who answers for the intake at this moment. */
export function newCase({ by, ...raised }: Raised, intake: TakingUnit, rules: CaseRules, now: number): Case {
  const at = new Date(now)
  const limit = limitOf(rules, raised.kind)
  const dueAt = new Date(endOfLimit(now, limit, CALENDAR))
  const current: Case = {
    ...raised,
    number: '',
    cell: null,
    state: 'received',
    revision: 1,
    open: true,
    ownerId: intake.answerer.personId,
    ownerName: intake.answerer.name,
    unitId: intake.unitId,
    unitName: intake.name,
    unitPath: intake.path,
    ...{ senderId: null, senderName: '', receivedAt: at, limit, dueAt, firstDueAt: dueAt },
    ...shortStep({ kind: raised.kind, dueAt, climbed: [] }, now, CALENDAR),
    ...{ left: null, nextAt: null, refusals: [], offeredTo: null, coHandling: [], helper: null },
    ...{ extension: null, answer: null, answeredAt: null, endedAt: null, ending: null, rating: null },
    ...{ disputes: 0, elsewhere: null, contested: false, mergedInto: null, followerIds: [], shared: false },
    ...{ lateAt: null, reportedAt: null, unfollowed: true },
    history: [
      {
        ...{ moveId: raised._id, move: 'raise', from: 'received', to: 'received' },
        ...{ by: by.personId, byName: by.name, at, tell: [intake.answerer] },
      },
    ],
    fingerprint: fingerprintOf([raised.text, raised.topicId, raised.kind]),
  }
  return { ...current, nextAt: nextAtOfCase(current, CALENDAR) }
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
