/** 问谁: the units of a group, and whom an @ of one reaches at this moment. */
import { startWorld, type World } from '../../support/world'
import { anOffice, weekOf, type Office } from '../duty/office'

const HOUR = 60 * 60_000

let world: World
let office: Office
beforeAll(async () => {
  world = await startWorld()
  office = await anOffice(world)
  const { unitId, boss, chen, zhou } = office
  await world.ok(boss.openid, 'duty', 'editWeeks', {
    unitId,
    weeks: [weekOf(chen, zhou, [1])],
    revision: 0,
    moveId: 'weeks'.padEnd(16, '0'),
  })
})
afterAll(() => world.stop())

const ask = () =>
  world.ok(office.group.merchant.openid, 'groups', 'openAsking', {
    conversationId: office.group.conversationId,
  })
const reached = async () => (await ask()).units.find(({ unitId }) => unitId === office.unitId)

it('names who is on duty, then the head where nobody is, in four requests', async () => {
  expect(await reached()).toMatchObject({ name: '营商环境办', reaches: '示例·陈科员', onDuty: true })
  expect(world.requestsOfLastCall()).toBe(4)
  await world.cloud.clock.advance(11 * HOUR) // Monday, 21:00
  expect(await reached()).toMatchObject({ reaches: '示例·周科员', onDuty: true })
  await world.cloud.clock.advance(17 * HOUR) // Tuesday, 14:00: nobody's day
  expect(await reached()).toMatchObject({ reaches: '示例·程主任', onDuty: false })
})

it('finds a unit by its pinyin, tells the night of the group and the number to dial', async () => {
  const { db } = world
  expect((await reached())?.searchKey).toContain('yshjb')
  expect(await ask()).toMatchObject({ night: { from: 22 * 60, to: 8 * 60 + 30 }, dutyPhone: '' })
  await db.collection('units').doc(office.townId).update({ dutyPhone: '028-0000-0100' })
  await db
    .collection('conversations')
    .doc(office.group.conversationId)
    .update({ ladder: { nightFrom: 23 * 60 } })
  expect(await ask()).toMatchObject({ night: { from: 23 * 60, to: 8 * 60 + 30 }, dutyPhone: '028-0000-0100' })
})

it('passes over one who is not in the group any more', async () => {
  const { group, boss } = office
  await world.db
    .collection('members')
    .doc(`${group.conversationId}.${boss.personId}`)
    .update({ state: 'removed' })
  expect((await reached())?.reaches).not.toBe('示例·程主任')
})
