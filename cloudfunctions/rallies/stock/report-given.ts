import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { timeOfScan } from '../../../miniprogram/domain/scan-times'
import { command, db } from '../../_kit/cloud'
import { isDuplicate } from '../../_kit/duplicate'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import type { ActionSpec } from '../../_kit/serve'
import { shownCodes } from '../gifts/give-by-card'
import { readClaim } from '../gifts/read-claim'
import type { ItemDocument } from '../gifts/store'
import { evidence } from '../scan-input'
import { requireShift } from '../staff/on-shift'
import { shownHolder } from '../staff/shown-holder'

/**
 * What a desk gave out of its reserve without network. The item is gone whatever the rules say now: one whose holder had
 * his gift, or had not yet earned it, stays given and is flagged. Four database requests.
 */
export const reportGiven: ActionSpec<Rallies['reportGiven']> = {
  who: 'person',
  input: v.strictObject({ moveId, shiftId: id, itemId: id, codes: shownCodes, ...evidence }),
  async run({ actor, input, now }) {
    const { moveId: move, shiftId, itemId, codes, ...scan } = input
    const { personId: holder, serials } = shownHolder(codes)
    const item = await find<ItemDocument>('giftItems', itemId)
    if (!item) return { outcome: 'notReserved' as const }
    const claiming = await readClaim({ giftId: item.giftId, shiftId, holder, serials }, now)
    requireShift(claiming.shift, 'desk', actor.personId, timeOfScan(scan, now).at)
    if (item.history.some((step) => step.moveId === move))
      return { outcome: item.flagged ? ('hadBefore' as const) : ('given' as const) }
    const fine = !claiming.had && !claiming.settled && claiming.progress.ready
    const at = timeOfScan(scan, now).at
    const write = async (good: boolean) => {
      const claimIds = good ? claiming.claimIds : [`twice.${itemId}`]
      const { updated } = await db
        .collection('giftItems')
        .where({ _id: itemId, state: 'reserved', shiftId })
        .update({
          state: 'given',
          claimId: claimIds[0]!,
          claimIds: command.set(claimIds),
          cardIds: command.set(good ? claiming.cardIds : []),
          givenAt: new Date(at),
          givenDesk: claiming.desk?.name ?? '',
          endsAt: null,
          flagged: !good,
          history: command.push([
            { moveId: move, move: 'giveOffline', by: actor.personId, at: new Date(now) },
          ]),
        })
      if (updated === 0) return { outcome: 'notReserved' as const }
      return { outcome: good ? ('given' as const) : ('hadBefore' as const) }
    }
    try {
      return await write(fine)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return write(false) // he claimed at another desk at this instant
    }
  },
}
