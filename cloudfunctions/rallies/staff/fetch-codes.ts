import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { ROTATING_GOOD_MS } from '../../../miniprogram/domain/codes'
import { can } from '../../../miniprogram/domain/permissions'
import { id } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { digitsToSay, rotatingCodes } from '../point-secrets'
import { shiftTimes, type ShiftDocument } from './store'

/** Two hours are 240 codes, some 20 KB. */
const AT_ONCE_MS = 2 * 3_600_000

/**
 * Codes of one's shift, fetched ahead so that the phone shows them without network. Only hours within the shift; they may
 * be fetched before it begins. Two database requests.
 */
export const fetchCodes: ActionSpec<Rallies['fetchCodes']> = {
  who: 'person',
  input: v.strictObject({ shiftId: id, from: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)) }),
  async run({ actor, input, now }) {
    const shift = await find<ShiftDocument>('shifts', input.shiftId)
    if (!shift || shift.kind !== 'point' || shift.personId !== actor.personId)
      throw new Refusal('NOT_ALLOWED')
    const times = shiftTimes(shift)
    // Ahead of its shift a phone may fetch, after it nothing: the moment judged is now or the shift's begin.
    const at = Math.max(now, times.from)
    if (
      !can('rallies.staff', { personId: actor.personId, shift: { personId: shift.personId, ...times, at } })
    )
      throw new Refusal('SHIFT_NOT_ON')
    const from = Math.max(input.from, times.from)
    const until = Math.min(from + AT_ONCE_MS, times.until)
    return {
      rotating: rotatingCodes(shift.placeId, from, until),
      digits: digitsToSay(shift.placeId, from, until),
      goodForMs: ROTATING_GOOD_MS,
    }
  },
}
