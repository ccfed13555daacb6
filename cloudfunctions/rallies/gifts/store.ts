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
  /** Unique by index; `free.<id>` while nobody's, since a missing field would count as null. */
  claimId: string
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
