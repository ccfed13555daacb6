import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { voucherEndsAt } from '../../../miniprogram/domain/gifts'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec, PersonActor } from '../../_kit/serve'
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
    if (claiming.had) return again(claiming, claiming.had, endsAt, now)
    if (claiming.settled) throw new Refusal('GIFT_HAD')
    if (!claiming.progress.ready) throw new Refusal('GIFT_NOT_READY', { missing: claiming.progress.missing })
    if (endsAt === null) throw new Refusal('DESK_CLOSED', { desk: desk.name })
    const { claimId, cardIds } = claiming
    const by = actor.personId
    const step = { moveId: `claim.${claimId}.${now}`, move: 'claim', by, at: new Date(now) }
    const taking = { giftId: gift._id, desk, claimId, claimedBy: by, cardIds, state: 'claimed' as const }
    const { item, taken } = await takeItem({ ...taking, endsAt, step, now })
    return { voucher: presentVoucher(item, gift, desk), already: !taken }
  },
}

/** Paper cards are claimed for by whoever carries them, while they are joined to nobody. */
function requireCarried({ asked }: Claiming, { personId }: PersonActor): void {
  if (asked.some(({ joinedTo }) => joinedTo !== null)) throw new Refusal('CARD_OWNED')
  if (asked.some(({ carriedBy }) => carriedBy !== personId)) throw new Refusal('CARD_NOT_HERE')
}

/** His own claim again. One whose time is over and that the timer has not returned yet is his for another day. */
async function again(claiming: Claiming, item: ItemDocument, endsAt: number | null, now: number) {
  const { gift, desk } = claiming
  const itsDesk = item.deskId === desk!._id ? desk! : await find<DeskDocument>('desks', item.deskId)
  if (!itsDesk) throw new Refusal('NOT_FOUND')
  const over = item.state === 'claimed' && item.endsAt !== null && item.endsAt.getTime() <= now
  if (!over || endsAt === null) return { voucher: presentVoucher(item, gift, itsDesk), already: true }
  await db
    .collection('giftItems')
    .where({ _id: item._id, state: 'claimed', claimId: item.claimId })
    .update({ endsAt: new Date(endsAt) })
  return { voucher: presentVoucher({ ...item, endsAt: new Date(endsAt) }, gift, itsDesk), already: true }
}
