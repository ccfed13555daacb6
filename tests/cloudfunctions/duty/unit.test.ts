/** A unit's head, its number to dial and its robot. */
import { fresh, type TestPerson } from '../../support/factories'
import { startWorld, type World } from '../../support/world'
import { anOffice, type Office } from './office'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const edit = (
  { unitId, boss }: Office,
  who: TestPerson,
  fields: { headId?: string | null; dutyPhone?: string; robotKey?: string | null; moveId?: string } = {},
) =>
  world.call(who.openid, 'duty', 'editUnit', {
    unitId,
    headId: boss.personId,
    dutyPhone: '028-0000-0001',
    robotKey: null,
    moveId: fresh('move'),
    ...fields,
  })

it('its head keeps the number; who leads it is said from above, and is one of the staff', async () => {
  const office = await anOffice(world)
  const { boss, chen, mayor, stranger } = office
  expect(await edit(office, boss)).toMatchObject({ data: { unit: { dutyPhone: '028-0000-0001' } } })
  expect(await edit(office, boss, { headId: chen.personId })).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await edit(office, mayor, { headId: stranger.personId })).toMatchObject({ code: 'NOT_STAFF' })
  expect(await edit(office, mayor, { headId: chen.personId })).toMatchObject({
    data: { unit: { headId: chen.personId, headName: '示例·陈科员' } },
  })
  // From that moment the one before arranges no more, and the new one does.
  expect(await edit(office, boss, { headId: chen.personId })).toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await edit(office, chen, { headId: chen.personId })).toMatchObject({ ok: true })
})

it('the robot’s key is taken and never answered; nothing said leaves it, nothing written removes it', async () => {
  const office = await anOffice(world)
  const { boss } = office
  const answers = [
    await edit(office, boss, { robotKey: 'key-of-a-robot' }),
    await edit(office, boss),
    await world.call(boss.openid, 'duty', 'openRota', { unitId: office.unitId }),
  ]
  for (const answer of answers) {
    expect(answer).toMatchObject({ data: { unit: { robot: true } } })
    expect(JSON.stringify(answer)).not.toContain('key-of-a-robot')
  }
  expect(await edit(office, boss, { robotKey: '' })).toMatchObject({ data: { unit: { robot: false } } })
})

it('a repeat changes nothing, two at the same instant do not lose each other, words are no number', async () => {
  const office = await anOffice(world)
  const { boss, mayor } = office
  const first = { dutyPhone: '028-0000-0002', moveId: fresh('move') }
  await edit(office, boss, first)
  await edit(office, mayor, { dutyPhone: '028-0000-0003' })
  await edit(office, boss, first)
  const { unit } = await world.ok(boss.openid, 'duty', 'openRota', { unitId: office.unitId })
  expect(unit.dutyPhone).toBe('028-0000-0003')
  const both = await Promise.all([edit(office, boss), edit(office, mayor)])
  expect(both.filter(({ ok }) => ok).length).toBeGreaterThan(0)
  for (const answer of both) if (!answer.ok) expect(answer.code).toBe('BUSY')
  expect(await edit(office, boss, { dutyPhone: '找老李' })).toMatchObject({ code: 'BAD_INPUT' })
})
