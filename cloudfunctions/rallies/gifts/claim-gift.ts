import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import type { Voucher } from '../../../miniprogram/domain/contract/rallies/gifts'
import { voucherEndsAt } from '../../../miniprogram/domain/gifts'
import { command, db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec, PersonActor } from '../../_kit/serve'
import type { Step } from '../store'
import { presentVoucher } from './present-voucher'
import { readClaim, type Claiming } from './read-claim'
import { hoursOf, type DeskDocument, type ItemDocument } from './store'
import { takeItem } from './take-item'

/**
 * Takes one item of a gift, for oneself or for paper cards on one's phone, and answers its voucher. A repeat gets the
 * first one. Four database requests at most, two for a repeat.
 */
export const claimGift: ActionSpec<Rallies['claimGift']> = {
  who: 'person',
  input: v.strictObject({
    giftId: id,
    deskId: id,
    cardIds: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(5))),
  }),
  async run({ actor, input, now }) {
    const serials = [...new Set(input.cardIds ?? [])]
    const holder = serials.length === 0 ? actor.personId : null
    const claiming = await readClaim({ ...input, holder, serials }, now)
    requireCarried(claiming, actor)
    const { gift, desk } = claiming
    if (!desk || desk.eventId !== gift.eventId) throw new Refusal('NOT_FOUND')
    const endsAt = voucherEndsAt(hoursOf(desk.openHours), gift.voucherMinutes, now)
    const by = actor.personId
    const voucher = claiming.had && (await again(claiming, claiming.had, { by, endsAt, now }))
    if (voucher) return { voucher, already: true }
    if (claiming.settled) throw new Refusal('GIFT_HAD')
    if (!claiming.progress.ready) throw new Refusal('GIFT_NOT_READY', { missing: claiming.progress.missing })
    if (endsAt === null) throw new Refusal('DESK_CLOSED', { desk: desk.name })
    const { claimIds, cardIds } = claiming
    const step = { moveId: `claim.${claimIds[0]}.${now}`, move: 'claim', by, at: new Date(now) }
    const taking = { giftId: gift._id, desk, claimIds, claimedBy: by, cardIds, state: 'claimed' as const }
    const { item, taken } = await takeItem({ ...taking, endsAt, step, now })
    return { voucher: presentVoucher(item, gift, await deskOf(item, desk)), already: !taken }
  },
}

/** Paper cards are claimed for by whoever carries them, while they are joined to nobody. */
function requireCarried({ asked }: Claiming, { personId }: PersonActor): void {
  if (asked.some(({ joinedTo }) => joinedTo !== null)) throw new Refusal('CARD_OWNED')
  if (asked.some(({ carriedBy }) => carriedBy !== personId)) throw new Refusal('CARD_NOT_HERE')
}

/**
 * His own claim again. One whose time is over and that the timer has not returned yet is his for another day.
 * @returns null when the timer was quicker: then he claims anew
 */
async function again(
  { gift, desk }: Claiming,
  item: ItemDocument,
  { by, endsAt, now }: { by: string; endsAt: number | null; now: number },
): Promise<Voucher | null> {
  const itsDesk = await deskOf(item, desk!)
  const over = item.state === 'claimed' && item.endsAt !== null && item.endsAt.getTime() <= now
  if (!over || endsAt === null) return presentVoucher(item, gift, itsDesk)
  const moveId = `extend.${item.claimId}.${item.endsAt!.getTime()}`
  const step: Step = { moveId, move: 'extend', by, at: new Date(now) }
  const { updated } = await db
    .collection('giftItems')
    .where({ _id: item._id, state: 'claimed', claimId: item.claimId, endsAt: item.endsAt })
    .update({ endsAt: new Date(endsAt), history: command.push([step]) })
  if (updated === 1) return presentVoucher({ ...item, endsAt: new Date(endsAt) }, gift, itsDesk)
  const after = await find<ItemDocument>('giftItems', item._id) // his other tap was quicker, or the timer
  return after?.claimId === item.claimId ? presentVoucher(after, gift, itsDesk) : null
}

/** Where the item lies: it may have been claimed at another desk than is asked now. */
async function deskOf(item: ItemDocument, asked: DeskDocument): Promise<DeskDocument> {
  const desk = item.deskId === asked._id ? asked : await find<DeskDocument>('desks', item.deskId)
  if (!desk) throw new Refusal('NOT_FOUND')
  return desk
}
