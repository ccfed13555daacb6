/** 礼物: rules, stock told before walking, claims and vouchers, and what desks do. See docs/decisions/0042. */
import type { Action, EpochMs } from '../envelope'
import type { ScanEvidence } from './presence'

export interface DeskStock {
  deskId: string
  name: string
  place: string
  /** Free items of one gift at this desk. */
  left: number
  position: { latitude: number; longitude: number } | null
  closesAt: EpochMs
}

export interface Voucher {
  claimId: string
  giftId: string
  giftName: string
  /** Eight digits, said as 4–4. */
  number: string
  /** The text of its code. */
  code: string
  deskId: string
  deskName: string
  deskPlace: string
  state: 'open' | 'used' | 'expired'
  expiresAt: EpochMs
  usedAt: EpochMs | null
  usedDesk: string | null
}

export interface GiftView {
  giftId: string
  name: string
  detail: string
  /** The rule in words, from the same function that decides. */
  rule: string
  /** ready: may be claimed; had: already claimed or given. */
  state: 'collecting' | 'ready' | 'had'
  /** What is still missing, in words; '' when ready. */
  missing: string
  desks: DeskStock[]
  voucher: Voucher | null
}

export interface RallyGifts {
  /** A person: an event's gifts, what is missing for each, and where how many are left. */
  openGifts: Action<{ eventId: string; cardIds?: string[] }, { gifts: GiftView[] }>
  /** A person: takes one item of a gift at a desk, for himself or for paper cards he carries. A repeat gets the first voucher. */
  claimGift: Action<
    { giftId: string; deskId: string; cardIds?: string[] },
    { voucher: Voucher; already: boolean }
  >
}

/** What lies at a desk. */
export interface StockLine {
  deskId: string
  giftId: string
  giftName: string
  free: number
  reserved: number
  claimed: number
  given: number
}

export interface RallyDesk {
  /** Staff of a desk: gives what a voucher stands for. Already used: told where and when. */
  giveVoucher: Action<
    { moveId: string; shiftId: string; voucher: string },
    { giftName: string; outcome: 'given' | 'usedBefore'; usedAt: EpochMs; usedDesk: string }
  >
  /** Staff of a desk: claims and gives at once, for paper cards or a resident's own code. */
  giveByCard: Action<
    { moveId: string; shiftId: string; giftId: string; codes: string[] },
    { giftName: string; outcome: 'given' | 'usedBefore'; usedAt: EpochMs; usedDesk: string; stamped: number }
  >
  /** Staff of a desk: what lies here and what waits to be fetched. */
  openDesk: Action<{ shiftId: string }, { deskName: string; closesAt: EpochMs; stock: StockLine[] }>
  /** Staff of a desk: items this phone may give without network until its shift ends. */
  reserveItems: Action<
    { moveId: string; shiftId: string; giftId: string; count: number },
    { itemIds: string[]; until: EpochMs }
  >
  /** Staff of a desk: reports what was given without network. */
  reportGiven: Action<
    { moveId: string; shiftId: string; itemId: string; codes: string[] } & ScanEvidence,
    { outcome: 'given' | 'hadBefore' | 'notReserved' }
  >
  /** Operator or staff of the desk: 入库. */
  stockIn: Action<{ moveId: string; deskId: string; giftId: string; count: number }, { stock: StockLine }>
  /** 调拨: free items to another desk. */
  stockMove: Action<
    { moveId: string; deskId: string; toDeskId: string; giftId: string; count: number },
    { moved: number; stock: StockLine }
  >
  /** 损坏. */
  stockDamage: Action<
    { moveId: string; deskId: string; giftId: string; count: number; note: string },
    { damaged: number; stock: StockLine }
  >
  /** 盘点: what was counted; the difference is written with the name of who counted. */
  stockCount: Action<
    { moveId: string; deskId: string; giftId: string; counted: number },
    { expected: number; counted: number; stock: StockLine }
  >
}
