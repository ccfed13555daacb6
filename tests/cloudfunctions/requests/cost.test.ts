/** What a call about a case costs in database requests: what its docstring says. Monday 2026-04-13 10:00. */
import { caseNumber } from '../../../miniprogram/domain/case-numbers'
import { aVerifiedPerson, fresh, type TestPerson } from '../../support/factories'
import { aCase, aCaseDistrict } from '../../support/requests'
import { startWorld, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

it('what a call of 诉求 costs in database requests is what its docstring says', async () => {
  const district = await aCaseDistrict(world)
  const { requester, intake, officer, units } = district
  const caller = await aVerifiedPerson(world)
  const { data } = await world.db.collection('phones').where({ _id: caller.personId }).get()
  const { number: phone } = data[0] as { number: string }
  const cost: Record<string, number> = {}
  const costs = async <T>(name: string, call: Promise<T>): Promise<T> => {
    const answer = await call
    cost[name] = world.requestsOfLastCall()
    return answer
  }
  const runs = async (name: string) => {
    const [run] = await world.cloud.timers.fire('requests', 'due')
    expect(run).toMatchObject({ ok: true })
    cost[name] = world.cloud.invocations().at(-1)!.databaseRequests
  }
  await runs('timerWithNoCase')
  const { caseId } = await costs('raiseCase', aCase(world, district))
  const moves = (by: TestPerson, action: string, more: object = {}) =>
    costs(
      action,
      world.ok(by.openid, 'requests', action as 'acceptCase', { caseId, moveId: fresh('move'), ...more }),
    )
  await costs('openCase', world.ok(requester.openid, 'requests', 'openCase', { caseId }))
  await costs('listOwn', world.ok(requester.openid, 'requests', 'listOwn', { before: null }))
  const queue = { unitId: null, after: null }
  await moves(intake, 'dispatchCase', { unitId: units.office, words: '' })
  await moves(officer, 'acceptCase')
  await costs('listQueue', world.ok(officer.openid, 'requests', 'listQueue', { ...queue, of: 'mine' }))
  const ofUnit = { ...queue, of: 'unit' as const }
  await costs('listQueueOfUnit', world.ok(officer.openid, 'requests', 'listQueue', ofUnit))
  await moves(officer, 'answerCase', { words: '带营业执照来就行' })
  await moves(requester, 'confirmCase', { rating: null })
  const said = { text: '门口路灯不亮', topicId: 'streets', kind: 'ordinary' as const }
  const typed = { ...said, name: '示例·刘女士', organisation: '', phone }
  const { case: called } = await costs(
    'typeCase',
    world.ok(intake.openid, 'requests', 'typeCase', { ...typed, draftId: fresh('draft'), door: 'phone' }),
  )
  const claims = (number: string) => world.call(caller.openid, 'requests', 'claimCase', { number })
  expect(await costs('firstWrongClaim', claims(caseNumber(123_456)))).toMatchObject({ ok: false })
  expect(await costs('wrongClaim', claims(caseNumber(123_456)))).toMatchObject({ ok: false })
  expect(await costs('rightClaim', claims(called.number))).toMatchObject({ ok: true })
  expect(await costs('claimAgain', claims(called.number))).toMatchObject({ ok: true })
  const gathering = {
    ...{ draftId: fresh('draft'), name: '示例下午茶', heldAt: world.cloud.clock.now() },
    ...{ leaderId: district.mayor.personId, scribeIds: [intake.personId] },
  }
  const { gatheringId } = await world.ok(intake.openid, 'requests', 'makeGathering', gathering)
  const down = { ...typed, phone: '', gatheringId, draftId: fresh('draft') }
  await costs('takeDown', world.ok(intake.openid, 'requests', 'takeDown', down))
  await runs('timerWithNothingDue')
  expect(cost).toEqual({
    timerWithNoCase: 3,
    raiseCase: 9,
    openCase: 3,
    listOwn: 2,
    dispatchCase: 10,
    acceptCase: 10,
    listQueue: 2,
    listQueueOfUnit: 3,
    answerCase: 10,
    confirmCase: 10,
    typeCase: 10,
    firstWrongClaim: 4,
    wrongClaim: 3,
    rightClaim: 10,
    claimAgain: 6,
    takeDown: 11,
    timerWithNothingDue: 3,
  })
})
