/** The ladder of a case, rung by rung, with moments by hand: 13–17 April 2026 is a week without a holiday. */
import { CALENDAR } from '../../cloudfunctions/requests/calendar'
import { nextRung, type CaseRungName } from '../../miniprogram/domain/case-ladder'
import type { CaseState } from '../../miniprogram/domain/case-states'
import type { Limit } from '../../miniprogram/domain/workdays'

const shanghai = (said: string) => Date.parse(`${said.replace(' ', 'T')}:00+08:00`)
const said = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** All rungs that follow each other, as `name when whom`. */
function climbed(state: CaseState, limit: Limit, stepDue: string, due: string, count: number): string[] {
  const taken: CaseRungName[] = []
  const lines: string[] = []
  for (let left = count; left > 0; left -= 1) {
    const [stepDueAt, dueAt] = [stepDue, due].map((each) => new Date(shanghai(each))) as [Date, Date]
    const rung = nextRung({ state, limit, stepDueAt, dueAt, climbed: taken }, CALENDAR)
    if (!rung) break
    taken.push(rung.name)
    lines.push(`${rung.name} ${said(rung.at)} ${rung.tells.join()}`)
  }
  return lines
}

it('goes from the morning of the last day to 督查, and then each week', () => {
  const limit = { workdays: 5 }
  expect(climbed('handling', limit, '2026-04-13 18:00', '2026-04-13 18:00', 7)).toEqual([
    'soon 2026-04-13 09:00 owner',
    'late 2026-04-13 18:00 owner,head',
    'lateLeader 2026-04-14 18:00 leader',
    'warn 2026-04-15 18:00 owner,head',
    'report 2026-04-16 18:00 inspector',
    'again.0 2026-04-23 18:00 leader,inspector',
    'again.1 2026-04-30 18:00 leader,inspector',
  ])
})

it('a step of its own comes before the deadline, and does not end the climb towards that', () => {
  const names = climbed('offered', { workdays: 5 }, '2026-04-14 18:00', '2026-04-20 18:00', 7)
  expect(names.map((line) => line.split(' ')[0])).toEqual([
    ...['soon', 'stepLate', 'stepLeader', 'late', 'lateLeader', 'warn', 'report'],
  ])
})

it('the unit is told before it is reported, also over a holiday', () => {
  const lines = climbed('handling', { workdays: 5 }, '2026-09-29 18:00', '2026-09-29 18:00', 5)
  expect(lines.slice(1)).toEqual([
    'late 2026-09-29 18:00 owner,head',
    'lateLeader 2026-09-30 18:00 leader',
    'warn 2026-10-08 18:00 owner,head',
    'report 2026-10-09 18:00 inspector',
  ])
})

it('紧急 goes by the hour, also at night', () => {
  expect(climbed('handling', { hours: 2 }, '2026-10-02 23:30', '2026-10-02 23:30', 6)).toEqual([
    'soon 2026-10-02 23:00 owner',
    'late 2026-10-02 23:30 owner,head',
    'lateLeader 2026-10-03 00:30 leader',
    'warn 2026-10-03 01:30 owner,head',
    'report 2026-10-03 02:30 inspector',
    'again.0 2026-10-04 02:30 leader,inspector',
  ])
})

it.each(['asking', 'answered', 'closed', 'withdrawn', 'declined', 'merged'] as const)(
  'stands still while it is %s',
  (state) => {
    expect(climbed(state, { workdays: 5 }, '2026-04-13 18:00', '2026-04-13 18:00', 1)).toEqual([])
  },
)
