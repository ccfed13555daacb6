/** 打卡: events, routes, points, check-ins, stamps and postcards. */
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { serve } from '../_kit/serve'
import { checkIn } from './check-in'
import { openEvent } from './open-event'
import { openRoute } from './open-route'

export const main = serve<Rallies>('rallies', { openEvent, openRoute, checkIn })
