import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import type { ActionSpec } from '../../_kit/serve'
import { seatOf } from '../seat'
import { caseUnits } from '../units'

/** Two requests; one more for who works or leads somewhere. */
export const openMyDesk: ActionSpec<Requests['openMyDesk']> = {
  who: 'person',
  input: v.strictObject({}),
  async run({ actor }) {
    const { unitIds, headOf, operator, rules } = await seatOf(actor.personId)
    const own = [...new Set([...headOf, ...unitIds])]
    const units = own.length > 0 ? await caseUnits(own) : new Map<string, { name: string }>()
    return {
      units: own.flatMap((unitId) => {
        const name = units.get(unitId)?.name
        return name ? [{ unitId, name }] : []
      }),
      intake: own.includes(rules.intakeUnitId),
      inspector: rules.inspectionUnitId !== null && own.includes(rules.inspectionUnitId),
      keepsRules: operator || headOf.includes(rules.intakeUnitId),
    }
  },
}
