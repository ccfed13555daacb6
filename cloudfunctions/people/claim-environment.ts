import { createHash, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { People } from '../../miniprogram/domain/contract/people'
import { db } from '../_kit/cloud'
import { addOnce } from '../_kit/once'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { findPerson, presentMe } from './store'

/**
 * The first operator of an empty environment, by the deployment's bootstrap code. Used once: the entry has a fixed id,
 * so a second person finds it taken, even at the same instant. Repeating it oneself changes nothing.
 */
export const claimEnvironment: ActionSpec<People['claimEnvironment']> = {
  who: 'person',
  input: v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
  async run({ actor, input, now }) {
    if (!isBootstrapCode(input.code)) throw new Refusal('BOOTSTRAP_WRONG')
    const { document } = await addOnce('operators', {
      _id: 'first',
      personId: actor.personId,
      at: new Date(now),
    })
    if (document.personId !== actor.personId) throw new Refusal('BOOTSTRAP_USED')
    await db.collection('persons').doc(actor.personId).update({ operator: true })
    const person = await findPerson(actor.personId)
    if (!person) throw new Refusal('CONSENT_NEEDED')
    return { me: presentMe(person) }
  },
}

/** Compared as digests of equal length, so that the time it takes tells nothing. No code set means no way in. */
function isBootstrapCode(code: string): boolean {
  const expected = process.env.BOOTSTRAP_CODE
  if (!expected) return false
  const digest = (text: string) => new Uint8Array(createHash('sha256').update(text).digest())
  return timingSafeEqual(digest(code), digest(expected))
}
