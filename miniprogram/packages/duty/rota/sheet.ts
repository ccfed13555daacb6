/** What may be done with one shift, and with whom: what the sheet of a shift is given. Pure. */
import type { RotaView } from '../../../domain/contract/duty/rota'
import { rowOf } from './days'
import type { ShiftRow } from './days'

const DAY = 24 * 60 * 60 * 1000
/** How far ahead shifts are offered for a swap, and how many: more than that nobody reads. */
const SWAP_DAYS = 14
const SWAPS_SHOWN = 20

export interface ShiftSheet {
  unitId: string
  shift: ShiftRow
  mayTake: boolean
  maySwap: boolean
  mayArrange: boolean
  /** Who could stand in. */
  people: { personId: string; name: string }[]
  /** Shifts of others that could be had for it. */
  others: ShiftRow[]
  /** The change that made it what it is, which a head may take back. */
  changeId: string
}

export function sheetOf(shift: ShiftRow, rota: RotaView): ShiftSheet {
  const { mayArrange, mayTake, staff, now, unit } = rota
  const running = shift.from <= now
  const change = rota.changes.filter(({ from, to }) => from <= shift.from && to >= shift.to).at(-1)
  return {
    unitId: unit.unitId,
    shift,
    mayTake: mayTake && !shift.mine,
    // What runs already is not swapped: whoever can take it takes it.
    maySwap: !running && !shift.gap && (shift.mine || mayArrange),
    mayArrange,
    people: staff.filter(({ personId }) => personId !== shift.personId),
    others: rota.shifts
      .filter(({ from, to }) => from > now && from < now + SWAP_DAYS * DAY && to - from <= DAY)
      .filter(({ personId }) => personId !== null && personId !== shift.personId)
      .slice(0, SWAPS_SHOWN)
      .map((each) => rowOf(each, rota)),
    changeId: mayArrange ? (change?.changeId ?? '') : '',
  }
}
