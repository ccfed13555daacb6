import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { draftedId } from '../../_kit/ids'
import { addOnce } from '../../_kit/once'
import type { ActionSpec } from '../../_kit/serve'
import { addItems, changeFree, stockLine, stockOf } from './items'
import { deskAndGift, stockKeeper } from './keeper'
import { place } from './stock-acts'

interface StockCount {
  _id: string
  deskId: string
  giftId: string
  expected: number
  counted: number
  by: string
  name: string
  at: Date
}

/**
 * 盘点: what lies at the desk (free, reserved and claimed) was counted. The count is written first, with what was
 * expected at that moment; then items are added or marked missing until both agree, as far as free ones go.
 */
export const stockCount: ActionSpec<Rallies['stockCount']> = {
  who: 'person',
  input: v.strictObject({
    ...place,
    counted: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5000)),
  }),
  async run({ actor, input, now }) {
    const { deskId, giftId, counted } = input
    const keeper = await stockKeeper(actor.personId, [deskId], now)
    const { desk, gift } = await deskAndGift(deskId, giftId)
    const moveId = draftedId(actor.personId, 'stock', input.moveId)
    const lies = async () => {
      const line = stockLine(await stockOf(gift.eventId, deskId, giftId), deskId, gift)
      return { line, expected: line.free + line.reserved + line.claimed }
    }
    const about = { deskId, giftId, counted, by: actor.personId, name: keeper.name, at: new Date(now) }
    const wanted = { _id: moveId, expected: (await lies()).expected, ...about }
    const { document } = await addOnce<StockCount>('stockCounts', wanted)
    const more = document.counted - document.expected
    const move = { moveId, move: 'stockCount' as const, keeper, now }
    if (more > 0) await addItems(gift, desk, more, move)
    if (more < 0) await changeFree({ giftId, deskId }, -more, { state: 'missing' }, move)
    return { expected: document.expected, counted: document.counted, stock: (await lies()).line }
  },
}
