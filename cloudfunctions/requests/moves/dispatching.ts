/** From the intake to the unit that takes it. */
import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import {
  accepted,
  contested,
  declined,
  dispatched,
  refused,
  settled,
  type CaseChange,
} from '../../../miniprogram/domain/case-moves'
import type { Case } from '../../../miniprogram/domain/cases'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { moveFields, words } from '../inputs'
import type { Judging } from '../move'
import { unitIn } from '../units'
import { plainMove } from './act'

const toUnit = v.strictObject({ ...moveFields, unitId: id, words })
const takerOf = ({ units, scene, deed }: Judging, unitId: string) =>
  unitIn(units, unitId, scene.seat.rules, deed.now)

/** For one, and for one of many. @throws Refusal CASE_UNIT_SAME */
export function judgeDispatch(current: Case, judging: Judging, unitId: string): CaseChange {
  // What a unit has refused is not sent there again: that would only lose the requester's time.
  if (current.refusals.some((refusal) => refusal.unitId === unitId)) throw new Refusal('CASE_UNIT_SAME')
  return dispatched(current, judging.deed, takerOf(judging, unitId), judging)
}

export const dispatchCase: ActionSpec<Requests['dispatchCase']> = plainMove({
  ...{ move: 'dispatch', input: toUnit, words: 'welcome', unitIds: ({ unitId }) => [unitId] },
  judge: (current, judging, { unitId }) => judgeDispatch(current, judging, unitId),
})

export const acceptCase: ActionSpec<Requests['acceptCase']> = plainMove({
  ...{ move: 'accept', input: v.strictObject(moveFields) },
  judge: (current, { deed }) => accepted(current, deed),
})

export const refuseCase: ActionSpec<Requests['refuseCase']> = plainMove({
  ...{ move: 'refuse', input: v.strictObject({ ...moveFields, words }), words: 'needed', intake: true },
  judge: (current, judging) => refused(current, judging.deed, judging),
})

export const settleCase: ActionSpec<Requests['settleCase']> = plainMove({
  ...{ move: 'settle', input: toUnit, words: 'needed', unitIds: ({ unitId }) => [unitId] },
  judge: (current, judging, { unitId }) => settled(current, takerOf(judging, unitId)),
})

export const declineCase: ActionSpec<Requests['declineCase']> = plainMove({
  ...{ move: 'decline', words: 'needed' },
  input: v.strictObject({
    ...moveFields,
    words,
    elsewhere: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200)),
  }),
  judge: (current, _judging, { elsewhere }) => declined(current, elsewhere),
})

export const contestCase: ActionSpec<Requests['contestCase']> = plainMove({
  ...{ move: 'contest', input: v.strictObject({ ...moveFields, words }), words: 'needed', intake: true },
  judge: (current, judging) => contested(current, judging.deed, judging),
})
