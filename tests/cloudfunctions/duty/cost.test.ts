import { fresh } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { anOffice, weekOf } from './office'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const HOUR = 3_600_000

it('what a call of 值班 costs in database requests is what its docstring says', async () => {
  const { unitId, boss, chen, zhou, mayor, group } = await anOffice(world)
  const cost: Record<string, number> = {}
  const costs = async (name: string, call: Promise<unknown>) => {
    await call
    cost[name] = world.requestsOfLastCall()
  }
  const moveId = () => fresh('move')
  const edit = { unitId, weeks: [weekOf(chen, zhou)], moveId: moveId() }
  await costs('firstRota', world.ok(boss.openid, 'duty', 'editWeeks', { ...edit, revision: 0 }))
  const again = { ...edit, revision: 1, moveId: moveId() }
  await costs('editWeeks', world.ok(boss.openid, 'duty', 'editWeeks', again))
  const unit = { unitId, headId: boss.personId, dutyPhone: '028-1', robotKey: null, moveId: moveId() }
  await costs('editUnit', world.ok(boss.openid, 'duty', 'editUnit', unit))
  await costs('openRota', world.ok(chen.openid, 'duty', 'openRota', { unitId }))
  await costs('openRotaAs群主', world.ok(group.head.openid, 'duty', 'openRota', { unitId }))
  const stretch = { unitId, from: START + 48 * HOUR, to: START + 49 * HOUR }
  const stood = { ...stretch, personId: zhou.personId, moveId: moveId() }
  await costs('standIn', world.ok(boss.openid, 'duty', 'standIn', stood))
  await costs('repeat', world.ok(boss.openid, 'duty', 'standIn', stood))
  await costs('takeShift', world.ok(chen.openid, 'duty', 'takeShift', { ...stretch, moveId: moveId() }))
  await costs('listRotas', world.ok(mayor.openid, 'duty', 'listRotas', {}))
  await costs('listRotasOfNone', world.ok(group.merchant.openid, 'duty', 'listRotas', {}))
  await costs('notePush', world.ok(chen.openid, 'duty', 'notePush', { name: 'mention', grantId: moveId() }))
  await costs('myDuty', world.ok(chen.openid, 'duty', 'myDuty', {}))
  const here = { conversationId: group.conversationId }
  await costs('whoIsReachable', world.ok(group.head.openid, 'duty', 'whoIsReachable', here))
  const arrival = { unitId, testId: moveId() }
  await costs('arrive', world.ok(chen.openid, 'duty', 'arrive', arrival))
  await costs('arriveAgain', world.ok(chen.openid, 'duty', 'arrive', arrival))
  await costs('answerTest', world.ok(chen.openid, 'duty', 'answerTest', { testId: arrival.testId }))
  await costs('listInbox', world.ok(chen.openid, 'duty', 'listInbox', {}))
  await costs('listInboxAgain', world.ok(chen.openid, 'duty', 'listInbox', {}))
  expect(cost).toEqual({
    firstRota: 4,
    editWeeks: 3,
    editUnit: 3,
    openRota: 2,
    openRotaAs群主: 4,
    standIn: 3,
    repeat: 2,
    takeShift: 3,
    listRotas: 5,
    listRotasOfNone: 4,
    notePush: 2,
    myDuty: 3,
    whoIsReachable: 6,
    arrive: 4,
    arriveAgain: 4,
    answerTest: 2,
    listInbox: 4,
    listInboxAgain: 3,
  })
})
