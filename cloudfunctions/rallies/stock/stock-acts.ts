/** 入库, 调拨, 损坏: what changes items apart from claims, each with the name of who did it. */
import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { draftedId } from '../../_kit/ids'
import { id, moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { addItems, changeFree, stockLine, stockOf } from './items'
import { deskAndGift, stockKeeper } from './keeper'

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))
export const place = { moveId, deskId: id, giftId: id }

/** 入库. Six database requests, and one for each further hundred. */
export const stockIn: ActionSpec<Rallies['stockIn']> = {
  who: 'person',
  input: v.strictObject({ ...place, count }),
  async run({ actor, input, now }) {
    const keeper = await stockKeeper(actor.personId, [input.deskId], now)
    const { desk, gift } = await deskAndGift(input.deskId, input.giftId)
    const move = {
      moveId: draftedId(actor.personId, 'stock', input.moveId),
      move: 'stockIn' as const,
      keeper,
      now,
    }
    await addItems(gift, desk, input.count, move)
    return { stock: stockLine(await stockOf(gift.eventId, desk._id, gift._id), desk._id, gift) }
  },
}

/** 调拨: free items go to another desk of the event. */
export const stockMove: ActionSpec<Rallies['stockMove']> = {
  who: 'person',
  input: v.strictObject({ ...place, toDeskId: id, count }),
  async run({ actor, input, now }) {
    const { deskId, toDeskId, giftId } = input
    const keeper = await stockKeeper(actor.personId, [deskId, toDeskId], now)
    if (deskId === toDeskId) throw new Refusal('BAD_INPUT', { field: 'toDeskId' })
    const { desk, gift } = await deskAndGift(deskId, giftId)
    const { desk: to } = await deskAndGift(toDeskId, giftId)
    const move = {
      moveId: draftedId(actor.personId, 'stock', input.moveId),
      move: 'stockMove' as const,
      keeper,
      now,
    }
    const moved = await changeFree({ giftId, deskId }, input.count, { deskId: to._id }, move)
    return {
      moved: moved.length,
      stock: stockLine(await stockOf(gift.eventId, desk._id, giftId), desk._id, gift),
    }
  },
}

/** 损坏: free items that cannot be given any more. */
export const stockDamage: ActionSpec<Rallies['stockDamage']> = {
  who: 'person',
  input: v.strictObject({ ...place, count, note: v.pipe(v.string(), v.maxLength(100)) }),
  async run({ actor, input, now }) {
    const { deskId, giftId } = input
    const keeper = await stockKeeper(actor.personId, [deskId], now)
    const { desk, gift } = await deskAndGift(deskId, giftId)
    const said = { ...keeper, name: [keeper.name, input.note].filter(Boolean).join('：') }
    const id = draftedId(actor.personId, 'stock', input.moveId)
    const move = { moveId: id, move: 'stockDamage' as const, keeper: said, now }
    const damaged = await changeFree({ giftId, deskId }, input.count, { state: 'damaged' }, move)
    return {
      damaged: damaged.length,
      stock: stockLine(await stockOf(gift.eventId, deskId, giftId), desk._id, gift),
    }
  },
}
