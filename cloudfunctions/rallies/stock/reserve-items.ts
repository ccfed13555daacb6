import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { draftedId } from '../../_kit/ids'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import type { ActionSpec } from '../../_kit/serve'
import { requireShift } from '../staff/on-shift'
import { shiftTimes, type ShiftDocument } from '../staff/store'
import { changeFree } from './items'

/** The most a desk phone holds in reserve of one gift. */
const RESERVE_MAX = 50

/** Items this desk phone may give without network; what it does not report returns after its shift. Five requests. */
export const reserveItems: ActionSpec<Rallies['reserveItems']> = {
  who: 'person',
  input: v.strictObject({
    moveId,
    shiftId: id,
    giftId: id,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(RESERVE_MAX)),
  }),
  async run({ actor, input, now }) {
    const shift = await find<ShiftDocument>('shifts', input.shiftId)
    requireShift(shift, 'desk', actor.personId, now)
    const { until } = shiftTimes(shift)
    const place = { giftId: input.giftId, deskId: shift.placeId }
    const changed = {
      state: 'reserved' as const,
      shiftId: shift._id,
      endsAt: new Date(until + REPORTED_WITHIN_MS),
    }
    const keeper = { personId: actor.personId, name: shift.name }
    const id = draftedId(actor.personId, 'stock', input.moveId)
    const move = { moveId: id, move: 'reserve' as const, keeper, now }
    return { itemIds: await changeFree(place, input.count, changed, move), until }
  },
}

/** A phone that gave without network finds one again within so long, or nobody knows what it gave. */
const REPORTED_WITHIN_MS = 12 * 3_600_000
