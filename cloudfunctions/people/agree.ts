import * as v from 'valibot'
import type { People } from '../../miniprogram/domain/contract/people'
import { CONSENT_VERSION } from '../../miniprogram/domain/people'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { makePerson, presentMe } from './store'

/** Agreeing to the privacy text in force makes the person: nothing personal is stored before. */
export const agree: ActionSpec<People['agree']> = {
  who: 'anyone',
  input: v.strictObject({ consentVersion: v.number() }),
  async run({ actor, input, now }) {
    if (input.consentVersion !== CONSENT_VERSION) throw new Refusal('CONSENT_OUTDATED')
    const consent = { version: CONSENT_VERSION, at: new Date(now) }
    return { me: presentMe(await makePerson(actor.openid, consent)) }
  },
}
