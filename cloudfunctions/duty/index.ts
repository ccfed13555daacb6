/** 待我回应: what a person owes, from every area. */
import type { Duty } from '../../miniprogram/domain/contract/duty'
import { serve } from '../_kit/serve'
import { listInbox } from './list-inbox'

export const main = serve<Duty>('duty', { listInbox })
