import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { id, moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { changeRota, isOpen } from './change'
import { changesOf, refuseUnlessOnDuty } from './propose-swap'

/** Three database requests. */
export const answerSwap: ActionSpec<Duty['answerSwap']> = {
  who: 'person',
  input: v.strictObject({ unitId: id, swapId: id, agree: v.boolean(), moveId }),
  run({ actor, input, now }) {
    const { personId } = actor
    const move = { ...input, move: 'answerSwap', by: personId, now, permission: 'duty.take' as const }
    return changeRota(move, ({ rota }) => {
      const swap = rota.swaps.find(({ swapId }) => swapId === input.swapId)
      const concerned = swap && [swap.by.personId, swap.with.personId].includes(personId)
      if (!swap || !concerned || !isOpen(swap, now)) throw new Refusal('NOT_FOUND')
      const swaps = rota.swaps.filter((each) => each !== swap)
      if (!input.agree) return { swaps }
      if (swap.with.personId !== personId) throw new Refusal('NOT_ALLOWED')
      refuseUnlessOnDuty(rota, swap)
      return { swaps, changes: [...rota.changes, ...changesOf(swap, move)] }
    })
  },
}
