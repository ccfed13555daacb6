import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { db } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import type { ActionSpec } from '../../_kit/serve'
import { unitNames } from '../desk/unit-names'
import { seatOf } from '../seat'
import { representativesWhere, REPRESENTATIVES, type RepresentativeDocument } from './store'

/** Three requests; one more for an operator. */
export const listRepresentatives: ActionSpec<Requests['listRepresentatives']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    const [representatives, { headOf, operator }] = await Promise.all([
      representativesWhere({}, actor.personId),
      seatOf(actor.personId),
    ])
    const all = operator || headOf.length > 0 ? await unitNames() : []
    return {
      representatives,
      keeps: all.filter(({ unitId }) => operator || headOf.includes(unitId)),
    }
  },
}

/** Two requests; three when nobody represents the unit at the moment. */
export const openRepresentative: ActionSpec<Requests['openRepresentative']> = {
  who: 'person',
  input: v.strictObject({ id }),
  async run({ actor, input }) {
    const [representative] = await representativesWhere({ _id: input.id }, actor.personId)
    if (representative) return { representative, unitName: representative.unitName }
    const entry = await find<RepresentativeDocument>(REPRESENTATIVES, input.id)
    const { data } = entry
      ? await db.collection('units').where({ _id: entry.unitId }).limit(1).get()
      : { data: [] }
    return { representative: null, unitName: (data[0] as { name?: string } | undefined)?.name ?? '' }
  },
}
