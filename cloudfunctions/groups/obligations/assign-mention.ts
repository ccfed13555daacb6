import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { assigned } from '../../../miniprogram/domain/mention-changes'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'
import { handTo, holderFor } from './hand-to'

/**
 * 转给, outright: 群主 to anyone who may be asked, the head of a unit within his unit. Eight database requests; nine at
 * night, ten for a unit.
 */
export const assignMention: ActionSpec<Groups['assignMention']> = {
  who: 'person',
  input: v.strictObject({ ...entries, to: handTo }),
  run({ actor, input: { to: wanted, ...input }, now }) {
    const { personId } = actor
    return actOn({ act: 'assign', ...input, personId, now, alsoId: wanted.id }, async (scene) => {
      const { acting, obligation, settings } = scene
      const to = await holderFor(scene, wanted, now)
      if (!acting.isGroupHead && to.unitId !== obligation.unitId)
        throw new Refusal('HAND_OVER_REFUSED', { name: to.name })
      return (current) => assigned(current, to, { moveId: input.moveId, now, settings })
    })
  },
}
