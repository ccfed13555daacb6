/** A rota as its readers see it. */
import type { RotaView, SwapView, UnitSummary } from '../../../miniprogram/domain/contract/duty/rota'
import { can, type Circumstances } from '../../../miniprogram/domain/permissions'
import {
  ROTA_DAYS,
  shiftsBetween,
  withoutLeavers,
  type Rota,
  type ShownShift,
  type Slot,
  type SwapSide,
} from '../../../miniprogram/domain/rota'
import { startOfShanghaiDay, weekdayInShanghai } from '../../../miniprogram/domain/times'
import { staffOf, type RotaDocument, type UnitInTree, type UnitWithRota } from '../units'

const WEEK = 7 * 24 * 60 * 60 * 1000

/** What a unit has before anyone wrote a rota: nobody is ever on duty. */
export function emptyRota(unitId: string, now: number): RotaDocument {
  return { _id: unitId, since: mondayOf(now), weeks: [], changes: [], swaps: [], revision: 0, history: [] }
}

/** When the week of a moment began. */
export function mondayOf(now: number): Date {
  return new Date(startOfShanghaiDay(now, 1 - weekdayInShanghai(now)))
}

/** The weeks in their order from this one on. */
export function weeksFrom({ since, weeks }: Pick<Rota, 'since' | 'weeks'>, now: number): Slot[][] {
  if (weeks.length === 0) return []
  const passed = Math.floor((now - since.getTime()) / WEEK) % weeks.length
  return [...weeks.slice(passed), ...weeks.slice(0, passed)]
}

/** Shifts of a unit, those of leavers as gaps; ms. */
export function shiftsOf(unit: UnitWithRota, from: number, to: number): ShownShift[] {
  const rota = unit.rota ?? emptyRota(unit._id, from)
  return withoutLeavers(shiftsBetween(rota, from, to), new Set(staffOf(unit).keys()))
}

const isGap = ({ personId }: ShownShift) => personId === null

/** @param unit with the rota as it stands now */
export function presentRota(unit: UnitInTree, circumstances: Circumstances, now: number): RotaView {
  const { personId } = circumstances
  const rota = unit.rota ?? emptyRota(unit._id, now)
  const staff = staffOf(unit)
  const nameOf = (id: string | null) => (id === null ? '' : (staff.get(id) ?? ''))
  const end = startOfShanghaiDay(now, ROTA_DAYS)
  const mayArrange = can('duty.arrange', circumstances)
  const side = ({ personId: id, from, to }: SwapSide) => ({
    personId: id,
    name: nameOf(id),
    from: from.getTime(),
    to: to.getTime(),
  })
  const swaps = rota.swaps
    .filter((swap) => swap.by.from.getTime() > now && swap.with.from.getTime() > now)
    .map((swap): SwapView => ({
      swapId: swap.swapId,
      by: side(swap.by),
      with: side(swap.with),
      at: swap.at.getTime(),
      mayAnswer: swap.with.personId === personId,
      mayWithdraw: swap.by.personId === personId,
    }))
  return {
    unit: {
      unitId: unit._id,
      name: unit.name,
      dutyPhone: unit.dutyPhone ?? '',
      headId: unit.headId,
      headName: unit.headName,
      robot: Boolean(unit.robotKey),
    },
    revision: rota.revision,
    now,
    me: personId,
    shifts: shiftsOf(unit, startOfShanghaiDay(now), end).map((shift) => ({
      ...shift,
      name: nameOf(shift.personId),
    })),
    gaps: shiftsOf(unit, now, end)
      .filter(isGap)
      .map(({ from, to }) => ({ from, to })),
    staff: [...staff].map(([id, name]) => ({ personId: id, name })),
    weeks: weeksFrom(rota, now),
    changes: rota.changes
      .filter(({ to }) => to.getTime() > now)
      .map((change) => ({
        changeId: change.moveId,
        kind: change.kind,
        from: change.from.getTime(),
        to: change.to.getTime(),
        name: nameOf(change.personId),
        by: nameOf(change.by),
      })),
    swaps: mayArrange ? swaps : swaps.filter((swap) => swap.mayAnswer || swap.mayWithdraw),
    mayArrange,
    mayAppoint: can('duty.appoint', circumstances),
    mayTake: can('duty.take', circumstances),
  }
}

export function presentSummary(unit: UnitWithRota, personId: string, now: number): UnitSummary {
  const staff = staffOf(unit)
  const shifts = shiftsOf(unit, now, startOfShanghaiDay(now, ROTA_DAYS))
  const [current] = shifts
  return {
    unitId: unit._id,
    name: unit.name,
    onDuty: current?.personId ? (staff.get(current.personId) ?? '') : '',
    until: current?.to ?? now,
    gaps: shifts.filter(isGap).length,
    mine: staff.has(personId),
  }
}
