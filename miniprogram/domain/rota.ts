/** 值班表: who is on duty in a unit at a moment, and where nobody is. Pure; days and hours are Shanghai's. */
import { startOfShanghaiDay, weekdayInShanghai } from './times'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const WEEK = 7 * DAY

/** A shift that repeats. `from` and `to` in minutes of the day; a `to` not after `from` ends the next day. */
export interface Slot {
  /** 1 Monday … 7 Sunday. */
  day: number
  from: number
  to: number
  personId: string
}

/** Something else than the weeks say, from a moment to another; of two that overlap the later in the list counts. */
export interface RotaChange {
  moveId: string
  kind: 'standIn' | 'swap' | 'takeOver' | 'holiday'
  from: Date
  to: Date
  /** Null on a holiday: nobody of the weeks is on duty. */
  personId: string | null
  by: string
  at: Date
}

/** Of one unit; `_id` is the unit's. */
export interface Rota {
  _id: string
  /**
   * A Monday 0:00 in Shanghai: the first of `weeks` is the week that begins then; they repeat in turn, before it too, or
   * the night that runs when weeks are written on a Monday would have nobody.
   */
  since: Date
  weeks: Slot[][]
  changes: RotaChange[]
}

export interface Shift {
  from: number
  to: number
  personId: string | null
  why: 'weeks' | RotaChange['kind'] | 'gap'
}

/** One side of a swap: who gives which stretch of his. */
export interface SwapSide {
  personId: string
  from: Date
  to: Date
}

/** Proposed by one, not yet agreed to by the other. Once it is, two changes stand in its place. */
export interface Swap {
  swapId: string
  by: SwapSide
  with: SwapSide
  at: Date
}

/** A shift as people are shown it: `left` when the one it names works here no more. */
export type ShownShift = Omit<Shift, 'why'> & { why: Shift['why'] | 'left' }

/** How far ahead gaps are looked for, and a shift may be arranged. */
export const ROTA_DAYS = 30
/** Changes that ended longer ago are forgotten: nobody's nights are kept on record. */
const KEPT_DAYS = 35

/** The shifts of a stretch of time, none missing: where nobody is, `personId` is null. In order, without overlap; ms. */
export function shiftsBetween(
  rota: Pick<Rota, 'since' | 'weeks' | 'changes'>,
  from: number,
  to: number,
): Shift[] {
  const edges = new Set([from, to])
  const slots = slotsBetween(rota, from, to)
  const changes = rota.changes.map((change) => ({
    ...change,
    from: change.from.getTime(),
    to: change.to.getTime(),
  }))
  for (const each of [...slots, ...changes])
    for (const edge of [each.from, each.to]) if (edge > from && edge < to) edges.add(edge)
  const shifts: Shift[] = []
  const sorted = [...edges].sort((one, other) => one - other)
  sorted.slice(0, -1).forEach((start, index) => {
    const end = sorted[index + 1]!
    const holds = (each: { from: number; to: number }) => each.from <= start && each.to >= end
    const change = changes.filter(holds).at(-1)
    const slot = slots.filter(holds).at(-1)
    const personId = change ? change.personId : (slot?.personId ?? null)
    const why = personId === null ? 'gap' : change ? change.kind : 'weeks'
    const last = shifts.at(-1)
    if (last && last.personId === personId && last.why === why) last.to = end
    else shifts.push({ from: start, to: end, personId, why })
  })
  return shifts
}

/** Who is on duty at a moment, and until when, in ms. Looks a week ahead for the end. */
export function onDutyAt(rota: Pick<Rota, 'since' | 'weeks' | 'changes'>, at: number): Shift {
  return shiftsBetween(rota, at, at + WEEK)[0]!
}

/** Where nobody is on duty. */
export function gapsBetween(
  rota: Pick<Rota, 'since' | 'weeks' | 'changes'>,
  from: number,
  to: number,
): Shift[] {
  return shiftsBetween(rota, from, to).filter(({ personId }) => personId === null)
}

/** Whoever works here no more leaves a gap where he stood. @param staffIds who works for the unit now */
export function withoutLeavers(shifts: Shift[], staffIds: ReadonlySet<string>): ShownShift[] {
  return shifts.map((shift) =>
    shift.personId === null || staffIds.has(shift.personId)
      ? shift
      : { ...shift, personId: null, why: 'left' as const },
  )
}

/** Whether somebody is on duty through a whole stretch, in ms. */
export function holds(
  rota: Pick<Rota, 'since' | 'weeks' | 'changes'>,
  { personId, from, to }: { personId: string; from: number; to: number },
): boolean {
  return shiftsBetween(rota, from, to).every((shift) => shift.personId === personId)
}

/** The changes that may still matter at `now`, in ms. */
export function keptChanges(changes: RotaChange[], now: number): RotaChange[] {
  return changes.filter(({ to }) => to.getTime() > now - KEPT_DAYS * DAY)
}

/** The first slot that begins before the one before it has ended; null when none does. The weeks repeat. */
export function overlapIn(weeks: Slot[][]): Slot | null {
  const cycle = weeks.length * WEEK
  const slots = weeks
    .flatMap((week, index) =>
      week.map((slot) => ({
        slot,
        start: index * WEEK + (slot.day - 1) * DAY + slot.from * MINUTE,
        length: lengthOf(slot),
      })),
    )
    .sort((one, other) => one.start - other.start)
  const found = slots.find(({ start, length }, index) => {
    const next = slots[index + 1] ?? { start: slots[0]!.start + cycle }
    return start + length > next.start
  })
  return found ? (slots[slots.indexOf(found) + 1] ?? slots[0])!.slot : null
}

/** In ms; up to a whole day. */
function lengthOf({ from, to }: Slot): number {
  return (to - from) * MINUTE + (to <= from ? DAY : 0)
}

function slotsBetween({ since, weeks }: Pick<Rota, 'since' | 'weeks'>, from: number, to: number) {
  if (weeks.length === 0) return []
  const found: { from: number; to: number; personId: string }[] = []
  // From the day before: a shift that began yesterday evening may still go on.
  for (let day = startOfShanghaiDay(from, -1); day < to; day += DAY) {
    const week = Math.floor((day - since.getTime()) / WEEK) % weeks.length
    for (const slot of weeks.at(week)!) {
      if (slot.day !== weekdayInShanghai(day)) continue
      const start = day + slot.from * MINUTE
      const end = start + lengthOf(slot)
      if (end > from && start < to) found.push({ from: start, to: end, personId: slot.personId })
    }
  }
  return found
}
