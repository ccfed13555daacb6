/** Who gets an @ that is handed over: a member who may be asked, or whoever is on duty in a unit at that moment. */
import * as v from 'valibot'
import type { HandTo } from '../../../miniprogram/domain/contract/groups/mentions'
import { isNight } from '../../../miniprogram/domain/ladder'
import type { Holder } from '../../../miniprogram/domain/mention-changes'
import { isMentionable } from '../../../miniprogram/domain/roles'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import { answeringUnits, onDutyIn } from '../../_kit/units'
import { requireFineWords } from '../members/checked-words'
import type { MemberDocument } from '../store'
import { firstHere, holderOf, type Scene } from './scene'

export const handTo = v.strictObject({ kind: v.picklist(['person', 'unit']), id })

/** Words that go with it; others read them. */
export const note = v.pipe(v.string(), v.trim(), v.maxLength(100))

/**
 * No request for a person by day, one by night; two for a unit.
 * @throws Refusal HAND_OVER_REFUSED, HAND_OVER_NOBODY, HAND_OVER_AT_NIGHT
 */
export async function holderFor(scene: Scene, to: HandTo, now: number): Promise<Holder> {
  const night = isNight(now, scene.settings)
  if (to.kind === 'unit') return holderInUnit(scene, to.id, { night, now })
  const member = scene.members.find(({ personId }) => personId === to.id)
  const holder = taker(member, scene, '这位')
  if (night && (!holder.unitId || (await dutyOf(holder.unitId, now))?.onDutyId !== holder.personId))
    throw new Refusal('HAND_OVER_AT_NIGHT', { name: holder.name })
  return holder
}

async function holderInUnit(scene: Scene, unitId: string, { night, now }: { night: boolean; now: number }) {
  const duty = await dutyOf(unitId, now)
  if (!duty) throw new Refusal('HAND_OVER_REFUSED', { name: '这个单位' })
  const { name, onDutyId, headId } = duty
  // By day its head decides who does it; at night nobody is woken who is not on duty.
  const ids = [onDutyId, night ? null : headId].filter((each) => each !== null)
  const member = await firstHere(scene, ids)
  if (!member) throw new Refusal('HAND_OVER_NOBODY', { name })
  return { ...taker(member, scene, name), unitId }
}

/** @throws Refusal HAND_OVER_REFUSED for nobody, for who has it already, who asked it, and who may not be asked */
function taker(member: MemberDocument | undefined, { obligation }: Scene, otherwise: string): Holder {
  const { ownerId, askerId } = obligation
  if (!member || !isMentionable(member.role) || [ownerId, askerId].includes(member.personId))
    throw new Refusal('HAND_OVER_REFUSED', { name: member?.name ?? otherwise })
  return holderOf(member)
}

/** Who is on duty in a unit, and its head; null for no unit. One request. */
export async function dutyOf(unitId: string, now: number) {
  const [unit] = await answeringUnits([unitId])
  return unit ? { name: unit.name, headId: unit.headId, onDutyId: onDutyIn(unit, now).personId } : null
}

export async function fineNote(openid: string, words: string): Promise<string> {
  if (words !== '') await requireFineWords(openid, words)
  return words
}
