import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { id } from '../../_kit/inputs'
import type { ActionSpec } from '../../_kit/serve'
import { unitFor } from '../units'
import { presentRota } from './present'

/** Two database requests; two more for who neither works there nor leads it. */
export const openRota: ActionSpec<Duty['openRota']> = {
  who: 'person',
  input: v.strictObject({ unitId: id }),
  async run({ actor, input, now }) {
    const { unit, circumstances } = await unitFor(input.unitId, actor.personId)
    return presentRota(unit, circumstances, now)
  },
}
