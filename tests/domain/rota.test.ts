import { gapsBetween, onDutyAt, shiftsBetween, type Rota, type Slot } from '../../miniprogram/domain/rota'

const at = (day: number, clock: string) => Date.parse(`2026-04-${day}T${clock}:00+08:00`)

/** Monday 13 April 2026; by day Chen, by night Zhou, and on Sundays nobody by day. */
const slots: Slot[] = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
  ...(day === 7 ? [] : [{ day, from: 8 * 60, to: 20 * 60, personId: 'chen' }]),
  { day, from: 20 * 60, to: 8 * 60, personId: 'zhou' },
])
const rota: Pick<Rota, 'since' | 'weeks' | 'changes'> = {
  since: new Date(at(13, '00:00')),
  weeks: [slots],
  changes: [],
}
const change = (
  kind: Rota['changes'][number]['kind'],
  from: number,
  to: number,
  personId: string | null,
) => ({
  moveId: `${kind}-${from}`,
  kind,
  from: new Date(from),
  to: new Date(to),
  personId,
  by: 'head',
  at: new Date(0),
})

it('a night shift goes on past midnight', () => {
  expect(onDutyAt(rota, at(14, '03:00'))).toMatchObject({ personId: 'zhou', to: at(14, '08:00') })
  expect(onDutyAt(rota, at(14, '08:00'))).toMatchObject({ personId: 'chen', to: at(14, '20:00') })
})

it('shows where nobody is, and nothing else', () => {
  expect(gapsBetween(rota, at(14, '00:00'), at(20, '12:00'))).toEqual([
    { from: at(19, '08:00'), to: at(19, '20:00'), personId: null, why: 'gap' },
  ])
})

it('a stand-in takes part of a shift, the later change counts, a holiday leaves a gap', () => {
  const changed = {
    ...rota,
    changes: [
      change('standIn', at(14, '10:00'), at(14, '14:00'), 'wu'),
      change('takeOver', at(14, '12:00'), at(14, '13:00'), 'sun'),
      change('holiday', at(15, '08:00'), at(15, '20:00'), null),
    ],
  }
  expect(
    shiftsBetween(changed, at(14, '08:00'), at(15, '20:00')).map(({ personId, why }) => `${personId} ${why}`),
  ).toEqual([
    'chen weeks',
    'wu standIn',
    'sun takeOver',
    'wu standIn',
    'chen weeks',
    'zhou weeks',
    'null gap',
  ])
})

it('weeks repeat in turn', () => {
  const other = slots.map((slot) => ({ ...slot, personId: 'wu' }))
  const two = { ...rota, weeks: [slots, other] }
  expect(onDutyAt(two, at(14, '10:00')).personId).toBe('chen')
  expect(onDutyAt(two, at(21, '10:00')).personId).toBe('wu')
  expect(onDutyAt(two, at(28, '10:00')).personId).toBe('chen')
})

it('the night before the first Monday has somebody too, the last of the weeks’', () => {
  const other = slots.map((slot) => ({ ...slot, personId: `other-${slot.personId}` }))
  expect(onDutyAt({ ...rota, weeks: [slots, other] }, at(13, '03:00'))).toMatchObject({
    personId: 'other-zhou',
    to: at(13, '08:00'),
  })
})

it('covers every minute once: no shift overlaps the next and none is missing', () => {
  const [from, to] = [at(13, '00:00'), at(27, '00:00')]
  const shifts = shiftsBetween(rota, from, to)
  expect(shifts[0]!.from).toBe(from)
  expect(shifts.at(-1)!.to).toBe(to)
  shifts.slice(1).forEach((shift, index) => expect(shift.from).toBe(shifts[index]!.to))
})
