import * as v from 'valibot'
import type { Duty } from '../../../miniprogram/domain/contract/duty'
import { overlapIn, type Slot } from '../../../miniprogram/domain/rota'
import { sayClock, sayWeekday } from '../../../miniprogram/domain/times'
import { id, moveId, number } from '../../_kit/inputs'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { staffOf } from '../units'
import { changeRota } from './change'
import { weeks } from './inputs'
import { mondayOf } from './present'

/** The first of the weeks is this one. Three database requests. */
export const editWeeks: ActionSpec<Duty['editWeeks']> = {
  who: 'person',
  input: v.strictObject({ unitId: id, weeks, revision: number, moveId }),
  run({ actor, input, now }) {
    const move = { ...input, move: 'editWeeks', by: actor.personId, now, permission: 'duty.arrange' as const }
    return changeRota(move, ({ unit, rota }) => {
      // The whole of it is replaced, so what the editor has not seen would be lost.
      if (rota.revision !== input.revision) throw new Refusal('ROTA_CHANGED')
      refuseOverlap(input.weeks)
      const staff = staffOf(unit)
      if (input.weeks.flat().some(({ personId }) => !staff.has(personId))) throw new Refusal('NOT_STAFF')
      return { since: mondayOf(now), weeks: input.weeks }
    })
  },
}

/** Of two at once it would be chance which of them an @ reaches. */
function refuseOverlap(all: Slot[][]): void {
  const slot = overlapIn(all)
  if (slot) throw new Refusal('SHIFTS_OVERLAP', { day: sayWeekday(slot.day), clock: sayClock(slot.from) })
}
