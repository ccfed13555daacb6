/** Making a gathering: its leader, and who writes down what is said. */
import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import type { Named } from '../../../miniprogram/domain/case-moves'
import { checkText } from '../../_kit/content-check'
import { draftedId, fingerprintOf } from '../../_kit/ids'
import { draftId, id, number } from '../../_kit/inputs'
import { addOnce } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import type { CaseRules } from '../rules'
import { seatOf } from '../seat'
import { caseUnits, type CaseUnit } from '../units'
import { GATHERINGS, mayGather, type GatheringDocument } from './gathering'

const SCRIBES_MAX = 10

/** Four requests. */
export const gatheringForm: ActionSpec<Requests['gatheringForm']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    const seat = await seatOf(actor.personId)
    if (!mayGather(seat)) throw new Refusal('NOT_ALLOWED')
    return peopleOf(seat.rules)
  },
}

/** Five requests. @throws Refusal BAD_INPUT of who is no leader or no scribe */
export const makeGathering: ActionSpec<Requests['makeGathering']> = {
  who: 'person',
  input: v.strictObject({
    draftId,
    name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(40)),
    heldAt: number,
    leaderId: id,
    scribeIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(SCRIBES_MAX)),
  }),
  async run({ actor, input, now }) {
    const { personId, openid } = actor
    const seat = await seatOf(personId)
    if (!mayGather(seat)) throw new Refusal('NOT_ALLOWED')
    const people = await peopleOf(seat.rules)
    const leader = people.leaders.find((each) => each.personId === input.leaderId)
    if (!leader) throw new Refusal('BAD_INPUT', { field: 'leaderId' })
    const scribes = people.scribes.filter((each) => input.scribeIds.includes(each.personId))
    if (scribes.length !== new Set(input.scribeIds).size)
      throw new Refusal('BAD_INPUT', { field: 'scribeIds' })
    await checkText(openid, input.name)
    const { name, heldAt, leaderId, scribeIds } = input
    const fingerprint = fingerprintOf([name, heldAt, leaderId, scribeIds])
    const { document } = await addOnce<GatheringDocument>(GATHERINGS, {
      ...{ _id: draftedId(personId, 'gathering', input.draftId), name, heldAt: new Date(heldAt) },
      ...{ leaderId, leaderName: leader.name, scribes, madeBy: personId },
      keeperIds: [...new Set([personId, ...scribeIds])],
      ...{ createdAt: new Date(now), fingerprint },
    })
    if (document.fingerprint !== fingerprint) throw new Refusal('ID_REUSED')
    return { gatheringId: document._id }
  },
}

/** Heads of the units that take cases, and all who work above them, lead; all who work there may write down. Two requests. */
async function peopleOf(rules: CaseRules): Promise<{ leaders: Named[]; scribes: Named[] }> {
  const ids = rules.topics.flatMap(({ unitId, byZone }) => [unitId, ...byZone.map((zone) => zone.unitId)])
  const taking = await caseUnits([rules.intakeUnitId, ...ids.flatMap((unitId) => unitId ?? [])])
  const aboveIds = [...taking.values()].flatMap(({ above }) => above.map(({ _id }) => _id))
  const above = aboveIds.length > 0 ? await caseUnits(aboveIds) : new Map<string, CaseUnit>()
  const units = [...above.values(), ...taking.values()]
  const leading = [...above.values()].flatMap(({ staff }) => staff)
  const leaders = onlyOnce([...units.flatMap(({ head }) => head ?? []), ...leading])
  return { leaders, scribes: onlyOnce([...units.flatMap(({ staff }) => staff), ...leaders]) }
}

function onlyOnce(people: Named[]): Named[] {
  return [...new Map(people.map(({ personId, name }) => [personId, { personId, name }])).values()]
}
