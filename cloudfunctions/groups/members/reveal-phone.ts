import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { can } from '../../../miniprogram/domain/permissions'
import { startOfShanghaiDay } from '../../../miniprogram/domain/times'
import { derivedId } from '../../_kit/ids'
import { id } from '../../_kit/inputs'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf } from '../store'
import { memberFor, numberOf } from './card'

/** Someone looked at someone's number: once a day for the two of them. */
export interface PhoneReveal {
  _id: string
  conversationId: string
  targetId: string
  byId: string
  byName: string
  byRole: string
  byOrganisation: string
  at: Date
}

/**
 * Five database requests, six when he looked today already. The look is recorded before the number is read: nothing is
 * shown that is not on record. One's own number is nobody's look.
 */
export const revealPhone: ActionSpec<Groups['revealPhone']> = {
  who: 'person',
  input: v.strictObject({ conversationId: id, personId: id }),
  async run({ actor, input, now }) {
    const reader = await membershipOf(input.conversationId, actor.personId)
    const target = await memberFor(reader, input.personId)
    if (!can('groups.revealPhone', { personId: actor.personId, member: reader, target }))
      throw new Refusal('NOT_ALLOWED')
    if (target.personId !== actor.personId) {
      const day = String(startOfShanghaiDay(now))
      await addOnce<PhoneReveal>('phoneReveals', {
        _id: derivedId('reveal', actor.personId, target.personId, day),
        conversationId: input.conversationId,
        targetId: target.personId,
        byId: actor.personId,
        byName: reader.name,
        byRole: reader.role,
        byOrganisation: reader.organisation,
        at: new Date(now),
      })
    }
    const number = await numberOf(target.personId)
    if (number === null) throw new Refusal('PHONE_UNKNOWN')
    return { number }
  },
}
