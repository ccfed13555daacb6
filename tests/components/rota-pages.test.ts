/** What the pages of 值班 say: a rota as days, a sheet of a shift, weeks as they are edited. */
import type { RotaView, ShiftView } from '../../miniprogram/domain/contract/duty/rota'
import { daysOf, rowOf } from '../../miniprogram/packages/duty/rota/days'
import { sheetOf } from '../../miniprogram/packages/duty/rota/sheet'
import { shiftLine } from '../../miniprogram/pages/home/duty-card/shift-line'
import { sayHours } from '../../miniprogram/packages/duty/shift-words'
import { draftOf, nextSlot, overlapWords, slotsOf } from '../../miniprogram/packages/duty/weeks/draft'

const at = (day: number, clock: string) => Date.parse(`2026-04-${day}T${clock}:00+08:00`)
const shift = (from: number, to: number, personId: string | null): ShiftView => ({
  from,
  to,
  personId,
  name: personId === null ? '' : `示例·${personId}`,
  why: personId === null ? 'gap' : 'weeks',
})
/** Monday 13 April 10:00; Chen is on duty, Zhou by night, then nobody, then Chen for two and a half days. */
const rota: RotaView = {
  unit: { unitId: 'unit', name: '营商环境办', dutyPhone: '', headId: null, headName: '', robot: false },
  revision: 1,
  now: at(13, '10:00'),
  me: 'chen',
  shifts: [
    shift(at(13, '00:00'), at(13, '08:30'), 'zhou'),
    shift(at(13, '08:30'), at(13, '18:00'), 'chen'),
    shift(at(13, '18:00'), at(14, '08:30'), 'zhou'),
    shift(at(14, '08:30'), at(15, '00:00'), null),
    shift(at(15, '00:00'), at(17, '12:00'), 'chen'),
    shift(at(17, '12:00'), at(20, '00:00'), 'zhou'),
  ],
  gaps: [],
  staff: [
    { personId: 'chen', name: '示例·chen' },
    { personId: 'zhou', name: '示例·zhou' },
  ],
  weeks: [],
  changes: [],
  swaps: [],
  mayArrange: false,
  mayAppoint: false,
  mayTake: true,
}

it('a night stands under the day it begins; what goes on for days stands under each of them', () => {
  const days = daysOf(rota, 0)
  expect(
    days.map(({ title, rows }) => [title, ...rows.map(({ hours, name }) => `${hours} ${name}`)]),
  ).toEqual([
    ['今天 · 周一 · 4月13日', '00:00–08:30 示例·zhou', '08:30–18:00 示例·chen', '18:00–次日 08:30 示例·zhou'],
    ['明天 · 周二 · 4月14日', '08:30–24:00 '],
    ['后天 · 周三 · 4月15日', '全天 示例·chen'],
    ['周四 · 4月16日', '全天 示例·chen'],
    ['周五 · 4月17日', '00:00–12:00 示例·chen', '12:00–24:00 示例·zhou'],
    ['周六 · 4月18日', '全天 示例·zhou'],
    ['周日 · 4月19日', '全天 示例·zhou'],
  ])
  expect(sayHours(at(14, '08:30'), at(16, '08:30'))).toBe('08:30–4月16日 08:30')
})

it('one’s own may be swapped, another’s taken, a gap taken; only a head arranges', () => {
  const sheet = (index: number, more: Partial<RotaView> = {}) => {
    const seen = { ...rota, ...more }
    return sheetOf(rowOf(rota.shifts[index]!, seen), seen)
  }
  expect(sheet(1)).toMatchObject({ mayTake: false, maySwap: false }) // it runs already
  expect(sheet(2)).toMatchObject({ mayTake: true, maySwap: false, mayArrange: false, changeId: '' })
  expect(sheet(3)).toMatchObject({ mayTake: true, maySwap: false })
  expect(sheet(4)).toMatchObject({ mayTake: false, maySwap: true })
  expect(sheet(4).others.map(({ title }) => title)).toEqual(['4月13日 周一 18:00–次日 08:30'])
  const change = { changeId: 'c', kind: 'standIn' as const, from: at(13, '18:00'), to: at(14, '08:30') }
  const arranged = { mayArrange: true, changes: [{ ...change, name: '', by: '' }] }
  expect(sheet(2, arranged)).toMatchObject({ maySwap: true, changeId: 'c' })
  expect(sheet(1, arranged).changeId).toBe('')
})

it('weeks come back from the editor as they went in, and say where two shifts meet', () => {
  const { staff } = rota
  const night = { day: 1, from: 1080, to: 510, personId: 'zhou' }
  const weeks = [[{ day: 1, from: 510, to: 1080, personId: 'chen' }, night]]
  const draft = draftOf(weeks, staff)
  expect(draft[0]![0]!.slots.map(({ from, later, to }) => `${from} ${later}${to}`)).toEqual([
    '08:30 18:00',
    '18:00 次日 08:30',
  ])
  expect(slotsOf(draft, staff)).toEqual(weeks)
  expect(nextSlot(draft[0]![0]!)).toMatchObject({ from: '08:30', to: '08:30' })
  expect(nextSlot(draft[0]![1]!)).toMatchObject({ from: '08:30', to: '18:00' })
  expect(overlapWords(weeks)).toBe('')
  expect(overlapWords([[...weeks[0]!, { day: 2, from: 480, to: 600, personId: 'chen' }]])).toBe('周二 08:00')
  // Somebody who has left must be replaced before it is saved.
  expect(slotsOf(draftOf(weeks, [{ personId: 'chen' }]), [{ personId: 'chen' }])).toBeNull()
})

it('the first page says whose duty it is now, and whose soon', () => {
  const mine = { unitId: 'unit', unitName: '营商环境办', from: at(13, '18:00'), to: at(14, '08:30') }
  expect(shiftLine(mine, at(13, '17:00'))).toMatchObject({
    title: '快到您值班了',
    line: '营商环境办 · 今天 18:00 起',
  })
  expect(shiftLine(mine, at(13, '18:00'))).toMatchObject({
    title: '您正在值班',
    line: '营商环境办 · 到 明天 08:30',
  })
})
