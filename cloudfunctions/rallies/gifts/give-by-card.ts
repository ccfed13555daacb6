import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { requireShift } from '../staff/on-shift'
import { shownHolder } from '../staff/shown-holder'
import { giveItem, givenBefore, type Given } from './give'
import { readClaim, type Claiming } from './read-claim'
import type { DeskDocument, ItemDocument } from './store'
import { takeItem } from './take-item'

interface Move {
  moveId: string
  by: string
  now: number
}

/** What a desk scanned: a resident's own code, or one paper card for each route. */
export const shownCodes = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(160))),
  v.minLength(1),
  v.maxLength(5),
)

/** Claims and gives at once, for whoever has no phone in his hand. Four database requests. */
export const giveByCard: ActionSpec<Rallies['giveByCard']> = {
  who: 'person',
  input: v.strictObject({ moveId, shiftId: id, giftId: id, codes: shownCodes }),
  async run({ actor, input, now }) {
    const { personId: holder, serials } = shownHolder(input.codes)
    const { giftId, shiftId } = input
    const claiming = await readClaim({ giftId, shiftId, holder, serials }, now)
    requireShift(claiming.shift, 'desk', actor.personId, now)
    const { gift, desk, stamped } = claiming
    if (!desk || claiming.shift.eventId !== gift.eventId) throw new Refusal('NOT_FOUND')
    const given = await give(claiming, desk, { moveId: input.moveId, by: actor.personId, now })
    return { giftName: gift.name, stamped, ...given }
  },
}

async function give(claiming: Claiming, desk: DeskDocument, move: Move): Promise<Given> {
  const { gift, had, progress, claimIds, cardIds } = claiming
  if (had) return handOver(had, desk, move)
  if (claiming.settled) throw new Refusal('GIFT_HAD')
  if (claiming.asked.some(({ joinedTo }) => joinedTo !== null)) throw new Refusal('CARD_OWNED')
  if (!progress.ready) throw new Refusal('GIFT_NOT_READY', { missing: progress.missing })
  const { moveId, by, now } = move
  const step = { moveId, move: 'give', by, at: new Date(now) }
  const taking = { giftId: gift._id, desk, claimIds, claimedBy: null, cardIds, state: 'given' as const }
  const { item, taken } = await takeItem({ ...taking, endsAt: null, step, now })
  return taken ? { outcome: 'given', usedAt: now, usedDesk: desk.name } : handOver(item, desk, move)
}

/**
 * What the holder has had, or took a voucher for on his phone: that waits for him where it lies, or the stock of two
 * desks is wrong.
 */
async function handOver(had: ItemDocument, desk: DeskDocument, move: Move): Promise<Given> {
  if (had.state === 'given') return givenBefore(had, move.moveId)
  if (had.deskId === desk._id) return giveItem(had, desk, move)
  const other = await find<DeskDocument>('desks', had.deskId)
  throw new Refusal('VOUCHER_ELSEWHERE', { desk: other?.name ?? '另一处' })
}
