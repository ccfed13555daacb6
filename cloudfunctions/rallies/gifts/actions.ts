import { openDesk } from '../stock/open-desk'
import { reportGiven } from '../stock/report-given'
import { reserveItems } from '../stock/reserve-items'
import { stockDamage, stockIn, stockMove } from '../stock/stock-acts'
import { stockCount } from '../stock/stock-count'
import { claimGift } from './claim-gift'
import { giveByCard } from './give-by-card'
import { giveVoucher } from './give-voucher'
import { openGifts } from './open-gifts'

export const giftActions = {
  ...{ openGifts, claimGift, giveVoucher, giveByCard },
  ...{ openDesk, reserveItems, reportGiven, stockIn, stockMove, stockDamage, stockCount },
}
