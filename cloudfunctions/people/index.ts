/** 身份: who holds the phone and what he agreed to. */
import type { People } from '../../miniprogram/domain/contract/people'
import { serve } from '../_kit/serve'
import { agree } from './agree'
import { claimEnvironment } from './claim-environment'
import { me } from './me'
import { verifyPhone } from './verify-phone'

export const main = serve<People>('people', { me, agree, verifyPhone, claimEnvironment })
