import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { holds, type RotaChange, type Swap } from '../../../miniprogram/domain/rota'
import { id, moveId } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { staffOf, type RotaDocument } from '../units'
import { changeOf, changeRota, stretchLeft } from './change'
import { swapSide } from './inputs'

/** Three database requests. */
export const proposeSwap: ActionSpec<Duty['proposeSwap']> = {
  who: 'person',
  input: v.strictObject({ unitId: id, by: swapSide, with: swapSide, moveId }),
  run({ actor, input, now }) {
    const { personId } = actor
    const move = {
      unitId: input.unitId,
      moveId: input.moveId,
      move: 'proposeSwap',
      by: personId,
      now,
      permission: 'duty.read' as const,
    }
    return changeRota(move, ({ unit, rota, arranges }) => {
      if (input.by.personId !== personId && !arranges) throw new Refusal('NOT_ALLOWED')
      const staff = staffOf(unit)
      if (![input.by, input.with].every((side) => staff.has(side.personId))) throw new Refusal('NOT_STAFF')
      if (input.by.personId === input.with.personId) throw new Refusal('BAD_INPUT', { field: 'with' })
      const swap = swapOf(input, now)
      refuseUnlessOnDuty(rota, swap)
      if (arranges) return { changes: [...rota.changes, ...changesOf(swap, move)] }
      return { swaps: [...rota.swaps, swap] }
    })
  },
}

function swapOf({ by, with: other, moveId: swapId }: Duty['proposeSwap']['input'], now: number): Swap {
  const side = ({ personId, ...stretch }: typeof by) => {
    const { from, to } = stretchLeft(stretch, now)
    return { personId, from: new Date(from), to: new Date(to) }
  }
  return { swapId, by: side(by), with: side(other), at: new Date(now) }
}

/** @throws Refusal ROTA_CHANGED: nobody gives what is not his */
export function refuseUnlessOnDuty(rota: RotaDocument, swap: Swap): void {
  const hold = [swap.by, swap.with].every(({ personId, from, to }) =>
    holds(rota, { personId, from: from.getTime(), to: to.getTime() }),
  )
  if (!hold) throw new Refusal('ROTA_CHANGED')
}

/** What a swap that is agreed comes to. Both carry its id. */
export function changesOf(swap: Swap, move: { by: string; now: number }): RotaChange[] {
  const told = { ...move, moveId: swap.swapId }
  const change = ({ from, to }: Swap['by'], personId: string) =>
    changeOf('swap', { from: from.getTime(), to: to.getTime() }, personId, told)
  return [change(swap.by, swap.with.personId), change(swap.with, swap.by.personId)]
}
