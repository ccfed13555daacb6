/** Taking one item: a single conditional update that writes the claim into it. */
import { randomInt } from 'node:crypto'
import { command, db } from '../../_kit/cloud'
import { isDuplicate } from '../../_kit/duplicate'
import { Refusal } from '../../_kit/refusal'
import type { Step } from '../store'
import type { DeskDocument, ItemDocument, ItemState } from './store'

export interface Taking {
  giftId: string
  desk: DeskDocument
  /** Every right that is used up; see store.ts. */
  claimIds: string[]
  claimedBy: string | null
  cardIds: string[]
  state: Extract<ItemState, 'claimed' | 'given'>
  endsAt: number | null
  step: Step
  now: number
}

/**
 * One database request, two when the first place it looks at is bare, two when an item was taken by one of these rights at
 * the same instant.
 * @returns the item, and whether this call took it: if not, it is as that claim left it, at whichever desk
 * @throws Refusal GIFT_NONE_LEFT when there is none at this desk
 */
export async function takeItem(taking: Taking): Promise<{ item: ItemDocument; taken: boolean }> {
  const voucher = String(randomInt(100_000_000)).padStart(8, '0')
  try {
    const item = (await takeFrom(taking, voucher, Math.random())) ?? (await takeFrom(taking, voucher, null))
    if (item) return { item, taken: true }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const { data } = await db
      .collection('giftItems')
      .where({ claimIds: command.in(taking.claimIds) })
      .limit(1)
      .get()
    if (data[0]) return { item: data[0] as ItemDocument, taken: false }
    return takeItem(taking) // the eight digits were somebody else's: once in ten thousand full carnivals
  }
  throw new Refusal('GIFT_NONE_LEFT', { desk: taking.desk.name })
}

/** @param pick from where in the items to look, by chance, so that a crowd does not reach for one; null: everywhere */
async function takeFrom(taking: Taking, voucher: string, pick: number | null): Promise<ItemDocument | null> {
  const { giftId, desk, claimIds, claimedBy, cardIds, state, endsAt, step, now } = taking
  const given = state === 'given'
  const { doc } = await db
    .collection('giftItems')
    .where({
      giftId,
      deskId: desk._id,
      state: 'free',
      ...(pick === null ? {} : { pick: command.gte(pick) }),
    })
    .updateAndReturn({
      state,
      claimId: claimIds[0]!,
      claimIds: command.set(claimIds),
      voucher,
      claimedBy,
      cardIds: command.set(cardIds),
      claimedAt: new Date(now),
      endsAt: endsAt === null ? null : new Date(endsAt),
      givenAt: given ? new Date(now) : null,
      givenDesk: given ? desk.name : '',
      history: command.push([step]),
    })
  return (doc as ItemDocument | null | undefined) ?? null
}
