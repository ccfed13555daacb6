import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { id, moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { changeRota } from './change'

/** Three database requests. Both halves of a swap go together: half of one would leave someone with two shifts. */
export const dropChange: ActionSpec<Duty['dropChange']> = {
  who: 'person',
  input: v.strictObject({ unitId: id, changeId: id, moveId }),
  run({ actor, input, now }) {
    const move = {
      ...input,
      move: 'dropChange',
      by: actor.personId,
      now,
      permission: 'duty.arrange' as const,
    }
    return changeRota(move, ({ rota }) => {
      const changes = rota.changes.filter((change) => change.moveId !== input.changeId)
      if (changes.length === rota.changes.length) throw new Refusal('NOT_FOUND')
      return { changes }
    })
  },
}
