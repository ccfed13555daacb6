/** 打卡: events, routes, points, check-ins, stamps and postcards. */
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { serve } from '../_kit/serve'
import { carryCard } from './cards/carry-card'
import { joinCard } from './cards/join-card'
import { openPaperCard } from './cards/open-paper-card'
import { putDownCard } from './cards/put-down-card'
import { checkIn } from './check-in'
import { checkInByDigits } from './check-in-by-digits'
import { isTimer, due } from './due'
import { operatingActions } from './events/actions'
import { giftActions } from './gifts/actions'
import { openEvent } from './open-event'
import { openRoute } from './open-route'
import { staffActions } from './staff/actions'

const answer = serve<Rallies>('rallies', {
  openEvent,
  openRoute,
  checkIn,
  checkInByDigits,
  openPaperCard,
  carryCard,
  putDownCard,
  joinCard,
  ...staffActions,
  ...giftActions,
  ...operatingActions,
})

/** Calls of phones, and the function's own timer. */
export const main = (event: unknown) => (isTimer(event) ? due() : answer(event))
