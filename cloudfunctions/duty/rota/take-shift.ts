import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { holds } from '../../../miniprogram/domain/rota'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { changeOf, changeRota, stretchLeft } from './change'
import { stretch } from './inputs'

/** 我来接. Three database requests. Of two who take the same at once the second is told that it has changed. */
export const takeShift: ActionSpec<Duty['takeShift']> = {
  who: 'person',
  input: v.strictObject(stretch),
  run({ actor, input, now }) {
    const { personId } = actor
    const move = { ...input, move: 'takeShift', by: personId, now, permission: 'duty.take' as const }
    return changeRota(move, ({ rota }) => {
      const left = stretchLeft(input, now)
      if (holds(rota, { ...left, personId })) throw new Refusal('SHIFT_YOURS')
      return { changes: [...rota.changes, changeOf('takeOver', left, personId, move)] }
    })
  },
}
