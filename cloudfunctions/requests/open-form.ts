import * as v from 'valibot'
import type { Requests } from '../../miniprogram/domain/contract/requests'
import { can } from '../../miniprogram/domain/permissions'
import type { ActionSpec } from '../_kit/serve'
import { belongsTo, seatOf } from './seat'
import { limitOf } from './rules'
import { caseUnits } from './units'

/** Three requests. */
export const openForm: ActionSpec<Requests['openForm']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    const seat = await seatOf(actor.personId)
    const { rules, name, organisation } = seat
    const units = await caseUnits([rules.intakeUnitId])
    return {
      topics: rules.topics.map((topic) => ({ id: topic.id, name: topic.name })),
      ...{ name, organisation, phoneVerified: actor.phoneDigest !== null },
      limits: {
        inquiry: limitOf(rules, 'inquiry'),
        ordinary: limitOf(rules, 'ordinary'),
        urgent: limitOf(rules, 'urgent'),
      },
      dutyPhone: units.get(rules.intakeUnitId)?.dutyPhone ?? '',
      mayTypeIn: can('requests.typeIn', {
        personId: actor.personId,
        intake: belongsTo(seat, rules.intakeUnitId),
      }),
    }
  },
}
