import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { id } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { staffOf } from '../units'
import { changeOf, changeRota, stretchLeft } from './change'
import { stretch } from './inputs'

/** Three database requests. */
export const standIn: ActionSpec<Duty['standIn']> = {
  who: 'person',
  input: v.strictObject({ ...stretch, personId: id }),
  run({ actor, input, now }) {
    const move = { ...input, move: 'standIn', by: actor.personId, now, permission: 'duty.arrange' as const }
    return changeRota(move, ({ unit, rota }) => {
      const left = stretchLeft(input, now)
      if (!staffOf(unit).has(input.personId)) throw new Refusal('NOT_STAFF')
      return { changes: [...rota.changes, changeOf('standIn', left, input.personId, move)] }
    })
  },
}
