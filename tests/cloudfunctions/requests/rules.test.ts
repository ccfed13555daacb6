/** 办理规则: who may set them, what they refuse, and what a new arbiter gets. */
import type { CaseRulesDraft } from '../../../miniprogram/domain/contract/requests/rules'
import { aCase, aCaseDistrict, type CaseDistrict } from '../../support/requests'
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'

let world: World
let district: CaseDistrict

beforeAll(async () => {
  world = await startWorld()
  district = await aCaseDistrict(world)
})
afterAll(() => world.stop())

const opened = async () => await world.ok(district.intakeHead.openid, 'requests', 'openRules', {})
const set = (by: TestPerson, rules: CaseRulesDraft, revision: number, moveId = fresh('move')) =>
  world.call(by.openid, 'requests', 'setRules', { rules, revision, moveId })

it('are set by the head of the intake, once for each revision, and name only what is there', async () => {
  const { intake, intakeHead, requester } = district
  const { rules, revision } = await opened()
  for (const other of [intake, requester])
    expect(await set(other, rules!, revision)).toMatchObject({ code: 'NOT_ALLOWED' })
  const wanted = {
    ...rules!,
    limits: { inquiry: { workdays: 2 } },
    templates: [{ id: 'permit', name: '带照来', text: '带营业执照来就行。' }],
  }
  const nowhere = { ...wanted, topics: [{ ...wanted.topics[0]!, unitId: 'nowhere' }] }
  expect(await set(intakeHead, nowhere, revision)).toMatchObject({ code: 'BAD_INPUT' })
  const moveId = fresh('move')
  expect(await set(intakeHead, wanted, revision, moveId)).toMatchObject({ ok: true })
  // A repeat after a lost answer finds its own work; somebody else's older copy does not undo it.
  expect(await set(intakeHead, wanted, revision, moveId)).toMatchObject({ ok: true })
  expect(await set(intakeHead, rules!, revision)).toMatchObject({ code: 'BUSY' })
  expect((await opened()).rules).toEqual(wanted)

  const { caseId } = await aCase(world, district, { kind: 'inquiry' })
  const seen = (await world.ok(intake.openid, 'requests', 'openCase', { caseId })).case
  // Two working days after Monday.
  expect(seen.dueAt).toBe(START + 2 * 24 * 60 * 60_000 + 8 * 60 * 60_000)
  expect((await world.ok(intake.openid, 'requests', 'openDesk', { caseId })).templates).toEqual(
    wanted.templates,
  )
})

it('what waits for an arbiter waits for the next one', async () => {
  const { intake, intakeHead, officer, squadOfficer, mayor, units } = district
  const { caseId } = await aCase(world, district)
  const move = (by: TestPerson, action: string, more: object) =>
    world.ok(by.openid, 'requests', action as 'refuseCase', {
      caseId,
      moveId: fresh('move'),
      words: '不归我们',
      ...more,
    })
  await move(intake, 'dispatchCase', { unitId: units.office })
  await move(officer, 'refuseCase', {})
  await move(intake, 'dispatchCase', { unitId: units.squad })
  await move(squadOfficer, 'refuseCase', {})
  const { rules, revision } = await opened()
  await set(intakeHead, { ...rules!, arbiterId: mayor.personId }, revision)
  const { case: seen } = await world.ok(mayor.openid, 'requests', 'openCase', { caseId })
  expect(seen).toMatchObject({ state: 'arbitrating', ownerName: '示例·李镇长' })
  expect(seen.mayMove).toContain('settle')
})
