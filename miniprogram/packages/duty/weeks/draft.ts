/** The repeating weeks as they are being edited: by week, by day, with words for the pickers. Pure. */
import { overlapIn } from '../../../domain/rota'
import type { Slot } from '../../../domain/rota'
import { sayClock, sayWeekday } from '../../../domain/times'

export interface DraftSlot {
  /** 08:30, as a time picker takes it. */
  from: string
  to: string
  /** Place in the list of staff; -1 when who stood here has left. */
  person: number
  /** 次日 behind an end that is not after the beginning. */
  later: string
}

export interface DraftDay {
  title: string
  slots: DraftSlot[]
}

export type DraftWeek = DraftDay[]

const DAYS = [1, 2, 3, 4, 5, 6, 7]

export function draftOf(weeks: Slot[][], staff: { personId: string }[]): DraftWeek[] {
  const all = weeks.length > 0 ? weeks : [[]]
  return all.map((week) =>
    DAYS.map((day) => ({
      title: sayWeekday(day),
      slots: week
        .filter((slot) => slot.day === day)
        .sort((one, other) => one.from - other.from)
        .map(({ from, to, personId }) =>
          worded({
            from: sayClock(from),
            to: sayClock(to),
            person: staff.findIndex((each) => each.personId === personId),
          }),
        ),
    })),
  )
}

export function worded(slot: Omit<DraftSlot, 'later'>): DraftSlot {
  return { ...slot, later: slot.to <= slot.from ? '次日 ' : '' }
}

/** @returns null when a slot still names somebody who has left */
export function slotsOf(draft: DraftWeek[], staff: { personId: string }[]): Slot[][] | null {
  const weeks = draft.map((week) =>
    week.flatMap(({ slots }, index) =>
      slots.map(({ from, to, person }) => ({
        day: index + 1,
        from: minuteOf(from),
        to: minuteOf(to),
        personId: staff[person]?.personId ?? '',
      })),
    ),
  )
  return weeks.flat().some(({ personId }) => personId === '') ? null : weeks
}

/** 周二 18:00; '' when no two shifts meet. */
export function overlapWords(weeks: Slot[][]): string {
  const slot = overlapIn(weeks)
  return slot ? `${sayWeekday(slot.day)} ${sayClock(slot.from)}` : ''
}

/** A new shift begins where the last of its day ends: by day first, then the night. */
export function nextSlot({ slots }: DraftDay): DraftSlot {
  const last = slots.at(-1)
  if (!last) return worded({ from: '08:30', to: '18:00', person: 0 })
  return worded({ from: last.to, to: slots[0]!.from, person: last.person })
}

function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
