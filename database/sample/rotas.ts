/**
 * Who is on duty in the sample district, so that an @ of any unit at any hour reaches someone: the town's leaders take
 * turns by the day; in each office its head and his deputy have day and night in turn, and change places each week.
 * One stretch is left open on purpose (文旅办 on Sundays by day), to show what a gap looks like.
 */
import type { Slot } from '../../miniprogram/domain/rota'

/** When a day's duty begins: the hour at which the sample's nights end. */
const MORNING = 8 * 60 + 30
const EVENING = 18 * 60

const DAYS = [1, 2, 3, 4, 5, 6, 7]
const SUNDAY = 7
/** 文旅办. */
const SHORT_OF_PEOPLE = 'section-8'

interface Duty {
  /** Keys of persons and of the unit. */
  head: string
  phone: string
  weeks: Slot[][]
}

/** @param personOf the stable id of a person's key */
export function dutyOf(unitKey: string, personOf: (key: string) => string): Duty | null {
  if (unitKey === 'tongji') {
    const turns = ['leader-1', 'leader-2', 'leader-3', 'leader-4', 'leader-5', 'leader-6', 'head']
    const week = DAYS.map((day) => slot(day, MORNING, MORNING, turns[day - 1]!))
    return { head: 'leader-1', phone: '028-0000-0100', weeks: [week] }
  }
  const number = /^section-(\d+)$/.exec(unitKey)?.[1]
  if (!number) return null
  const [head, deputy] = [`official-${number}`, `deputy-${number}`]
  const gap = unitKey === SHORT_OF_PEOPLE ? [SUNDAY] : []
  return {
    head,
    // No number of an area begins with 0: nobody is called by trying the sample.
    phone: `028-0000-01${number.padStart(2, '0')}`,
    weeks: [weekOf(head, deputy, gap), weekOf(deputy, head, gap)],
  }

  function slot(day: number, from: number, to: number, key: string): Slot {
    return { day, from, to, personId: personOf(key) }
  }
  function weekOf(byDay: string, byNight: string, without: number[]): Slot[] {
    return DAYS.flatMap((day) => [
      ...(without.includes(day) ? [] : [slot(day, MORNING, EVENING, byDay)]),
      slot(day, EVENING, MORNING, byNight),
    ])
  }
}
