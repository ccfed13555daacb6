/** Handing an item over: claimed → given, once. */
import { command, db } from '../../_kit/cloud'
import type { Step } from '../store'
import type { DeskDocument, ItemDocument } from './store'

/** What a desk tells the one in front of it. */
export interface Given {
  outcome: 'given' | 'usedBefore'
  usedAt: number
  usedDesk: string
}

/** Of an item that was given before: by this very move, or an earlier one. */
export function givenBefore(item: ItemDocument, moveId: string): Given {
  const own = item.history.some((step) => step.moveId === moveId && step.move === 'give')
  return {
    outcome: own ? 'given' : 'usedBefore',
    usedAt: (item.givenAt ?? item.claimedAt)!.getTime(),
    usedDesk: item.givenDesk,
  }
}

/** One database request, two when another desk was quicker. */
export async function giveItem(
  item: ItemDocument,
  desk: DeskDocument,
  { moveId, by, now }: { moveId: string; by: string; now: number },
): Promise<Given> {
  const step: Step = { moveId, move: 'give', by, at: new Date(now) }
  const { updated } = await db
    .collection('giftItems')
    .where({ _id: item._id, state: 'claimed', claimId: item.claimId })
    .update({
      state: 'given',
      givenAt: new Date(now),
      givenDesk: desk.name,
      endsAt: null,
      history: command.push([step]),
    })
  if (updated === 1) return { outcome: 'given', usedAt: now, usedDesk: desk.name }
  const { data } = await db.collection('giftItems').where({ _id: item._id }).limit(1).get()
  return givenBefore(data[0] as ItemDocument, moveId)
}
