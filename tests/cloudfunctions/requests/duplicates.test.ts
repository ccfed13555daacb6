/** Two firms say the same thing: the second is shown that, and the intake makes it one. */
import { cellOf, cellsAround, likeness } from '../../../miniprogram/domain/case-duplicates'
import { aVerifiedPerson, fresh, type TestPerson } from '../../support/factories'
import { aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { startWorld, type World } from '../../support/world'

let world: World
let district: CaseDistrict
let second: TestPerson
/** Metres north of a place in the town. */
const place = (metres: number) => ({
  ...{ latitude: 22.84 + metres / 111_195, longitude: 113.25, address: '示例路 1 号' },
})

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
  second = await aVerifiedPerson(world)
})
afterAll(() => world.stop())

const raised = async (by: TestPerson, text: string, metres: number, topicId = 'streets') => {
  const input = {
    ...{ draftId: fresh('draft'), text, topicId, kind: 'ordinary' as const },
    ...{ name: '示例·掌柜', organisation: '示例小店', place: place(metres) },
  }
  return (await world.ok(by.openid, 'requests', 'raiseCase', input)).case
}
const similar = async (by: TestPerson, text: string, metres: number, topicId = 'streets') => {
  const input = { text, topicId, place: place(metres), notCaseId: null }
  return (await world.ok(by.openid, 'requests', 'findSimilar', input)).similar
}
const view = async (by: TestPerson, caseId: string) =>
  (await world.ok(by.openid, 'requests', 'openCase', { caseId })).case
const merge = (by: TestPerson, caseId: string, number: string, moveId = fresh('move')) =>
  world.call(by.openid, 'requests', 'mergeCase', { caseId, number, moveId })

it('a cell and those around it hold everything within fifty metres', () => {
  for (let metres = -50; metres <= 50; metres += 5)
    for (const from of [0, 7, 23, 41, 55])
      expect(cellsAround(place(from))).toContain(cellOf(place(from + metres)))
  expect(likeness('门口路灯不亮', '路灯不亮，晚上看不清')).toBeGreaterThan(0.3)
  expect(likeness('门口路灯不亮', '营业执照怎么换')).toBe(0)
})

it('hints at what is near, of the same topic or in like words, without saying whose it is', async () => {
  const first = await raised(district.requester, '门口路灯不亮，老人出门不方便', 1000)
  const found = await similar(second, '路灯不亮', 1040, 'permits')
  expect(world.requestsOfLastCall()).toBe(3)
  expect(found).toMatchObject([{ title: '街面秩序', shown: '收到了', metres: 40, case: null }])
  // What people wrote is theirs: anybody can ask about any place.
  expect(JSON.stringify(found)).not.toContain('老人')
  expect(JSON.stringify(found)).not.toContain('示例')
  expect(await similar(second, '路灯不亮', 1060)).toEqual([])
  expect(await similar(second, '营业执照怎么换', 1010, 'permits')).toEqual([])
  expect(await similar(second, '营业执照怎么换', 1010, 'streets')).toHaveLength(1)
  expect(await similar(district.intake, '路灯不亮', 1000)).toMatchObject([
    { title: '门口路灯不亮，老人出门不方便', case: { caseId: first.caseId, number: first.number } },
  ])
})

it('makes two into one: both histories stay, both numbers lead to it, and both firms hear the answer', async () => {
  const { requester, intake, officer, squadOfficer, units } = district
  const first = await raised(requester, '井盖坏了', 3000)
  const other = await raised(second, '井盖翘起来了', 3010)
  const words = { words: '' }
  const move = (by: TestPerson, action: string, more: object) =>
    world.ok(by.openid, 'requests', action as 'acceptCase', {
      ...{ caseId: first.caseId, moveId: fresh('move'), ...more },
    })
  await move(intake, 'dispatchCase', { unitId: units.squad, ...words })
  expect(await merge(officer, other.caseId, first.number)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await merge(second, other.caseId, first.number)).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await merge(intake, other.caseId, other.number)).toMatchObject({ code: 'NOT_FOUND' })
  const moveId = fresh('move')
  // The function dies after the first case has taken its people in: nothing is lost, and a repeat finishes it.
  world.cloud.faults.plan({ function: 'requests', action: 'mergeCase', request: 12, kind: 'killBefore' })
  await world
    .call(intake.openid, 'requests', 'mergeCase', { caseId: other.caseId, number: first.number, moveId })
    .catch(() => null)
  expect(world.cloud.faults.state().injected).toHaveLength(1)
  world.cloud.faults.clear()
  expect(await merge(intake, other.caseId, first.number, moveId)).toMatchObject({ ok: true })
  expect(await merge(intake, other.caseId, first.number, moveId)).toMatchObject({ ok: true })
  expect(await view(second, other.caseId)).toMatchObject({
    ...{ shown: '已并到另一件', mergedInto: { caseId: first.caseId, number: first.number } },
  })
  expect((await view(second, other.caseId)).steps.map(({ move: name }) => name)).toEqual(['raise', 'merge'])
  // What the other firm wrote is not his: he sees how it stands.
  const followed = await view(second, first.caseId)
  expect(followed).toMatchObject({ number: first.number, requesterName: '', steps: [] })
  await move(squadOfficer, 'acceptCase', {})
  await move(squadOfficer, 'answerCase', { words: '今天换好了' })
  const { data } = await world.db.collection('cases').doc(first.caseId).get()
  const { history } = data[0] as { history: { move: string; tell?: { personId: string }[] }[] }
  expect(history.map(({ move: name }) => name)).toEqual(['raise', 'dispatch', 'follow', 'accept', 'answer'])
  expect(history.at(-1)!.tell!.map(({ personId }) => personId)).toEqual([requester.personId, second.personId])
  expect(await merge(intake, first.caseId, other.number)).toMatchObject({ code: 'MOVE_REFUSED' })
})

it('reads a numbered case back to whom it concerns, and to nobody else', async () => {
  const found = await raised(district.requester, '井盖松了', 5000)
  const asking = (by: TestPerson, number: string) =>
    world.call(by.openid, 'requests', 'findNumbered', { number })
  const data = { caseId: found.caseId, number: found.number, title: '井盖松了', label: '待派发' }
  const { number } = found
  expect(await asking(district.intake, `${number.slice(0, 4)} ${number.slice(4)}`)).toEqual({
    ok: true,
    data,
  })
  expect(world.requestsOfLastCall()).toBe(3)
  for (const [by, said] of [
    [district.stranger, number],
    [district.intake, '48217736'],
  ] as const)
    expect(await asking(by, said)).toMatchObject({ ok: false, code: 'NOT_FOUND' })
})
