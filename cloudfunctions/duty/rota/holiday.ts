import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import type { ActionSpec } from '../../_kit/serve'
import { changeOf, changeRota, stretchLeft } from './change'
import { stretch } from './inputs'

/** Three database requests. What is not filled by stand-ins comes back as gaps. */
export const holiday: ActionSpec<Duty['holiday']> = {
  who: 'person',
  input: v.strictObject(stretch),
  run({ actor, input, now }) {
    const move = { ...input, move: 'holiday', by: actor.personId, now, permission: 'duty.arrange' as const }
    return changeRota(move, ({ rota }) => {
      const holidays = changeOf('holiday', stretchLeft(input, now), null, move)
      // Before all others: whoever was already arranged for that time stays.
      return { changes: [holidays, ...rota.changes] }
    })
  },
}
