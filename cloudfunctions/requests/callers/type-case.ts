import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { can } from '../../../miniprogram/domain/permissions'
import { draftedId } from '../../_kit/ids'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { follow } from '../follow'
import { presentCase } from '../present'
import { newCase, storeOnce } from '../raise'
import { checkSaid } from '../said'
import { belongsTo, rolesOn, seatOf } from '../seat'
import { caseUnits, unitIn } from '../units'
import { callerOf, keepNumber, typedFields } from './typed'

/**
 * Typed in once for a caller, with a number of the same series, said to him at once. Three requests to read, one for the
 * caller's number, one for the case, three for what follows, and what telling costs.
 */
export const typeCase: ActionSpec<Requests['typeCase']> = {
  who: 'person',
  input: v.strictObject({ ...typedFields, door: v.picklist(['phone', 'counter']) }),
  async run({ actor, input, now }) {
    const { personId } = actor
    const seat = await seatOf(personId)
    const { rules } = seat
    if (!can('requests.typeIn', { personId, intake: belongsTo(seat, rules.intakeUnitId) }))
      throw new Refusal('NOT_ALLOWED')
    const { mobile, fields } = callerOf(input)
    const text = await checkSaid(actor.openid, input, rules, `${input.name} ${input.organisation}`)
    const intake = unitIn(await caseUnits([rules.intakeUnitId]), rules.intakeUnitId, rules, now)
    const caseId = draftedId(personId, 'typed', input.draftId)
    const raised = newCase(
      {
        ...{ _id: caseId, door: input.door, requesterId: null, requesterName: input.name },
        ...{ organisation: input.organisation, ...fields, typedBy: personId, gathering: null, chat: null },
        ...{ text, topicId: input.topicId, kind: input.kind, place: null, photos: [] },
        by: { personId, name: seat.name || intake.name },
      },
      intake,
      rules,
      now,
    )
    await keepNumber(caseId, mobile)
    const stored = await storeOnce(raised)
    if (stored.current.unfollowed) await follow(stored, now)
    return { case: presentCase({ current: stored.current, roles: rolesOn(stored.current, seat), seat }, now) }
  },
}
