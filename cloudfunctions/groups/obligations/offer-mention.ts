import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { offered } from '../../../miniprogram/domain/mention-changes'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'
import { fineNote, handTo, holderFor, note } from './hand-to'

/**
 * 转给: until it is accepted the giver owes the answer. Eight database requests; nine at night, ten for a unit.
 * Another offer takes the place of the one before.
 */
export const offerMention: ActionSpec<Groups['offerMention']> = {
  who: 'person',
  input: v.strictObject({ ...entries, to: handTo, note: v.optional(note) }),
  run({ actor, input: { to: wanted, note: words = '', ...input }, now }) {
    const { personId } = actor
    return actOn({ act: 'offer', ...input, personId, now, alsoId: wanted.id }, async (scene) => {
      const to = await holderFor(scene, wanted, now)
      const said = await fineNote(actor.openid, words)
      return (current) => offered(current, { to, by: personId, note: said, moveId: input.moveId, now })
    })
  },
}
