import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { DeskDocument, GiftDocument } from '../gifts/store'
import { requireShift } from '../staff/on-shift'
import type { ShiftDocument } from '../staff/store'
import { stockLine, stockOf } from './items'

/** What lies at the desk of one's shift. Five database requests. */
export const openDesk: ActionSpec<Rallies['openDesk']> = {
  who: 'person',
  input: v.strictObject({ shiftId: id }),
  async run({ actor, input, now }) {
    const shift = await find<ShiftDocument>('shifts', input.shiftId)
    requireShift(shift, 'desk', actor.personId, now)
    const [desk, { data }, counts] = await Promise.all([
      find<DeskDocument>('desks', shift.placeId),
      db.collection('gifts').where({ eventId: shift.eventId }).orderBy('order', 'asc').limit(50).get(),
      stockOf(shift.eventId, shift.placeId),
    ])
    if (!desk) throw new Refusal('NOT_FOUND')
    const closes = desk.openHours.map(({ to }) => to.getTime()).filter((to) => to > now)
    const lines = (data as GiftDocument[]).map((gift) => stockLine(counts, desk._id, gift))
    return {
      deskName: desk.name,
      closesAt: closes.length > 0 ? Math.min(...closes) : 0,
      stock: lines.filter(({ free, reserved, claimed, given }) => free + reserved + claimed + given > 0),
    }
  },
}
