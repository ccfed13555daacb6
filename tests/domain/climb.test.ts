/** The timer's next step of an @. Times in minutes of a Shanghai day. */
import { stepOf, type Candidate, type Standing } from '../../miniprogram/domain/climb'
import { LADDER } from '../../miniprogram/domain/ladder'
import type { Obligation } from '../../miniprogram/domain/obligations'

const MIDNIGHT = Date.UTC(2026, 3, 12, 16)
const at = (hour: number, minute = 0) => new Date(MIDNIGHT + (hour * 60 + minute) * 60_000)
const someone = (personId: string, reachable = true): Candidate => ({ personId, name: personId, reachable })

/** Asked of a unit at night, waiting for the morning; whose shift ends at 9:00. */
const waiting = {
  _id: 'one',
  asked: { kind: 'unit', id: 'office', name: '办公室（示例）' },
  ...{ state: 'notified', ownerId: 'night', ownerName: 'night', calledIds: ['night'] },
  ...{ rung: -1, round: 1, notices: [], history: [], startsAt: at(3), dueAt: at(4) },
  ...{ rungAt: at(8, 30), shiftEndsAt: at(9), nextAt: at(8, 30) },
} as unknown as Obligation

const standing: Standing = {
  settings: LADDER,
  ladder: [someone('night'), someone('day'), someone('chief')],
  ownerActive: true,
  lastResort: someone('chief'),
  onDuty: { person: someone('day'), until: at(18).getTime() },
  ...{ dutyPhone: null, canCall: false },
}

it('takes the morning and the change of shift in one run when an outage brought them together', () => {
  const step = stepOf(waiting, standing, at(9).getTime())!
  expect(step.move).toBe('shift')
  expect(step.fields).toMatchObject({ ownerId: 'day', rung: 0, shiftEndsAt: at(18) })
  expect(step.notices.map(({ personId, why }) => [personId, why])).toEqual([['day', 'asked']])
})

it('tells nobody at night that he will owe it in the morning', () => {
  const step = stepOf({ ...waiting, shiftEndsAt: at(7) }, standing, at(7).getTime())!
  expect(step).toMatchObject({ move: 'shift', fields: { ownerId: 'day', nextAt: at(8, 30) }, notices: [] })
})

it('wakes the last resort in the morning when the owner has left meanwhile', () => {
  const left = { ...standing, ladder: [someone('chief')], ownerActive: false, onDuty: null }
  const step = stepOf({ ...waiting, shiftEndsAt: null }, left, at(9).getTime())!
  expect(step.move).toBe('ownerLeft')
  expect(step.fields).toMatchObject({ ownerId: 'chief', rung: 0 })
  expect(step.notices.map(({ personId }) => personId)).toEqual(['chief'])
})
