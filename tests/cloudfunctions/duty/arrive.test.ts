/** 我到岗了: a test message of one's own, answered or not. */
import { identityIdOf } from '../../../cloudfunctions/_kit/ids'
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { ladderIn } from '../groups/ladder-scene'
import { anOffice, weekOf } from './office'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const { agrees, pushed } = ladderIn(() => world)
const MINUTE = 60_000

async function anOfficeOnDuty() {
  const office = await anOffice(world)
  const { unitId, boss, chen, zhou } = office
  const edit = { unitId, weeks: [weekOf(chen, zhou)], revision: 0, moveId: fresh('move') }
  await world.ok(boss.openid, 'duty', 'editWeeks', edit)
  return office
}
const arrives = ({ openid }: TestPerson, unitId: string, testId = fresh('test')) =>
  world.call(openid, 'duty', 'arrive', { unitId, testId })
const creditsOf = async ({ openid }: TestPerson) =>
  (await world.db.collection('identities').doc(identityIdOf(openid)).get()).data[0].credits.mention.length

it('the test comes, its answer is shown with its time, and one credit is left for a real call', async () => {
  const { chen, group, unitId } = await anOfficeOnDuty()
  await agrees(chen, 2)
  const testId = fresh('test')
  expect(await arrives(chen, unitId, testId)).toMatchObject({
    data: { outcome: 'sent', unitName: '营商环境办' },
  })
  expect(pushed(chen)).toMatchObject([{ page: `packages/duty/arrive/arrive?testId=${testId}` }])
  expect(await creditsOf(chen)).toBe(1)
  const { triedAt } = await world.ok(chen.openid, 'duty', 'answerTest', { testId })
  const { units } = await world.ok(group.head.openid, 'duty', 'whoIsReachable', {
    conversationId: group.conversationId,
  })
  expect(units[1]!.rows[0]).toMatchObject({ reach: 'tried', triedAt })
  expect(await world.ok(chen.openid, 'duty', 'myDuty', {})).toMatchObject({ triedAt, reach: 'tried' })
})

it('a repeat sends no second one; a new one waits a minute', async () => {
  const { chen, unitId } = await anOfficeOnDuty()
  await agrees(chen, 3)
  const testId = fresh('test')
  await Promise.all([arrives(chen, unitId, testId), arrives(chen, unitId, testId)])
  expect(await arrives(chen, unitId, testId)).toMatchObject({ ok: true, data: { outcome: 'unknown' } })
  expect(await arrives(chen, unitId)).toMatchObject({ code: 'TEST_TOO_SOON' })
  expect(pushed(chen)).toHaveLength(1)
  world.cloud.clock.set(START + MINUTE)
  expect(await arrives(chen, unitId, testId)).toMatchObject({ data: { outcome: 'unknown' } })
  expect(pushed(chen)).toHaveLength(1)
  expect(await arrives(chen, unitId)).toMatchObject({ data: { outcome: 'sent' } })
  world.cloud.clock.set(START)
})

it('who has allowed none is told so, and what we thought he had is gone', async () => {
  const { chen, unitId } = await anOfficeOnDuty()
  // Noted here, and never given at WeChat.
  await world.ok(chen.openid, 'duty', 'notePush', { name: 'mention', grantId: fresh('grant') })
  expect(await arrives(chen, unitId)).toMatchObject({ data: { outcome: 'notAllowed' } })
  expect(await creditsOf(chen)).toBe(0)
})

it('changes no duty, and nothing of it is kept but the last', async () => {
  const { chen, unitId } = await anOfficeOnDuty()
  const before = await world.ok(chen.openid, 'duty', 'openRota', { unitId })
  await agrees(chen, 2)
  for (const minutes of [2, 4]) {
    world.cloud.clock.set(START + minutes * MINUTE)
    await arrives(chen, unitId)
  }
  world.cloud.clock.set(START)
  expect(await world.ok(chen.openid, 'duty', 'openRota', { unitId })).toEqual(before)
  const { data } = await world.db.collection('identities').doc(identityIdOf(chen.openid)).get()
  expect(data[0].test).toMatchObject({ sentAt: new Date(START + 4 * MINUTE), answeredAt: null })
  expect(Object.keys(data[0].test).sort()).toEqual(['answeredAt', 'sentAt', 'testId'])
})
