/** 值班表: who is on duty in a unit, and what its people and its head may change. Types only. */
import type { Action, EpochMs } from '../envelope'
import type { RotaChange, ShownShift, Slot } from '../../rota'

export interface UnitSummary {
  unitId: string
  name: string
  /** On duty at this moment; '' when nobody is. */
  onDuty: string
  /** Until when, or until when nobody is. */
  until: EpochMs
  /** How many gaps the next 30 days have. */
  gaps: number
  /** The caller works for it. */
  mine: boolean
}

export interface ShiftView extends ShownShift {
  /** '' where nobody is. */
  name: string
}

/** A change that is not over yet; `name` is '' for a holiday. */
export interface ChangeView {
  changeId: string
  kind: RotaChange['kind']
  from: EpochMs
  to: EpochMs
  name: string
  by: string
}

export interface SwapSideView {
  personId: string
  name: string
  from: EpochMs
  to: EpochMs
}

export interface SwapView {
  swapId: string
  by: SwapSideView
  with: SwapSideView
  at: EpochMs
  /** The caller is asked to agree, or has proposed it and may take it back. */
  mayAnswer: boolean
  mayWithdraw: boolean
}

/** One unit's rota from today on, 30 days. */
export interface RotaView {
  unit: {
    unitId: string
    name: string
    dutyPhone: string
    headId: string | null
    headName: string
    /** It has a robot in its WeCom group; which one is told to nobody. */
    robot: boolean
  }
  /** Counts its changes: who edits weeks says which he has seen. */
  revision: number
  now: EpochMs
  me: string
  /** None missing: where nobody is, `personId` is null. From the start of today. */
  shifts: ShiftView[]
  /** From now on. */
  gaps: { from: EpochMs; to: EpochMs }[]
  /** Who works for the unit, by name. */
  staff: { personId: string; name: string }[]
  weeks: Slot[][]
  changes: ChangeView[]
  /** Those that concern the caller; all of them for who arranges. */
  swaps: SwapView[]
  mayArrange: boolean
  /** He says who leads the unit. */
  mayAppoint: boolean
  mayTake: boolean
}

/** A stretch of time of one unit. */
interface Stretch {
  unitId: string
  from: EpochMs
  to: EpochMs
  moveId: string
}

export interface DutyRota {
  /**
   * The units whose rota the caller may see: where he works, those he leads with all below them, those of the groups
   * whose 群主 he is. At most 100.
   */
  listRotas: Action<Record<string, never>, { units: UnitSummary[]; now: EpochMs }>
  /** Staff of the unit, its heads, 群主 of a group of it or of a unit above it. @refuses NOT_FOUND */
  openRota: Action<{ unitId: string }, RotaView>
  /**
   * Heads and operators: the repeating weeks, from this week on. The answer says which gaps are left.
   * @refuses NOT_ALLOWED, ROTA_CHANGED when someone changed it since `revision`, NOT_STAFF, SHIFTS_OVERLAP
   */
  editWeeks: Action<{ unitId: string; weeks: Slot[][]; revision: number; moveId: string }, RotaView>
  /**
   * Who arranges: the number to dial, and the robot's key (null leaves it as it is, '' takes it away). Who is above: the
   * head, one of the staff. @refuses NOT_ALLOWED, NOT_STAFF, BUSY when somebody else changed it at the same instant
   */
  editUnit: Action<
    { unitId: string; headId: string | null; dutyPhone: string; robotKey: string | null; moveId: string },
    RotaView
  >
  /** Heads: another for a stretch of time. @refuses NOT_ALLOWED, NOT_STAFF, SHIFT_OVER */
  standIn: Action<Stretch & { personId: string }, RotaView>
  /** Heads: the weeks do not count in that time; stand-ins may fill it. @refuses NOT_ALLOWED, SHIFT_OVER */
  holiday: Action<Stretch, RotaView>
  /** Heads: takes a change back. @refuses NOT_ALLOWED, NOT_FOUND */
  dropChange: Action<{ unitId: string; changeId: string; moveId: string }, RotaView>
  /** 我来接: any of the staff takes a stretch, from now on at the earliest. @refuses NOT_ALLOWED, SHIFT_OVER, SHIFT_YOURS */
  takeShift: Action<Stretch, RotaView>
  /**
   * Two stretches change hands once the other agrees; a head sets it outright.
   * @refuses NOT_ALLOWED, NOT_STAFF, SHIFT_OVER, ROTA_CHANGED when one of the two is not on duty then
   */
  proposeSwap: Action<
    { unitId: string; by: Omit<SwapSideView, 'name'>; with: Omit<SwapSideView, 'name'>; moveId: string },
    RotaView
  >
  /** By the one asked; `agree: false` also by who proposed it. @refuses NOT_ALLOWED, NOT_FOUND, ROTA_CHANGED */
  answerSwap: Action<{ unitId: string; swapId: string; agree: boolean; moveId: string }, RotaView>
}
