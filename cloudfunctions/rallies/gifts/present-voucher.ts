import { voucherCode } from '../../../miniprogram/domain/codes'
import type { Voucher } from '../../../miniprogram/domain/contract/rallies/gifts'
import type { DeskDocument, GiftDocument, ItemDocument } from './store'

export function presentVoucher(item: ItemDocument, gift: GiftDocument, desk: DeskDocument): Voucher {
  const used = item.state === 'given'
  return {
    claimId: item.claimId,
    giftId: gift._id,
    giftName: gift.name,
    number: item.voucher,
    code: voucherCode(item.voucher),
    deskId: desk._id,
    deskName: desk.name,
    deskPlace: desk.place,
    state: used ? 'used' : 'open',
    expiresAt: (item.endsAt ?? item.claimedAt)?.getTime() ?? 0,
    usedAt: item.givenAt?.getTime() ?? null,
    usedDesk: used ? item.givenDesk : null,
  }
}
