import * as v from 'valibot'
import { followedBy, mergedInto } from '../../../miniprogram/domain/case-duplicates'
import { parseCaseNumber } from '../../../miniprogram/domain/case-numbers'
import { CASE_STATES, mayMoveCase } from '../../../miniprogram/domain/case-states'
import type { Case } from '../../../miniprogram/domain/cases'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { moveFields } from '../inputs'
import { moveCase, sceneOf } from '../move'
import { presentCase } from '../present'
import { CASES } from '../store'

/** As somebody typed it. */
export const saidNumber = v.pipe(v.string(), v.maxLength(20))

/**
 * First the one that goes on takes the other's people in, then the other ends: whoever dies between leaves a case that
 * is still open, and a repeat under the same move id finishes it. Index number. The cost of two moves, and four requests.
 */
export const mergeCase: ActionSpec<Requests['mergeCase']> = {
  who: 'person',
  input: v.strictObject({ ...moveFields, number: saidNumber }),
  async run({ actor, input: { caseId, moveId, number }, now }) {
    const { personId } = actor
    const [into, { current, roles }] = await Promise.all([numbered(number), sceneOf(caseId, personId)])
    if (into._id === caseId) throw new Refusal('NOT_FOUND')
    const isRepeat = current.history.some((entry) => entry.moveId === moveId && entry.by === personId)
    if (!isRepeat) {
      const { state } = current
      if (!roles.includes('intake') && !roles.includes('owner')) throw new Refusal('NOT_ALLOWED')
      if (!mayMoveCase('merge', state, roles))
        throw new Refusal('MOVE_REFUSED', { state: CASE_STATES[state].label })
      await moveCase({ caseId: into._id, moveId, personId, now, move: 'follow' }, (other) =>
        followedBy(other, current),
      )
    }
    const scene = await moveCase({ caseId, moveId, personId, now, move: 'merge' }, (other) =>
      mergedInto(other, into),
    )
    return { case: presentCase(scene, now) }
  },
}

/** @throws Refusal NOT_FOUND for what is no number, or of no case */
export async function numbered(said: string): Promise<Case> {
  const number = parseCaseNumber(said)
  if (number === null) throw new Refusal('NOT_FOUND')
  const { data } = await db.collection(CASES).where({ number }).limit(1).get()
  const [found] = data as Case[]
  if (!found) throw new Refusal('NOT_FOUND')
  return found
}
