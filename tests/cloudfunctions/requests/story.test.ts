/** From the form to the confirmed end, and the turnings on the way. The clock stands at Monday 2026-04-13 10:00. */
import { aCase, aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
let world: World
let district: CaseDistrict

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.cloud.clock.set(START)
  district = await aCaseDistrict(world)
})

const move = (by: TestPerson, action: string, caseId: string, more: object = {}) =>
  world.call(by.openid, 'requests', action as 'acceptCase', { caseId, moveId: fresh('move'), ...more })

/** In the order given; each must succeed. */
async function moves(caseId: string, ...steps: [TestPerson, string, object?][]) {
  for (const [by, action, more] of steps) {
    const answer = await move(by, action, caseId, more)
    if (!answer.ok) throw new Error(`${action}: ${answer.code} ${JSON.stringify(answer.facts)}`)
  }
}
const view = async (by: TestPerson, caseId: string) =>
  (await world.ok(by.openid, 'requests', 'openCase', { caseId })).case
/** @param only of this case: 督查 hears of those of other tests, too */
const inbox = async (by: TestPerson, only?: string) =>
  (await world.ok(by.openid, 'duty', 'listInbox', {})).items.flatMap(({ source, mine }) =>
    source.area !== 'requests' || (only && source.caseId !== only) ? [] : [{ label: source.label, mine }],
  )
const fire = () => world.cloud.timers.fire('requests', 'due')

it('goes from the form to the confirmed end, and everybody sees his own', async () => {
  const { requester, intake, officer, officeHead, stranger, units } = district
  const { caseId, number } = await aCase(world, district)
  expect(number).toMatch(/^[1-9]\d{7}$/)
  // Nobody is on duty: the head of the intake owes the next step.
  expect(await inbox(district.intakeHead)).toEqual([{ label: '待派发', mine: true }])
  expect((await world.ok(requester.openid, 'requests', 'listOwn', { before: null })).cases).toMatchObject([
    { caseId, state: 'received', ownerName: '' },
  ])
  expect(await move(stranger, 'acceptCase', caseId)).toMatchObject({ ok: false, code: 'NOT_FOUND' })

  await moves(caseId, [intake, 'dispatchCase', { unitId: units.office, words: '' }])
  // Until it is accepted it stays with the sender.
  expect(await inbox(intake)).toEqual([{ label: '待接收', mine: true }])
  expect(await inbox(officeHead)).toEqual([{ label: '待接收', mine: false }])
  await moves(caseId, [officer, 'acceptCase'])
  expect(await inbox(intake)).toEqual([])
  expect(await inbox(officer)).toEqual([{ label: '在办', mine: true }])

  await moves(caseId, [officer, 'answerCase', { words: '带营业执照来就行' }])
  const answered = await view(requester, caseId)
  expect(answered).toMatchObject({
    shown: '有答复，你定',
    answer: { words: '带营业执照来就行', by: '营商环境办（示例）' },
  })
  expect(answered.mayMove).toEqual(['confirm', 'dispute', 'withdraw'])
  await moves(caseId, [requester, 'confirmCase', { rating: { stars: 5, words: '', savedTrip: true } }])
  expect(await view(requester, caseId)).toMatchObject({ shown: '已办结', ending: 'confirmed' })
  expect((await view(requester, caseId)).steps.map(({ label }) => label)).toEqual([
    ...['提出', '派出', '接收', '答复', '解决了'],
  ])
})

it('is refused twice, arbitrated, and cannot be refused again', async () => {
  const { requester, intake, officer, squadOfficer, squadHead, arbiter, units } = district
  const { caseId } = await aCase(world, district)
  const refusal = { words: '不归我们管' }
  await moves(
    caseId,
    [intake, 'dispatchCase', { unitId: units.office, words: '' }],
    [officer, 'refuseCase', refusal],
  )
  expect(await move(intake, 'dispatchCase', caseId, { unitId: units.office, words: '' })).toMatchObject({
    code: 'CASE_UNIT_SAME',
  })
  await moves(
    caseId,
    [intake, 'dispatchCase', { unitId: units.squad, words: '' }],
    [squadOfficer, 'refuseCase', refusal],
  )
  expect(await inbox(arbiter)).toEqual([{ label: '待裁定', mine: true }])
  expect(await view(requester, caseId)).toMatchObject({ shown: '收到了' })
  await moves(caseId, [arbiter, 'settleCase', { unitId: units.squad, words: '城管中队牵头' }])
  expect(await inbox(squadHead)).toEqual([{ label: '在办', mine: true }])
  expect(await move(squadHead, 'refuseCase', caseId, refusal)).toMatchObject({ code: 'MOVE_REFUSED' })
})

it('stops while the requester is asked, and goes on with what was left', async () => {
  const { requester, intake, officer, units } = district
  const { caseId } = await aCase(world, district)
  await moves(caseId, [intake, 'dispatchCase', { unitId: units.office, words: '' }], [officer, 'acceptCase'])
  // Five working days after Monday: the next Monday at 18:00.
  expect(await view(requester, caseId)).toMatchObject({ dueAt: START + 7 * DAY + 8 * HOUR })
  await moves(caseId, [officer, 'askRequester', { words: '招牌有多大' }])
  expect(await view(requester, caseId)).toMatchObject({ shown: '等你补充', stopped: true })
  expect(await inbox(officer)).toEqual([])
  world.cloud.clock.set(START + 3 * DAY) // Thursday
  await moves(caseId, [requester, 'supply', { words: '两米宽' }])
  // Five were left on Monday; from Thursday the fifth working day is Thursday.
  expect(await view(requester, caseId)).toMatchObject({ dueAt: START + 10 * DAY + 8 * HOUR, stopped: false })
  expect(await inbox(officer)).toEqual([{ label: '在办', mine: true }])
})

it('climbs from the head to 督查, the unit told before, and once each', async () => {
  const { requester, intake, officer, officeHead, mayor, inspector, units } = district
  const { caseId } = await aCase(world, district)
  await moves(caseId, [intake, 'dispatchCase', { unitId: units.office, words: '' }], [officer, 'acceptCase'])
  expect(await world.call(inspector.openid, 'requests', 'openCase', { caseId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const due = (await view(requester, caseId)).dueAt
  const heard: string[][] = []
  for (const days of [0, 1, 2, 3]) {
    world.cloud.clock.set(due + days * DAY)
    await Promise.all([fire(), fire()])
    await fire()
    const called = await Promise.all([officeHead, mayor, inspector].map((each) => inbox(each, caseId)))
    heard.push(called.map((items) => items.map(({ label }) => label).join()))
  }
  expect(heard).toEqual([
    ['在办', '', ''],
    ['在办', '在办', ''],
    ['在办', '在办', ''],
    ['在办', '在办', '在办'],
  ])
  const { history } = (await world.db.collection('cases').doc(caseId).get()).data[0] as never as {
    history: { moveId: string; tell?: { name: string }[] }[]
  }
  expect(
    history.slice(3).map(({ moveId, tell }) => [moveId.split('.')[0], tell?.map(({ name }) => name)]),
  ).toEqual([
    ['soon', ['示例·陈科员']],
    ['late', ['示例·陈科员', '示例·程主任']],
    ['lateLeader', ['示例·李镇长']],
    ['warn', ['示例·陈科员', '示例·程主任']],
    ['report', ['示例·孙督查']],
  ])
})

it('closes by silence after seven days, counted apart, and can still be disputed', async () => {
  const { requester, intake, officer, units } = district
  const { caseId } = await aCase(world, district)
  await moves(
    caseId,
    [intake, 'dispatchCase', { unitId: units.office, words: '' }],
    [officer, 'acceptCase'],
    [officer, 'answerCase', { words: '已经办好' }],
  )
  world.cloud.clock.set(START + 7 * DAY)
  await fire()
  expect(await view(requester, caseId)).toMatchObject({ shown: '已办结', ending: 'silent' })
  await moves(caseId, [requester, 'disputeCase', { words: '还没有' }])
  // Five were left when it was answered; from Monday five working days.
  expect(await view(requester, caseId)).toMatchObject({ shown: '在办', dueAt: START + 14 * DAY + 8 * HOUR })
})

it('a repeat of a move after a lost answer finds its own work', async () => {
  const { intake, officer, units } = district
  const { caseId } = await aCase(world, district)
  await moves(caseId, [intake, 'dispatchCase', { unitId: units.office, words: '' }])
  const moveId = fresh('move')
  const both = await Promise.all(
    [0, 1].map(() => world.call(officer.openid, 'requests', 'acceptCase', { caseId, moveId })),
  )
  expect(both.map(({ ok }) => ok)).toEqual([true, true])
  const { history } = (await world.db.collection('cases').doc(caseId).get()).data[0] as never as {
    history: []
  }
  expect(history).toHaveLength(3)
})
