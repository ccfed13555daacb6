/** 礼物: what one may claim and why, and the vouchers, which are readable without a network. */
import type { Answer } from '../../domain/contract/envelope'
import type { GiftView, Voucher } from '../../domain/contract/rallies/gifts'
import { callAction } from '../cloud'
import type { OutputOf } from '../cloud'

const voucherKey = (claimId: string) => `rallies/voucher/${claimId}`

/** @param cardIds paper cards of someone whose cards this phone carries; absent: the holder's own */
export async function openGifts(eventId: string, cardIds?: string[]): Promise<Answer<{ gifts: GiftView[] }>> {
  const answer = await callAction('rallies', 'openGifts', { eventId, ...(cardIds ? { cardIds } : {}) })
  if (answer.ok) answer.data.gifts.forEach(({ voucher }) => voucher && keepVoucher(voucher))
  return answer
}

/** Takes one item at a desk. Safe to repeat: the same gift is had once. */
export async function claimGift(
  giftId: string,
  deskId: string,
  cardIds?: string[],
): Promise<Answer<OutputOf<'rallies', 'claimGift'>>> {
  const answer = await callAction('rallies', 'claimGift', { giftId, deskId, ...(cardIds ? { cardIds } : {}) })
  if (answer.ok) keepVoucher(answer.data.voucher)
  return answer
}

function keepVoucher(voucher: Voucher): void {
  wx.setStorage({ key: voucherKey(voucher.claimId), data: voucher })
}

/** The voucher as this phone saw it last, or null. */
export function lastVoucher(claimId: string): Voucher | null {
  return (wx.getStorageSync(voucherKey(claimId)) as Voucher | '') || null
}
