import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { can } from '../../../miniprogram/domain/permissions'
import { command, db } from '../../_kit/cloud'
import { id, moveId, number } from '../../_kit/inputs'
import { addOnce, find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { headsOf } from '../../_kit/units'
import { seatOf } from '../seat'
import { caseUnits, type CaseUnit } from '../units'
import { entryIdOf, representativesWhere, REPRESENTATIVES, type RepresentativeDocument } from './store'

const HISTORY = 40

/** Two requests. @throws Refusal NOT_FOUND, NOT_ALLOWED for who neither leads the unit nor runs the deployment */
async function keptUnit(unitId: string, personId: string): Promise<CaseUnit> {
  const [units, { operator }] = await Promise.all([caseUnits([unitId]), seatOf(personId)])
  const unit = units.get(unitId)
  if (!unit) throw new Refusal('NOT_FOUND')
  const circumstances = { personId, operator, unit: { headIds: headsOf(unit), staffIds: [] } }
  if (!can('duty.arrange', circumstances)) throw new Refusal('NOT_ALLOWED')
  return unit
}

export const openRepresentativeChoice: ActionSpec<Requests['openRepresentativeChoice']> = {
  who: 'person',
  input: v.strictObject({ unitId: id }),
  async run({ actor, input }) {
    const unit = await keptUnit(input.unitId, actor.personId)
    const entry = await find<RepresentativeDocument>(REPRESENTATIVES, entryIdOf(input.unitId))
    const staff = unit.staff.filter(
      ({ personId }, place, all) => all.findIndex((each) => each.personId === personId) === place,
    )
    return {
      ...{ unitName: unit.name, staff, personId: entry?.personId ?? null },
      trainedAt: entry?.trainedAt?.getTime() ?? null,
    }
  },
}

/** Six requests. @throws Refusal NOT_STAFF, BUSY when somebody else was first */
export const nameRepresentative: ActionSpec<Requests['nameRepresentative']> = {
  who: 'person',
  input: v.strictObject({ unitId: id, personId: v.nullable(id), trainedAt: v.nullable(number), moveId }),
  async run({ actor, input, now }) {
    const { unitId, personId } = input
    const unit = await keptUnit(unitId, actor.personId)
    if (personId && !unit.staff.some((each) => each.personId === personId)) throw new Refusal('NOT_STAFF')
    const trainedAt = input.trainedAt === null ? null : new Date(input.trainedAt)
    const entry = { moveId: input.moveId, move: 'name', by: actor.personId, at: new Date(now), personId }
    const _id = entryIdOf(unitId)
    const first = { _id, unitId, personId, trainedAt, phoneShared: false, revision: 1, history: [entry] }
    const { document, added } = await addOnce<RepresentativeDocument>(REPRESENTATIVES, first)
    if (!added && !document.history.some((each) => each.moveId === input.moveId)) {
      // Whoever comes after him has agreed to nothing yet.
      const phoneShared = document.personId === personId && document.phoneShared
      const { updated } = await db
        .collection(REPRESENTATIVES)
        .where({ _id, revision: document.revision })
        .update({
          ...{ personId, trainedAt, phoneShared, revision: document.revision + 1 },
          history: command.push({ each: [entry], slice: -HISTORY }),
        })
      if (updated !== 1) throw new Refusal('BUSY')
    }
    return { representative: (await representativesWhere({ _id }, actor.personId))[0] ?? null }
  },
}

/** Two requests. Says itself what it leaves, so a repeat changes nothing. */
export const shareOwnPhone: ActionSpec<Requests['shareOwnPhone']> = {
  who: 'person',
  input: v.strictObject({ id, shared: v.boolean() }),
  async run({ actor, input }) {
    await db
      .collection(REPRESENTATIVES)
      .where({ _id: input.id, personId: actor.personId })
      .update({ phoneShared: input.shared })
    const [representative] = await representativesWhere({ _id: input.id }, actor.personId)
    if (!representative?.mine) throw new Refusal('NOT_ALLOWED')
    return { representative }
  },
}
