/** Sending many at once, what is proposed, and what becomes of what somebody owes who leaves. */
import { derivedId } from '../../../cloudfunctions/_kit/ids'
import { aCase, aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'

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
  world.ok(by.openid, 'requests', action as 'acceptCase', { caseId, moveId: fresh('move'), ...more })
const owners = async (caseId: string) => {
  const { data } = await world.db.collection('cases').doc(caseId).get()
  return data[0] as { ownerId: string; ownerName: string }
}
const inbox = async (by: TestPerson) =>
  (await world.ok(by.openid, 'duty', 'listInbox', {})).items.flatMap(({ source, mine }) =>
    source.area === 'requests' ? [{ label: source.label, mine }] : [],
  )
const fire = () => world.cloud.timers.fire('requests', 'due')
/** As groups' removeMember leaves a membership. */
const removed = ({ personId }: TestPerson) =>
  world.db
    .collection('members')
    .doc(`staff.${personId}`)
    .update({ state: 'removed', seatChangedAt: new Date(START) })

it('sends many at once, each with an outcome of its own, and a repeat finds its own work', async () => {
  const { intake, officer, requester, units } = district
  const cases = [await aCase(world, district), await aCase(world, district), await aCase(world, district)]
  await move(intake, 'dispatchCase', cases[1]!.caseId, { unitId: units.squad, words: '' })
  await move(district.squadOfficer, 'refuseCase', cases[1]!.caseId, { words: '不归我们' })
  const dispatches = [
    { caseId: cases[0]!.caseId, moveId: fresh('move'), unitId: units.office },
    { caseId: cases[1]!.caseId, moveId: fresh('move'), unitId: units.squad },
    { caseId: cases[2]!.caseId, moveId: fresh('move'), unitId: units.office },
  ]
  const send = () => world.ok(intake.openid, 'requests', 'dispatchCases', { dispatches, words: '请尽快' })
  const codes = (await send()).outcomes.map(({ code }) => code)
  expect(codes).toEqual([null, 'CASE_UNIT_SAME', null])
  expect((await send()).outcomes.map(({ code }) => code)).toEqual(codes)
  const many = { dispatches, words: '' }
  const others = await Promise.all(
    [officer, requester].map((each) => world.ok(each.openid, 'requests', 'dispatchCases', many)),
  )
  expect(others.map(({ outcomes }) => outcomes[1]!.code)).toEqual(['NOT_FOUND', 'NOT_ALLOWED'])
  const left = await world.ok(intake.openid, 'requests', 'listUndispatched', { after: null })
  expect(left.cases.map(({ caseId }) => caseId)).toEqual([cases[1]!.caseId])
  expect(await world.call(officer.openid, 'requests', 'listUndispatched', { after: null })).toMatchObject({
    code: 'NOT_ALLOWED',
  })
})

it('proposes by topic and place, and never who has refused', async () => {
  const { intake, officer, requester, units } = district
  const { caseId } = await aCase(world, district)
  const proposed = async () =>
    (await world.ok(intake.openid, 'requests', 'openDesk', { caseId })).proposal?.unitId ?? null
  expect(await proposed()).toBe(units.office)
  await world.db
    .collection('caseRules')
    .doc('district')
    .update({
      zones: [{ id: 'north', name: '示例片区', latitude: 30.7, longitude: 104.1, radiusM: 300 }],
      'topics.0.byZone': [{ zoneId: 'north', unitId: units.squad }],
    })
  const place = { latitude: 30.7015, longitude: 104.1, address: '示例路 1 号' }
  await world.db
    .collection('cases')
    .doc(caseId)
    .update({ place: world.db.command.set(place) })
  expect(await proposed()).toBe(units.squad)
  await move(intake, 'dispatchCase', caseId, { unitId: units.squad, words: '' })
  await move(district.squadOfficer, 'refuseCase', caseId, { words: '不归我们' })
  expect(await proposed()).toBe(units.office)
  expect(await world.call(requester.openid, 'requests', 'openDesk', { caseId })).toMatchObject({
    code: 'NOT_ALLOWED',
  })
  expect(await world.call(officer.openid, 'requests', 'openDesk', { caseId })).toMatchObject({
    code: 'NOT_FOUND',
  })
})

it('what a leaver owes goes to who answers for the unit, within a minute', async () => {
  const { intake, intakeHead, officer, officeHead, squadHead, squadOfficer, arbiter, units } = district
  const [sent, held] = [await aCase(world, district), await aCase(world, district)]
  for (const { caseId } of [sent, held])
    await move(intake, 'dispatchCase', caseId, { unitId: units.office, words: '' })
  await move(officer, 'acceptCase', held.caseId)
  await move(officer, 'askOpinion', held.caseId, { unitId: units.squad, workdays: 3, words: '怎么看' })
  await removed(officer)
  await removed(intake)
  await removed(squadHead)
  await fire()
  expect(await owners(held.caseId)).toMatchObject({ ownerName: '示例·程主任' })
  expect(await owners(sent.caseId)).toMatchObject({ ownerName: '示例·钱主任' })
  expect(await inbox(officeHead)).toEqual(expect.arrayContaining([{ label: '在办', mine: true }]))
  expect(await inbox(intakeHead)).toEqual([{ label: '待接收', mine: true }])
  // The squad has nobody on duty and its head has left: the arbiter, as the last resort.
  expect(await inbox(arbiter)).toEqual([{ label: '请协办', mine: true }])
  await fire()
  const { history } = (await world.db.collection('cases').doc(held.caseId).get()).data[0] as never as {
    history: { move: string }[]
  }
  expect(history.filter(({ move: name }) => name === 'passOn')).toHaveLength(2)
  // Refused, a case does not go back to a sender who has left.
  await move(officeHead, 'refuseCase', sent.caseId, { words: '不归我们' })
  expect(await owners(sent.caseId)).toMatchObject({ ownerId: intakeHead.personId })
  expect(
    await world.call(squadOfficer.openid, 'requests', 'openCase', { caseId: held.caseId }),
  ).toMatchObject({ ok: true })
})

it('asks for an opinion once for each unit, under an id that follows from case and unit', async () => {
  const { intake, officer, squadOfficer, units } = district
  const { caseId } = await aCase(world, district)
  await move(intake, 'dispatchCase', caseId, { unitId: units.office, words: '' })
  await move(officer, 'acceptCase', caseId)
  const ask = { unitId: units.squad, workdays: 3, words: '怎么看' }
  await move(officer, 'askOpinion', caseId, ask)
  await move(squadOfficer, 'giveOpinion', caseId, { words: '可以' })
  await move(officer, 'askOpinion', caseId, { ...ask, words: '还有一问' })
  const { data } = await world.db
    .collection('obligations')
    .where({ 'source.caseId': caseId, 'source.about': 'coHandling' })
    .get()
  expect(data).toMatchObject([{ _id: derivedId('opinion', caseId, units.squad), state: 'asked', open: true }])
})

it('shows 督查 what is late after its unit was told, and nothing that is on time', async () => {
  const { intake, officer, officeHead, inspector, stranger, units } = district
  const [late, onTime] = [await aCase(world, district), await aCase(world, district)]
  for (const { caseId } of [late, onTime]) {
    await move(intake, 'dispatchCase', caseId, { unitId: units.office, words: '' })
    await move(officer, 'acceptCase', caseId)
  }
  await move(officer, 'askExtension', onTime.caseId, { workdays: 5, words: '等批复' })
  await move(officeHead, 'grantExtension', onTime.caseId, { words: '' })
  const listed = async () =>
    (await world.ok(inspector.openid, 'requests', 'listReported', { before: null })).cases.filter(
      ({ caseId }) => [late.caseId, onTime.caseId].includes(caseId),
    )
  const due = (await world.ok(officer.openid, 'requests', 'openCase', { caseId: late.caseId })).case.dueAt
  for (const days of [0, 1, 2]) {
    world.cloud.clock.set(due + days * 24 * 60 * 60_000)
    for (let run = 0; run < 3; run += 1) await fire()
  }
  expect(await listed()).toEqual([])
  world.cloud.clock.set(due + 3 * 24 * 60 * 60_000)
  for (let run = 0; run < 3; run += 1) await fire()
  expect(await listed()).toMatchObject([
    { caseId: late.caseId, late: true, promisedAt: due, unitToldAt: due + 2 * 24 * 60 * 60_000 },
  ])
  expect(await world.call(stranger.openid, 'requests', 'listReported', { before: null })).toMatchObject({
    code: 'NOT_ALLOWED',
  })
  const desk = await world.ok(inspector.openid, 'requests', 'openMyDesk', {})
  expect(desk).toMatchObject({ intake: false, inspector: true, keepsRules: false })
})
