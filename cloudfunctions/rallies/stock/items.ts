/** Adding items and moving free ones: every step finds its own work, so one that died is simply done again. */
import { randomBytes } from 'node:crypto'
import type { StockLine } from '../../../miniprogram/domain/contract/rallies/gifts'
import { command, db } from '../../_kit/cloud'
import { isDuplicate } from '../../_kit/duplicate'
import { derivedId } from '../../_kit/ids'
import { addOnce } from '../../_kit/once'
import { nobodys, type DeskDocument, type GiftDocument, type ItemDocument } from '../gifts/store'
import { stepOf, type StockMove } from './keeper'

const ADDED_AT_ONCE = 100

/** One database request for each hundred. The ids follow from the move: a repeat adds nothing. */
export async function addItems(
  gift: GiftDocument,
  desk: DeskDocument,
  count: number,
  move: StockMove,
): Promise<void> {
  const items = Array.from({ length: count }, (_, at): ItemDocument => {
    const _id = derivedId('gift-item', move.moveId, String(at))
    return {
      _id,
      eventId: gift.eventId,
      giftId: gift._id,
      deskId: desk._id,
      state: 'free',
      pick: randomBytes(4).readUInt32BE(0) / 2 ** 32,
      ...nobodys(_id),
      givenAt: null,
      givenDesk: '',
      flagged: false,
      history: [stepOf(move)],
    }
  })
  for (let from = 0; from < items.length; from += ADDED_AT_ONCE) {
    const some = items.slice(from, from + ADDED_AT_ONCE)
    try {
      await db.collection('giftItems').add(some)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      for (const item of some) await addOnce('giftItems', item)
    }
  }
}

type Changed = Partial<Pick<ItemDocument, 'deskId' | 'state' | 'shiftId' | 'endsAt'>>

/**
 * Changes so many free items of a desk, or as many as there are. Three database requests when nobody claims meanwhile.
 * @param changed what sets them apart afterwards; those that this move changed before count
 * @returns the ids of all that this move has changed
 */
export async function changeFree(
  place: { giftId: string; deskId: string },
  count: number,
  changed: Changed,
  move: StockMove,
): Promise<string[]> {
  for (let attempt = 0; ; attempt += 1) {
    const done = await changedBy(place, changed, move.moveId)
    if (done.length >= count || attempt > 4) return done
    const { data } = await db
      .collection('giftItems')
      .where({ ...place, state: 'free' })
      .limit(Math.min(count - done.length, 1000))
      .field({ _id: true })
      .get()
    if (data.length === 0) return done
    const ids = (data as { _id: string }[]).map(({ _id }) => _id)
    const { updated } = await db
      .collection('giftItems')
      .where({ _id: command.in(ids), ...place, state: 'free' })
      .update({ ...changed, history: command.push([stepOf(move)]) })
    if (updated === ids.length && done.length === 0 && ids.length === count) return ids
  }
}

/** Whatever became of them since. */
async function changedBy(place: { giftId: string; deskId: string }, { deskId }: Changed, moveId: string) {
  const { data } = await db
    .collection('giftItems')
    .where({ ...place, ...(deskId ? { deskId } : {}), 'history.moveId': moveId })
    .limit(1000)
    .field({ _id: true })
    .get()
  return (data as { _id: string }[]).map(({ _id }) => _id)
}

/** What lies at a desk of one gift, or of all. One database request. */
export async function stockOf(eventId: string, deskId: string, giftId?: string) {
  const $ = command.aggregate
  const { data } = await db
    .collection('giftItems')
    .aggregate()
    .match({ ...(giftId ? { giftId } : { eventId }), deskId })
    .group({ _id: { giftId: '$giftId', state: '$state' }, count: $.sum(1) })
    .limit(1000)
    .end()
  return data as { _id: { giftId: string; state: ItemDocument['state'] }; count: number }[]
}

export function stockLine(
  counts: Awaited<ReturnType<typeof stockOf>>,
  deskId: string,
  gift: GiftDocument,
): StockLine {
  const of = (state: ItemDocument['state']) =>
    counts.find(({ _id }) => _id.giftId === gift._id && _id.state === state)?.count ?? 0
  return {
    ...{ deskId, giftId: gift._id, giftName: gift.name },
    ...{ free: of('free'), reserved: of('reserved'), claimed: of('claimed'), given: of('given') },
  }
}
