import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { parseCode } from '../../../miniprogram/domain/codes'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireShift } from '../staff/on-shift'
import type { ShiftDocument } from '../staff/store'
import { giveItem, givenBefore } from './give'
import type { DeskDocument, GiftDocument, ItemDocument } from './store'

type Read = ShiftDocument & {
  desk: DeskDocument[]
  item: ItemDocument[]
  itemDesk: DeskDocument[]
  gift: GiftDocument[]
}

/**
 * Gives what a voucher stands for. One that was used before is answered with where and when; one of another desk with
 * its name. Three database requests.
 */
export const giveVoucher: ActionSpec<Rallies['giveVoucher']> = {
  who: 'person',
  input: v.strictObject({ moveId, shiftId: id, voucher: v.pipe(v.string(), v.maxLength(40)) }),
  async run({ actor, input, now }) {
    const code = parseCode(input.voucher.trim())
    if (code?.kind !== 'voucher') throw new Refusal('VOUCHER_UNKNOWN')
    const shift = await readVoucher(input.shiftId, code.number)
    requireShift(shift, 'desk', actor.personId, now)
    const [item, desk, gift] = [shift.item[0], shift.desk[0], shift.gift[0]]
    if (!item || !gift || item.eventId !== shift.eventId) throw new Refusal('VOUCHER_UNKNOWN')
    if (!desk) throw new Refusal('NOT_FOUND')
    const giftName = gift.name
    if (item.state === 'given') return { giftName, ...givenBefore(item, input.moveId) }
    if (item.deskId !== desk._id)
      throw new Refusal('VOUCHER_ELSEWHERE', { desk: shift.itemDesk[0]?.name ?? '另一处' })
    return { giftName, ...(await giveItem(item, desk, { moveId: input.moveId, by: actor.personId, now })) }
  },
}

async function readVoucher(shiftId: string, number: string): Promise<Read | undefined> {
  const $ = command.aggregate
  const { data } = await db
    .collection('shifts')
    .aggregate()
    .match({ _id: shiftId })
    .limit(1)
    .addFields({ number: $.literal(number) })
    .lookup({ from: 'desks', localField: 'placeId', foreignField: '_id', as: 'desk' })
    .lookup({ from: 'giftItems', localField: 'number', foreignField: 'voucher', as: 'item' })
    .lookup({ from: 'desks', localField: 'item.deskId', foreignField: '_id', as: 'itemDesk' })
    .lookup({ from: 'gifts', localField: 'item.giftId', foreignField: '_id', as: 'gift' })
    .end()
  return data[0] as Read | undefined
}
