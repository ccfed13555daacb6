/** 当班: a volunteer becomes staff of one point or desk until the shift ends. See docs/decisions/0044. */
import type { Action, EpochMs } from '../envelope'
import type { Stamp } from './cards'
import type { ScanEvidence } from './presence'

export interface Shift {
  shiftId: string
  eventId: string
  kind: 'point' | 'desk'
  /** The point or desk. */
  placeId: string
  placeName: string
  /** Who is meant to come, as the operator wrote it. */
  name: string
  startsAt: EpochMs
  endsAt: EpochMs
  taken: boolean
}

/** A code to show in one slot of 30 s, made ahead in the cloud. */
export interface RotatingCode {
  code: string
  from: EpochMs
}

export interface RallyStaff {
  /** Operator: makes a shift and its one-time code, shown once. */
  makeShift: Action<
    {
      draftId: string
      placeId: string
      kind: 'point' | 'desk'
      name: string
      startsAt: EpochMs
      endsAt: EpochMs
    },
    { shift: Shift; code: string }
  >
  /** A person: takes the shift of a one-time code. */
  takeShift: Action<{ code: string }, { shift: Shift }>
  /** Operator: ends a shift now, for instance when a phone is lost. */
  endShift: Action<{ moveId: string; shiftId: string }, { shift: Shift }>
  /** A person: his own shifts that are on or to come. */
  myShifts: Action<Record<string, never>, { shifts: Shift[] }>
  /** Staff of a point: the codes of his shift, fetched ahead; 2 hours at a time from `from`. Six digits of each 5 minutes. */
  fetchCodes: Action<
    { shiftId: string; from: EpochMs },
    { rotating: RotatingCode[]; digits: { digits: string; from: EpochMs }[]; goodForMs: number }
  >
  /** Staff of a point: stamps a resident's own code or a paper card. */
  stampCard: Action<
    { shiftId: string; code: string } & ScanEvidence,
    { stamp: Stamp; already: boolean; serial: string; stamped: number; pointCount: number }
  >
}
