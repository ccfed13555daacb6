import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import { presentShift, type ShiftDocument } from './store'

/** How long before now a shift ends, so that its leeway is over as well. */
const LEEWAY_MS = 30 * 60_000

/** Ends a shift at this moment, and with it what its phone holds in reserve. Five database requests. */
export const endShift: ActionSpec<Rallies['endShift']> = {
  who: 'person',
  input: v.strictObject({ moveId, shiftId: id }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const step = { moveId: input.moveId, move: 'end', by: actor.personId, at: new Date(now) }
    await db
      .collection('shifts')
      .where({ _id: input.shiftId, endsAt: command.gt(new Date(now - LEEWAY_MS)) })
      .update({ endsAt: new Date(now - LEEWAY_MS), history: command.push([step]) })
    await db
      .collection('giftItems')
      .where({ shiftId: input.shiftId, state: 'reserved' })
      .update({ endsAt: new Date(now) })
    const shift = await find<ShiftDocument>('shifts', input.shiftId)
    if (!shift) throw new Refusal('NOT_FOUND')
    return { shift: presentShift(shift) }
  },
}
