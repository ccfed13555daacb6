/** 值班表: weeks, stand-ins, holidays, swaps, 我来接, and no minute whose gap goes unseen. */
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { anOffice, joinUnit, weekOf, type Office } from './office'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const HOUR = 3_600_000
/** START is Monday 13 April 2026, 10:00 in Shanghai. */
const at = (day: number, clock: string) =>
  Date.parse(`2026-04-${String(day).padStart(2, '0')}T${clock}:00+08:00`)

const moveId = () => fresh('move')
const open = (office: Office, who: TestPerson = office.chen) =>
  world.ok(who.openid, 'duty', 'openRota', { unitId: office.unitId })

/** By day Chen, by night Zhou. */
async function aRota(office?: Office) {
  const made = office ?? (await anOffice(world))
  const weeks = [weekOf(made.chen, made.zhou)]
  const edit = { unitId: made.unitId, weeks, revision: 0, moveId: moveId() }
  const rota = await world.ok(made.boss.openid, 'duty', 'editWeeks', edit)
  return { ...made, rota, edit }
}

const namesOf = (shifts: { from: number; name: string; why: string }[]) =>
  shifts.map(({ name, why }) => `${name || '没人'} ${why}`)

describe('weeks', () => {
  it('before anyone wrote a rota the whole month is a gap, and says so', async () => {
    const office = await anOffice(world)
    const rota = await open(office)
    expect(rota.gaps).toEqual([{ from: START, to: at(13, '00:00') + 30 * 24 * HOUR }])
    expect(rota.unit).toMatchObject({ name: '营商环境办', headName: '示例·程主任' })
  })

  it('the answer to an edit says which gaps are left', async () => {
    const office = await anOffice(world)
    const weeks = [weekOf(office.chen, office.zhou, [1, 2, 3, 4, 5, 6])] // nobody from Sunday 8:00 on
    const edit = { unitId: office.unitId, weeks, revision: 0, moveId: moveId() }
    const rota = await world.ok(office.boss.openid, 'duty', 'editWeeks', edit)
    expect(rota.gaps[0]).toEqual({ from: at(19, '08:00'), to: at(20, '08:00') })
    expect(rota.gaps).toHaveLength(4)
    expect(rota.shifts[0]).toMatchObject({ from: at(13, '00:00'), to: at(13, '08:00'), personId: null })
    expect(rota.shifts[1]).toMatchObject({ name: '示例·陈科员', from: at(13, '08:00'), to: at(13, '20:00') })
  })

  it('an edit of what the editor has not seen is refused, a repeat of his own is not', async () => {
    const { boss, mayor, edit, unitId } = await aRota()
    const again = await world.ok(boss.openid, 'duty', 'editWeeks', edit)
    expect(again.revision).toBe(1)
    const other = { ...edit, unitId, moveId: moveId() }
    expect(await world.call(mayor.openid, 'duty', 'editWeeks', other)).toMatchObject({ code: 'ROTA_CHANGED' })
  })

  it('refuses two at once and people who do not work there', async () => {
    const { boss, chen, group, unitId } = await aRota()
    const edit = { unitId, revision: 1, moveId: moveId() }
    const slot = { day: 7, from: 20 * 60, to: 8 * 60, personId: chen.personId }
    const monday = { day: 1, from: 7 * 60, to: 9 * 60, personId: chen.personId }
    expect(
      await world.call(boss.openid, 'duty', 'editWeeks', { ...edit, weeks: [[monday, slot]] }),
    ).toMatchObject({ code: 'SHIFTS_OVERLAP', facts: { day: '周一', clock: '07:00' } })
    const lawyers = [[{ ...slot, personId: group.lawyer.personId }]]
    expect(await world.call(boss.openid, 'duty', 'editWeeks', { ...edit, weeks: lawyers })).toMatchObject({
      code: 'NOT_STAFF',
    })
  })

  it('whoever leaves the unit leaves gaps, not a name that nobody answers to', async () => {
    const { group, zhou, ...office } = await aRota()
    await joinUnit(world, group.conversationId, zhou, null, '示例·周科员')
    const rota = await open({ ...office, group, zhou } as Office)
    expect(rota.gaps).toHaveLength(30)
    expect(rota.gaps[0]).toEqual({ from: at(13, '20:00'), to: at(14, '08:00') })
    expect(rota.shifts.find(({ from }) => from === at(13, '20:00'))).toMatchObject({ why: 'left', name: '' })
  })
})

describe('changes', () => {
  it('a stand-in of the head’s, a holiday that keeps him, and taking both back', async () => {
    const { boss, zhou, unitId, ...office } = await aRota()
    const call = { unitId, from: at(15, '10:00'), to: at(15, '14:00') }
    const stood = { ...call, personId: zhou.personId, moveId: moveId() }
    await world.ok(boss.openid, 'duty', 'standIn', stood)
    const away = { unitId, from: at(15, '00:00'), to: at(16, '00:00'), moveId: moveId() }
    const rota = await world.ok(boss.openid, 'duty', 'holiday', away)
    const day = rota.shifts.filter(({ from }) => from >= at(15, '00:00') && from < at(16, '00:00'))
    expect(namesOf(day)).toEqual(['没人 gap', '示例·周科员 standIn', '没人 gap'])
    expect(rota.gaps).toEqual([
      { from: at(15, '00:00'), to: at(15, '10:00') },
      { from: at(15, '14:00'), to: at(16, '00:00') },
    ])
    const drop = { unitId, changeId: away.moveId, moveId: moveId() }
    expect((await world.ok(boss.openid, 'duty', 'dropChange', drop)).gaps).toEqual([])
    await world.ok(boss.openid, 'duty', 'dropChange', { unitId, changeId: stood.moveId, moveId: moveId() })
    expect((await open({ ...office, boss, zhou, unitId } as Office)).changes).toEqual([])
  })

  it('我来接: from now on, once, and not what is one’s own', async () => {
    const { chen, zhou, unitId } = await aRota()
    const take = { unitId, from: at(13, '08:00'), to: at(13, '20:00'), moveId: moveId() }
    const rota = await world.ok(zhou.openid, 'duty', 'takeShift', take)
    expect(rota.changes).toMatchObject([{ kind: 'takeOver', from: START, to: take.to, name: '示例·周科员' }])
    expect((await world.ok(zhou.openid, 'duty', 'takeShift', take)).changes).toHaveLength(1)
    const again = { ...take, moveId: moveId() }
    expect(await world.call(zhou.openid, 'duty', 'takeShift', again)).toMatchObject({ code: 'SHIFT_YOURS' })
    const past = { unitId, from: at(12, '08:00'), to: at(13, '08:00'), moveId: moveId() }
    expect(await world.call(chen.openid, 'duty', 'takeShift', past)).toMatchObject({ code: 'SHIFT_OVER' })
  })

  it('of many who take shifts at the same instant each has his', async () => {
    const { boss, chen, zhou, unitId, ...office } = await aRota()
    const people = [boss, chen, zhou, boss, chen, zhou, boss, chen, zhou, boss]
    // As many instances are warm, or they would come one after the other.
    await Promise.all(people.map(({ openid }) => world.call(openid, 'duty', 'openRota', { unitId })))
    const taking = people.map(async ({ openid }, index) => {
      // By day in turn with the nights, so that nobody takes what is his.
      const from = at(14, '00:00') + index * 24 * HOUR
      const take = { unitId, from, to: from + 60_000, moveId: moveId() }
      // Whoever loses too often is told to come again, as a phone does.
      for (;;) {
        const answer = await world.call(openid, 'duty', 'takeShift', take)
        if (answer.ok || answer.code === 'SHIFT_YOURS') return answer.ok ? from : null
        expect(answer.code).toBe('BUSY')
      }
    })
    const taken = (await Promise.all(taking)).filter((from) => from !== null)
    const rota = await open({ ...office, boss, chen, zhou, unitId } as Office)
    expect(taken.length).toBeGreaterThan(5)
    expect(rota.changes.map(({ from }) => from).sort()).toEqual(taken.sort())
    expect(rota.revision).toBe(1 + taken.length)
  })
})

describe('swaps', () => {
  const swapOf = ({ chen, zhou, unitId }: Office) => ({
    unitId,
    by: { personId: chen.personId, from: at(14, '08:00'), to: at(14, '20:00') },
    with: { personId: zhou.personId, from: at(15, '20:00'), to: at(16, '08:00') },
    moveId: moveId(),
  })

  it('both agree, then both shifts change hands', async () => {
    const office = await aRota()
    const swap = swapOf(office)
    const proposed = await world.ok(office.chen.openid, 'duty', 'proposeSwap', swap)
    expect(proposed.swaps).toMatchObject([{ mayAnswer: false, mayWithdraw: true }])
    expect(proposed.changes).toEqual([])
    expect((await open(office, office.zhou)).swaps).toMatchObject([{ mayAnswer: true, mayWithdraw: false }])
    const answer = { unitId: office.unitId, swapId: swap.moveId, agree: true, moveId: moveId() }
    expect(await world.call(office.chen.openid, 'duty', 'answerSwap', answer)).toMatchObject({
      code: 'NOT_ALLOWED',
    })
    const agreed = await world.ok(office.zhou.openid, 'duty', 'answerSwap', answer)
    expect(agreed).toMatchObject({ swaps: [], gaps: [] })
    expect(agreed.shifts.filter(({ why }) => why === 'swap')).toMatchObject([
      { name: '示例·周科员', from: swap.by.from, to: swap.by.to },
      { name: '示例·陈科员', from: swap.with.from, to: swap.with.to },
    ])
    expect((await world.ok(office.zhou.openid, 'duty', 'answerSwap', answer)).revision).toBe(agreed.revision)
  })

  it('declined, withdrawn, or too late: nothing changes', async () => {
    const office = await aRota()
    const [first, second, third] = [swapOf(office), swapOf(office), swapOf(office)]
    for (const swap of [first, second, third]) await world.ok(office.chen.openid, 'duty', 'proposeSwap', swap)
    const answer = (swap: { moveId: string }, agree: boolean) => ({
      unitId: office.unitId,
      swapId: swap.moveId,
      agree,
      moveId: moveId(),
    })
    await world.ok(office.zhou.openid, 'duty', 'answerSwap', answer(first, false))
    await world.ok(office.chen.openid, 'duty', 'answerSwap', answer(second, false))
    // The head gave the shift to somebody else meanwhile.
    const { from, to } = third.by
    const stood = { unitId: office.unitId, from, to, personId: office.boss.personId, moveId: moveId() }
    await world.ok(office.boss.openid, 'duty', 'standIn', stood)
    expect(await world.call(office.zhou.openid, 'duty', 'answerSwap', answer(third, true))).toMatchObject({
      code: 'ROTA_CHANGED',
    })
    expect((await open(office)).shifts.some(({ why }) => why === 'swap')).toBe(false)
  })

  it('the head sets it outright; nobody swaps what is another’s', async () => {
    const office = await aRota()
    const swap = swapOf(office)
    expect(await world.call(office.zhou.openid, 'duty', 'proposeSwap', swap)).toMatchObject({
      code: 'NOT_ALLOWED',
    })
    const set = await world.ok(office.mayor.openid, 'duty', 'proposeSwap', swap)
    expect(set.swaps).toEqual([])
    expect(set.shifts.filter(({ why }) => why === 'swap')).toHaveLength(2)
  })
})

it('lists the units one may see: his own first, those he leads with what is below, 群主’s groups’', async () => {
  const office = await aRota()
  const list = async (who: TestPerson) => (await world.ok(who.openid, 'duty', 'listRotas', {})).units
  expect(await list(office.chen)).toMatchObject([
    { unitId: office.unitId, onDuty: '示例·陈科员', until: at(13, '20:00'), gaps: 0, mine: true },
  ])
  const both = [office.townId, office.unitId]
  expect((await list(office.mayor)).map(({ unitId }) => unitId)).toEqual(both)
  expect((await list(office.group.head)).map(({ unitId }) => unitId).sort()).toEqual([...both].sort())
  expect(await list(office.group.merchant)).toEqual([])
  expect((await list(office.operator)).map(({ unitId }) => unitId)).toEqual(expect.arrayContaining(both))
})
