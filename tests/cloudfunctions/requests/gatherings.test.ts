/** 活动现场: what is said there leaves with a unit and a deadline. Monday 2026-04-13 10:00. */
import { aVerifiedPerson, fresh, type TestPerson } from '../../support/factories'
import { aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { START, startWorld, type World } from '../../support/world'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
let world: World
let district: CaseDistrict
let operator: TestPerson
let otherOperator: TestPerson

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
  operator = await aVerifiedPerson(world)
  otherOperator = await aVerifiedPerson(world)
  for (const { personId } of [operator, otherOperator])
    await world.db.collection('persons').doc(personId).update({ operator: true })
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const make = (by: TestPerson, leader: TestPerson, scribes: TestPerson[], draftId = fresh('draft')) =>
  world.call(by.openid, 'requests', 'makeGathering', {
    ...{ draftId, name: '民营企业座谈会（示例）', heldAt: START, leaderId: leader.personId },
    scribeIds: scribes.map(({ personId }) => personId),
  })
async function gathering(by = operator): Promise<string> {
  const answer = await make(by, district.officeHead, [district.colleague, district.squadOfficer])
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.gatheringId
}
const said = (gatheringId: string, more: object = {}) => ({
  ...{ draftId: fresh('draft'), gatheringId, text: '厂门口那条路夜里没有灯', topicId: 'streets' },
  ...{ kind: 'ordinary' as const, name: '示例·周厂长', organisation: '示例五金厂', phone: '' },
  ...more,
})
const takeDown = (by: TestPerson, gatheringId: string, more: object = {}) =>
  world.call(by.openid, 'requests', 'takeDown', said(gatheringId, more))
const open = (by: TestPerson, gatheringId: string) =>
  world.call(by.openid, 'requests', 'openGathering', { gatheringId })

it('sends what was said to the unit of its topic at once, and until it accepts the intake owes it', async () => {
  const gatheringId = await gathering()
  const answer = await takeDown(district.colleague, gatheringId)
  expect(answer).toMatchObject({
    ok: true,
    data: {
      case: {
        ...{ door: 'gathering', state: 'offered', unitName: '城管中队（示例）' },
        dueAt: START + 7 * DAY + 8 * HOUR,
      },
    },
  })
  const { caseId } = answer.ok ? answer.data.case : { caseId: '' }
  const owes = async (by: TestPerson) =>
    (await world.ok(by.openid, 'duty', 'listInbox', {})).items
      .filter(({ source }) => source.area === 'requests' && source.caseId === caseId)
      .map(({ mine }) => mine)
  expect(await owes(district.colleague)).toEqual([])
  expect(await owes(district.intakeHead)).toEqual([true])
  expect(await owes(district.squadHead)).toEqual([false])
})

it('leaves nothing without a unit and a deadline, also when nobody is proposed for the topic', async () => {
  const gatheringId = await gathering()
  await world.db
    .collection('caseRules')
    .doc('district')
    .update({
      topics: [
        { id: 'permits', name: '证照办理', unitId: district.units.office, byZone: [] },
        { id: 'streets', name: '街面秩序', unitId: district.units.squad, byZone: [] },
        { id: 'other', name: '其他', unitId: null, byZone: [] },
        { id: 'gone', name: '撤了的单位', unitId: 'unit-that-is-gone', byZone: [] },
      ],
    })
  for (const topicId of ['other', 'gone', 'streets'])
    expect(await takeDown(district.colleague, gatheringId, { topicId })).toMatchObject({ ok: true })
  const { data } = await world.db.collection('cases').where({ 'gathering.id': gatheringId }).get()
  const stored = data as { unitName: string; ownerId: string; dueAt: Date; state: string }[]
  expect(stored.map(({ unitName, state }) => `${unitName} ${state}`).sort()).toEqual([
    ...['城管中队（示例） offered', '审批局（示例） received', '审批局（示例） received'],
  ])
  expect(stored.every(({ ownerId, dueAt }) => ownerId !== '' && dueAt.getTime() > START)).toBe(true)
})

it('is seen by its scribes and who made it alone', async () => {
  const gatheringId = await gathering()
  await takeDown(district.colleague, gatheringId)
  for (const by of [operator, district.colleague, district.squadOfficer])
    expect(await open(by, gatheringId)).toMatchObject({
      ok: true,
      // The deadline that was read back, not that of the present step.
      data: { cases: [{ state: 'offered', dueAt: START + 7 * DAY + 8 * HOUR }] },
    })
  // The operator of another gathering, its leader, the intake, a stranger.
  for (const by of [otherOperator, district.officeHead, district.intake, district.stranger]) {
    expect(await open(by, gatheringId)).toMatchObject({ ok: false, code: 'NOT_FOUND' })
    expect(await takeDown(by, gatheringId)).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  }
  const listed = await world.ok(district.colleague.openid, 'requests', 'listGatherings', {})
  expect(listed.gatherings.map((each) => each.gatheringId)).toContain(gatheringId)
  expect(listed.mayMake).toBe(false)
  expect((await world.ok(otherOperator.openid, 'requests', 'listGatherings', {})).gatherings).toEqual([])
})

it('is made by operator and intake, with a leader who leads and scribes who work there', async () => {
  const { officeHead, colleague, stranger, officer, intake, mayor } = district
  expect(await make(officer, officeHead, [colleague])).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await make(operator, stranger, [colleague])).toMatchObject({ code: 'BAD_INPUT' })
  expect(await make(operator, officeHead, [stranger])).toMatchObject({ code: 'BAD_INPUT' })
  const draftId = fresh('draft')
  const both = await Promise.all([0, 1].map(() => make(intake, mayor, [colleague], draftId)))
  expect(both[0]).toEqual(both[1])
  expect(await make(intake, officeHead, [colleague], draftId)).toMatchObject({ code: 'ID_REUSED' })
  const form = await world.ok(intake.openid, 'requests', 'gatheringForm', {})
  expect(form.leaders.map(({ name }) => name)).toEqual(expect.arrayContaining(['示例·李镇长', '示例·程主任']))
})

it('climbs, when late, to the leader who was at that very gathering, and to no other', async () => {
  const { squadOfficer, mayor, officeHead } = district
  const answer = await takeDown(district.colleague, await gathering())
  const { caseId, dueAt } = answer.ok ? answer.data.case : { caseId: '', dueAt: 0 }
  await world.ok(squadOfficer.openid, 'requests', 'acceptCase', { caseId, moveId: fresh('move') })
  for (const days of [0, 1]) {
    world.cloud.clock.set(dueAt + days * DAY)
    for (let n = 0; n < 4; n += 1) await world.cloud.timers.fire('requests', 'due')
  }
  const calls = async (by: TestPerson) =>
    (await world.ok(by.openid, 'duty', 'listInbox', {})).items.filter(
      ({ source }) => source.area === 'requests' && source.caseId === caseId,
    ).length
  expect([await calls(officeHead), await calls(mayor)]).toEqual([1, 0])
})

it('makes one case of what an outbox sends twice', async () => {
  const gatheringId = await gathering()
  const input = said(gatheringId)
  const both = await Promise.all(
    [0, 1].map(() => world.call(district.colleague.openid, 'requests', 'takeDown', input)),
  )
  expect(both.map((answer) => (answer.ok ? answer.data.case.number : answer.code))).toEqual(
    both.map(() => (both[0]!.ok ? both[0]!.data.case.number : '')),
  )
  expect(await open(operator, gatheringId)).toMatchObject({ data: { cases: [{}] } })
})
