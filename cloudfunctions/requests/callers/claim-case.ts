import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { CLAIM_TRIES, isCallerOf, joinedBy } from '../../../miniprogram/domain/case-callers'
import { moved } from '../../../miniprogram/domain/case-moves'
import { parseCaseNumber } from '../../../miniprogram/domain/case-numbers'
import type { Case } from '../../../miniprogram/domain/cases'
import { startOfShanghaiDay } from '../../../miniprogram/domain/times'
import { command, db } from '../../_kit/cloud'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { CALENDAR } from '../calendar'
import { follow } from '../follow'
import { presentCase } from '../present'
import { rolesOn, seatOf } from '../seat'
import { CASES, loadCase, writeMoved } from '../store'

/** One person's tries of one day. */
interface Tries {
  _id: string
  count: number
}

/**
 * The number he called with, verified by WeChat, and the number he was told: both together are the key. A number that is
 * not there, and one of somebody else, are answered alike. Three requests for a wrong
 * try, four for the first of a day; ten for a right one, which is not counted, and six once he has found it.
 */
export const claimCase: ActionSpec<Requests['claimCase']> = {
  who: 'person',
  input: v.strictObject({ number: v.pipe(v.string(), v.maxLength(40)) }),
  async run({ actor, input, now }) {
    const { personId, phoneDigest } = actor
    if (phoneDigest === null) throw new Refusal('PHONE_NEEDED')
    // A slip of the pen is noticed by its check digit, without a look at any case.
    const number = parseCaseNumber(input.number)
    if (number === null) throw new Refusal('CASE_NUMBER_WRONG')
    const triesId = `${personId}.${startOfShanghaiDay(now)}`
    await countTry(triesId)
    for (;;) {
      const current = await caseOfNumber(number)
      if (!current || !isCallerOf(current, { personId, phoneDigest })) throw new Refusal('CASE_CLAIM_UNKNOWN')
      const seat = await seatOf(personId)
      if (current.requesterId === null) {
        const by = { personId, name: current.requesterName }
        const deed = { move: 'join' as const, moveId: `join.${personId}`, by, now }
        if (!(await writeMoved(current, moved(current, deed, joinedBy(personId), CALENDAR)))) continue
      }
      await db
        .collection('claimTries')
        .where({ _id: triesId })
        .update({ count: command.inc(-1) })
      const loaded = await loadCase(current._id)
      if (!loaded) throw new Refusal('NOT_FOUND')
      if (loaded.current.unfollowed) await follow(loaded, now)
      return {
        case: presentCase({ current: loaded.current, roles: rolesOn(loaded.current, seat), seat }, now),
      }
    }
  },
}

/** Counted before anything is looked for: of many at the same moment no more than the limit get through. */
async function countTry(_id: string): Promise<void> {
  const tries = db.collection('claimTries')
  const count = async () => {
    const where = { _id, count: command.lt(CLAIM_TRIES) }
    const { updated } = await tries.where(where).update({ count: command.inc(1) })
    return updated === 1
  }
  if (await count()) return
  const { added } = await addOnce<Tries>('claimTries', { _id, count: 1 })
  if (!added && !(await count())) throw new Refusal('CASE_CLAIM_TRIES', { max: CLAIM_TRIES })
}

/** Index number. */
async function caseOfNumber(number: string): Promise<Case | null> {
  const { data } = await db.collection(CASES).where({ number }).limit(1).get()
  return (data[0] as Case | undefined) ?? null
}
