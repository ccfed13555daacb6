/** Shifts: who may act for one point or desk, and until when. See docs/decisions/0044. */
import { createHash } from 'node:crypto'
import type { Shift } from '../../../miniprogram/domain/contract/rallies/staff'
import type { Step } from '../store'

/** People come a little early and are relieved a little late. */
const LEEWAY_MS = 30 * 60_000

export interface ShiftDocument {
  _id: string
  eventId: string
  kind: 'point' | 'desk'
  placeId: string
  placeName: string
  /** Who is meant to come. */
  name: string
  startsAt: Date
  endsAt: Date
  /** Of the one-time code; the code itself is kept nowhere. */
  codeDigest: string
  personId: string | null
  takenAt: Date | null
  history: Step[]
}

export function digestOf(token: string): string {
  return createHash('sha256').update(`shift ${token}`).digest('base64url').slice(0, 32)
}

/** In ms, with the leeway. */
export function shiftTimes({ startsAt, endsAt }: ShiftDocument) {
  return { from: startsAt.getTime() - LEEWAY_MS, until: endsAt.getTime() + LEEWAY_MS }
}

export function presentShift(shift: ShiftDocument): Shift {
  const { _id: shiftId, eventId, kind, placeId, placeName, name } = shift
  return {
    ...{ shiftId, eventId, kind, placeId, placeName, name },
    startsAt: shift.startsAt.getTime(),
    endsAt: shift.endsAt.getTime(),
    taken: shift.personId !== null,
  }
}
