import * as v from 'valibot'
import type { People } from '../../miniprogram/domain/contract/people'
import { maskPhone } from '../../miniprogram/domain/people'
import { openApi } from '../_kit/cloud'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { findPerson, presentMe, savePhone } from './store'

/** Exchanges the one-time code of WeChat's button for the verified number. The number goes no further than `phones`. */
export const verifyPhone: ActionSpec<People['verifyPhone']> = {
  who: 'person',
  input: v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
  async run({ actor, input, now }) {
    const { api } = await openApi()
    const number = await api.phonenumber.getPhoneNumber({ code: input.code }).then(
      ({ phoneInfo }) => phoneInfo.purePhoneNumber,
      (error: unknown) => {
        console.warn(JSON.stringify({ verifyPhone: String((error as Error)?.message ?? error) }))
        throw new Refusal('PHONE_CODE_INVALID')
      },
    )
    await savePhone(actor.personId, number, new Date(now))
    const person = await findPerson(actor.personId)
    if (!person) throw new Refusal('CONSENT_NEEDED')
    return { me: presentMe(person), maskedNumber: maskPhone(number) }
  },
}
