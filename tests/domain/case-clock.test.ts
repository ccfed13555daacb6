/** What moves do to the clocks of a case; 13 April 2026 is a Monday, its weeks have no holiday. */
import { CALENDAR } from '../../cloudfunctions/requests/calendar'
import { goesOn, shortStep, stopped } from '../../miniprogram/domain/case-clock'
import type { Case } from '../../miniprogram/domain/cases'

const at = (said: string) => new Date(`${said.replace(' ', 'T')}:00+08:00`)
const ordinary = {
  kind: 'ordinary' as const,
  ...{ limit: { workdays: 5 }, dueAt: at('2026-04-20 18:00'), left: null, lateAt: null },
  climbed: ['soon', 'stepLate', 'late'] as Case['climbed'],
}
const on = (said: string, mayHeal = false) => ({ now: at(said).getTime(), calendar: CALENDAR, mayHeal })

it('a step has one working day, inside the deadline while that lies ahead', () => {
  const step = (said: string, current = ordinary) =>
    shortStep(current, at(said).getTime(), CALENDAR).stepDueAt.getTime()
  expect(step('2026-04-14 10:00')).toBe(at('2026-04-15 18:00').getTime())
  expect(step('2026-04-20 10:00')).toBe(at('2026-04-20 18:00').getTime())
  expect(step('2026-04-21 10:00')).toBe(at('2026-04-22 18:00').getTime())
  expect(step('2026-04-18 03:00', { ...ordinary, kind: 'urgent' as never })).toBe(
    at('2026-04-18 03:30').getTime(),
  )
})

it('a new step begins its own climb, and the deadline goes on with its', () => {
  expect(shortStep(ordinary, at('2026-04-14 10:00').getTime(), CALENDAR).climbed).toEqual(['late'])
})

it('what was left while the requester was asked is left afterwards', () => {
  const { left } = stopped(ordinary, at('2026-04-15 23:00').getTime(), CALENDAR)
  expect(left).toEqual({ workdays: 3 })
  expect(goesOn({ ...ordinary, left }, on('2026-04-24 08:00'))).toMatchObject({
    ...{ dueAt: at('2026-04-29 18:00'), left: null, climbed: [] },
  })
})

it('asking heals nothing that was late; an answer that did not solve it gives one working day', () => {
  const late = { ...ordinary, left: { workdays: 0 }, lateAt: at('2026-04-20 18:00') }
  expect(goesOn(late, on('2026-04-27 09:00'))).toMatchObject({
    dueAt: ordinary.dueAt,
    climbed: ordinary.climbed,
  })
  expect(goesOn(late, on('2026-04-27 09:00', true))).toMatchObject({ dueAt: at('2026-04-28 18:00') })
})
