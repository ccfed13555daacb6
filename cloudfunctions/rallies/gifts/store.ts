/** Gifts, the desks that hand them out, and every single item that lies there. See docs/decisions/0042. */
import type { GiftRule } from '../../../miniprogram/domain/gifts'
import type { Position } from '../../../miniprogram/domain/distances'
import type { Hours, Step } from '../store'

export interface DeskDocument {
  _id: string
  eventId: string
  order: number
  name: string
  place: string
  position: Position | null
  openHours: Hours[]
  /** Who answers for the desk, hour by hour. */
  duty: (Hours & { name: string; phone: string })[]
}

export interface GiftDocument {
  _id: string
  eventId: string
  order: number
  name: string
  detail: string
  rule: GiftRule
  /** How long a voucher is good; null: until its desk closes. */
  voucherMinutes: number | null
}

export type ItemState = 'free' | 'reserved' | 'claimed' | 'given' | 'damaged' | 'missing'

export interface ItemDocument {
  _id: string
  eventId: string
  giftId: string
  deskId: string
  state: ItemState
  /** Chance, from 0 to 1: claims start looking at different places. */
  pick: number
  /** The first of `claimIds`: what the holder's phone knows it by. */
  claimId: string
  /**
   * Every right this item uses up: the person's and each of the cards'. No two items hold one of them, by a unique index;
   * `free.<id>` while nobody's, since an empty list would count as a value of its own.
   */
  claimIds: string[]
  /** Eight digits, unique by index; `none.<id>` while there is no voucher. */
  voucher: string
  claimedBy: string | null
  cardIds: string[]
  claimedAt: Date | null
  /** When a voucher or a reservation ends. */
  endsAt: Date | null
  /** Whose phone holds it in reserve. */
  shiftId: string | null
  givenAt: Date | null
  givenDesk: string
  flagged: boolean
  history: Step[]
}

/** What an item is that nobody has. */
export function nobodys(itemId: string) {
  return {
    claimId: `free.${itemId}`,
    claimIds: [`free.${itemId}`],
    voucher: `none.${itemId}`,
    claimedBy: null,
    cardIds: [] as string[],
    claimedAt: null,
    endsAt: null,
    shiftId: null,
  }
}

export const hoursOf = (hours: Hours[]) =>
  hours.map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() }))
