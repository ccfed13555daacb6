import * as v from 'valibot'
import { proposedUnit } from '../../../miniprogram/domain/case-rules'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { sceneOf } from '../move'
import { isOutside } from '../present'
import { caseUnits } from '../units'
import { named, unitNames } from './unit-names'

/** Four requests. @throws Refusal NOT_FOUND, NOT_ALLOWED for who is no handler of it */
export const openDesk: ActionSpec<Requests['openDesk']> = {
  who: 'person',
  input: v.strictObject({ caseId: id }),
  async run({ actor, input }) {
    const [{ current, roles, seat }, units] = await Promise.all([
      sceneOf(input.caseId, actor.personId),
      unitNames(),
    ])
    if (isOutside(roles)) throw new Refusal('NOT_ALLOWED')
    const { rules } = seat
    const near = await caseUnits([current.unitId, rules.intakeUnitId])
    return {
      units,
      people: [...near.values()].flatMap(({ _id, name: unitName, staff }) =>
        staff.map(({ personId, name }) => ({ personId, name, unitId: _id, unitName })),
      ),
      topics: rules.topics.map((topic) => ({ id: topic.id, name: topic.name })),
      templates: rules.templates ?? [],
      proposal: named(units, proposedUnit(rules, current)),
    }
  },
}
