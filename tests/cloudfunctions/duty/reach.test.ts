/** 今晚谁能收到通知: what is known of the ways to who is on duty, and who is told. */
import { identityIdOf } from '../../../cloudfunctions/_kit/ids'
import { sentenceFor } from '../../../miniprogram/domain/errors'
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { anOffice, joinUnit, weekOf, type Office } from './office'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const HOUR = 3_600_000
const identity = ({ openid }: TestPerson) => world.db.collection('identities').doc(identityIdOf(openid))

/** Chen until 20:00, Zhou from then on; START is 10:00. */
async function anOfficeOnDuty(): Promise<Office> {
  const office = await anOffice(world)
  const weeks = [weekOf(office.chen, office.zhou)]
  const edit = { unitId: office.unitId, weeks, revision: 0, moveId: fresh('move') }
  await world.ok(office.boss.openid, 'duty', 'editWeeks', edit)
  return office
}
const tonight = async ({ group, ...office }: Office, who: TestPerson = office.boss) => {
  const { units } = await world.ok(who.openid, 'duty', 'whoIsReachable', {
    conversationId: group.conversationId,
  })
  return units
}
const grants = (person: TestPerson, grantId = fresh('grant')) =>
  world.ok(person.openid, 'duty', 'notePush', { name: 'mention', grantId })

it('who allowed a message can be told, who was just here can, the others are to be called', async () => {
  const office = await anOfficeOnDuty()
  await grants(office.zhou)
  const [unit] = await tonight(office)
  expect(unit).toMatchObject({ name: '营商环境办', dutyPhone: '028-0000-0000' })
  expect(unit!.rows).toMatchObject([
    { name: '示例·陈科员', from: START, to: START + 10 * HOUR, reach: 'call', outside: false },
    { name: '示例·周科员', to: START + 12 * HOUR, reach: 'expected', triedAt: null },
  ])
  await identity(office.chen).update({ seenAt: new Date(START - 4 * 60_000) })
  expect((await tonight(office))[0]!.rows[0]).toMatchObject({ reach: 'expected' })
  await identity(office.chen).update({ seenAt: new Date(START - 5 * 60_000) })
  expect((await tonight(office))[0]!.rows[0]).toMatchObject({ reach: 'call' })
  await world.db.collection('units').doc(office.unitId).update({ robotKey: 'a secret' })
  const withRobot = await tonight(office)
  expect(withRobot[0]!.rows[0]).toMatchObject({ reach: 'expected' })
  expect(JSON.stringify(withRobot)).not.toContain('secret')
})

it('a test that was answered shows its time, as long as he can still be reached', async () => {
  const office = await anOfficeOnDuty()
  const { chen } = office
  await grants(chen)
  await identity(chen).update({ test: { testId: 'test-one', sentAt: new Date(START), answeredAt: null } })
  const { triedAt } = await world.ok(chen.openid, 'duty', 'answerTest', { testId: 'test-one' })
  expect((await tonight(office))[0]!.rows[0]).toMatchObject({ reach: 'tried', triedAt })
  // The same tap again, a newer test's, somebody else's.
  expect(await world.ok(chen.openid, 'duty', 'answerTest', { testId: 'test-one' })).toEqual({ triedAt })
  expect(await world.call(chen.openid, 'duty', 'answerTest', { testId: 'other' })).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await world.call(office.zhou.openid, 'duty', 'answerTest', { testId: 'test-one' })).toMatchObject({
    code: 'NOT_FOUND',
  })
  await identity(chen).update({ 'credits.mention': [] })
  expect((await tonight(office))[0]!.rows[0]).toMatchObject({ reach: 'call', triedAt: null })
})

it('one tap is one credit however often it is told, and a phone is not believed more than 20', async () => {
  const { chen } = await anOffice(world)
  const kept = async () => (await identity(chen).get()).data[0].credits.mention.length
  await grants(chen, 'grant-once')
  await grants(chen, 'grant-once')
  expect(await kept()).toBe(1)
  for (let more = 0; more < 22; more += 1) await grants(chen)
  expect(await kept()).toBe(20)
})

it('each sees the units that concern him: 群主 all, heads theirs, staff their own, firms none', async () => {
  const office = await anOfficeOnDuty()
  const { group, townId, unitId, mayor, boss, zhou } = office
  const seen = async (who: TestPerson) => (await tonight(office, who)).map((unit) => unit.unitId)
  expect(await seen(group.head)).toEqual([townId, unitId])
  expect(await seen(mayor)).toEqual([townId, unitId])
  expect(await seen(boss)).toEqual([unitId])
  expect(await seen(zhou)).toEqual([unitId])
  const firm = await world.call(group.merchant.openid, 'duty', 'whoIsReachable', {
    conversationId: group.conversationId,
  })
  expect(firm).toMatchObject({ code: 'NOT_ALLOWED' })
  // A town without a rota: the head is named, who is asked in its place.
  expect((await tonight(office, mayor))[0]!.rows).toEqual([
    {
      from: START,
      to: START + 12 * HOUR,
      personId: null,
      name: '示例·李镇长',
      reach: null,
      triedAt: null,
      outside: false,
      phoneMasked: null,
      mayReveal: false,
    },
  ])
})

it('whole numbers are for who may have them anyway; who is not in the group is named as such', async () => {
  const office = await anOfficeOnDuty()
  const { group, chen, zhou, boss } = office
  expect((await tonight(office, boss))[0]!.rows[0]).toMatchObject({ mayReveal: false })
  const [, unit] = await tonight(office, group.head)
  expect(unit!.rows[0]).toMatchObject({ mayReveal: true })
  expect(unit!.rows[0]!.phoneMasked).toMatch(/^1\d\d\*{4}\d{4}$/)
  const other = fresh('group')
  await joinUnit(world, other, zhou, office.unitId, '示例·周科员')
  await joinUnit(world, group.conversationId, zhou, null, '示例·周科员')
  expect((await tonight(office, group.head))[1]!.rows).toMatchObject([
    { personId: chen.personId, outside: false },
    { personId: zhou.personId, outside: true, mayReveal: false },
  ])
})

it('one’s own duty: what runs or begins within two hours, and swaps that wait', async () => {
  const { chen, zhou, unitId, stranger } = await anOfficeOnDuty()
  const mine = (who: TestPerson) => world.ok(who.openid, 'duty', 'myDuty', {})
  expect(await mine(chen)).toMatchObject({
    shifts: [{ unitId, unitName: '营商环境办', from: START, to: START + 10 * HOUR }],
    swaps: [],
    triedAt: null,
    reach: 'call',
  })
  expect((await mine(zhou)).shifts).toEqual([])
  const swap = {
    unitId,
    by: { personId: chen.personId, from: START + 22 * HOUR, to: START + 34 * HOUR },
    with: { personId: zhou.personId, from: START + 10 * HOUR, to: START + 22 * HOUR },
    moveId: fresh('move'),
  }
  await world.ok(chen.openid, 'duty', 'proposeSwap', swap)
  expect((await mine(zhou)).swaps).toEqual([{ unitId, unitName: '营商环境办' }])
  world.cloud.clock.set(START + 8 * HOUR + 1)
  expect((await mine(zhou)).shifts).toMatchObject([{ from: START + 10 * HOUR, to: START + 22 * HOUR }])
  world.cloud.clock.set(START)
  expect(await mine(stranger)).toMatchObject({ shifts: [], swaps: [] })
})

it('nonsense is refused with a sentence, and nothing is written', async () => {
  const { unitId, boss, chen } = await anOfficeOnDuty()
  const { openid } = boss
  const moveId = fresh('move')
  const answers = [
    await world.call(openid, 'duty', 'standIn', {
      unitId,
      from: START,
      to: START - 1,
      personId: chen.personId,
      moveId,
    }),
    await world.call(openid, 'duty', 'holiday', { unitId, from: START, to: START + 400 * 24 * HOUR, moveId }),
    await world.call(openid, 'duty', 'holiday', { unitId, from: 1.5, to: START, moveId }),
    await world.call(openid, 'duty', 'takeShift', { unitId, from: START, to: Infinity, moveId }),
    await world.call(openid, 'duty', 'editWeeks', {
      unitId,
      weeks: [[{ day: 8, from: 0, to: 1, personId: chen.personId }]],
      revision: 1,
      moveId,
    }),
    await world.call(openid, 'duty', 'editWeeks', {
      unitId,
      weeks: [[], [], [], [], []],
      revision: 1,
      moveId,
    }),
    await world.call(openid, 'duty', 'notePush', { name: 'mention', grantId: 'x' }),
    await world.call(openid, 'duty', 'notePush', { name: 'other' as 'mention', grantId: moveId }),
  ]
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, code: 'BAD_INPUT' })
    if (!answer.ok) expect(sentenceFor(answer.code, answer.facts)).toBe('填写的内容不对，请改一改再试')
  }
  expect(await world.ok(openid, 'duty', 'openRota', { unitId })).toMatchObject({ revision: 1, changes: [] })
})
