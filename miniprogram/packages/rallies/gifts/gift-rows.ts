/** Gifts as the page shows them: the rule's own words, and how many are left before anybody walks. */
import type { DeskStock, GiftView } from '../../../domain/contract/rallies/gifts'
import { metresBetween, type Position } from '../../../domain/distances'
import { sayVoucher } from '../../../domain/codes'
import { sayStock } from '../../../domain/gifts'
import { sayTime } from '../../../domain/times'

export interface GiftRow {
  giftId: string
  name: string
  detail: string
  rule: string
  state: GiftView['state']
  missing: string
  /** The desk it would be fetched at; '' where there is none. */
  desk: string
  stock: string
  claimId: string
  voucherWords: string
}

/** Nearest first where both places are known, then those that have some. @param here the reader's place */
export function desksInOrder(desks: DeskStock[], here: Position | null): DeskStock[] {
  const way = (desk: DeskStock) => (here && desk.position ? metresBetween(here, desk.position) : Infinity)
  return [...desks].sort(
    (one, other) =>
      Number(other.left > 0) - Number(one.left > 0) || way(one) - way(other) || other.left - one.left,
  )
}

/** @param now the cloud's time, in ms */
export function giftRow(gift: GiftView, here: Position | null, now: number): GiftRow {
  const [first, ...others] = desksInOrder(gift.desks, here)
  const from = first?.position ?? null
  const left = ({ name, left: count, position }: DeskStock) => ({
    name,
    left: count,
    metres: from && position ? metresBetween(from, position) : null,
  })
  const { giftId, name, detail, rule, state, missing, voucher } = gift
  // Its time is over and the timer has not come yet: it may be claimed again all the same.
  const over = voucher?.state === 'open' && voucher.expiresAt <= now
  return {
    ...{ giftId, name, detail, rule, missing },
    state: over ? 'ready' : state,
    desk: first ? `${first.name} · ${first.place}` : '',
    stock: first ? sayStock(left(first), others.map(left)) : '眼下还没有备货，过会儿再来看',
    claimId: voucher?.claimId ?? '',
    voucherWords: !voucher
      ? '已经领过了'
      : voucher.state === 'used'
        ? `${sayTime(voucher.usedAt ?? now, now)} 在${voucher.usedDesk ?? ''}领过了`
        : `券 ${sayVoucher(voucher.number)}，到 ${sayTime(voucher.expiresAt, now)}`,
  }
}
