import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { isNight } from '../../../miniprogram/domain/ladder'
import { offered } from '../../../miniprogram/domain/mention-changes'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { actOn, entries } from './act'
import { dutyOf, fineNote, note } from './hand-to'
import { firstHere, holderOf, type Scene } from './scene'

/**
 * 不归我: offered, with the reason, to the next above him: at night whoever is on duty in the unit, then its head, the
 * heads above, 群主. Until one accepts, he owes the answer. Eight database requests, ten at night.
 */
export const notMine: ActionSpec<Groups['notMine']> = {
  who: 'person',
  input: v.strictObject({ ...entries, reason: v.pipe(note, v.minLength(1)) }),
  run({ actor, input: { reason, ...input }, now }) {
    const { personId } = actor
    return actOn({ act: 'notMine', ...input, personId, now }, async (scene) => {
      const to = await nextAbove(scene, now)
      const said = await fineNote(actor.openid, reason)
      return (current) => offered(current, { to, by: personId, note: said, moveId: input.moveId, now })
    })
  },
}

async function nextAbove(scene: Scene, now: number) {
  const { obligation, conversation, headIds, settings } = scene
  const { ownerId, askerId, unitId } = obligation
  const duty = unitId && isNight(now, settings) ? await dutyOf(unitId, now) : null
  const order = [...(duty?.onDutyId ? [duty.onDutyId] : []), ...headIds, conversation.headId]
  const member = await firstHere(
    scene,
    order.filter((each) => each !== ownerId && each !== askerId),
  )
  // 群主 is the last who can say it: there is nobody above him to give it to.
  if (!member) throw new Refusal('HAND_OVER_NOBODY', { name: '上面' })
  return holderOf(member)
}
