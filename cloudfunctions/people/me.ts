import * as v from 'valibot'
import type { People } from '../../miniprogram/domain/contract/people'
import { CONSENT_VERSION } from '../../miniprogram/domain/people'
import { areasOn, type ActionSpec } from '../_kit/serve'
import { findPerson, presentMe } from './store'

/** Who I am here and what this deployment offers. Two database requests, one for a stranger. */
export const me: ActionSpec<People['me']> = {
  who: 'anyone',
  input: v.strictObject({}),
  async run({ actor }) {
    const person = actor.personId ? await findPerson(actor.personId) : null
    return {
      me: person && presentMe(person),
      district: process.env.DISTRICT_NAME ?? '',
      areas: areasOn(),
      consentVersion: CONSENT_VERSION,
    }
  },
}
