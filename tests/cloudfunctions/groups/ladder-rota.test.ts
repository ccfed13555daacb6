/** A rota that changes while an @ is open: what is not yet 收到 is with who is on duty now, a minute later. */
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { weekOf } from '../duty/office'
import { aNight, HOUR, ladderIn, MINUTE, SUNDAY_3AM, type Night } from './ladder-scene'
import { talkIn } from './talk'

let world: World
let night: Night
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.cloud.clock.set(START)
  await world.db.collection('obligations').where({ open: true }).remove()
  // The clock has gone back: what changed in another test lies ahead.
  await Promise.all([
    world.db
      .collection('rotas')
      .where({ changedAt: world.db.command.gt(new Date(0)) })
      .remove(),
    world.db
      .collection('sweeps')
      .where({ _id: 'groups' })
      .update({ rotasUpTo: new Date(0) }),
  ])
  night = await aNight(world)
})

const { sent } = talkIn(() => world)
const { agrees, pass, obligation, pushed, inbox } = ladderIn(() => world)

const EVENING = START + 10 * HOUR // 20:00
const askUnit = async (more: Parameters<typeof sent>[3] = {}) => {
  const message = await sent(night.group, night.merchant, '招牌', { unitIds: [night.unitId], ...more })
  return message.mentions[0]!.obligationId
}
const ownerOf = async (id: string) => (await obligation(id)).ownerName
const stretch = () => ({
  unitId: night.unitId,
  moveId: fresh('move'),
  from: world.cloud.clock.now(),
  to: EVENING,
})
const requestsOfLastRun = () => world.cloud.invocations().at(-1)!.databaseRequests

type Change = () => Promise<unknown>
const changes: Record<string, [Change, newOwner: string]> = {
  我来接: [() => world.ok(night.zhou.openid, 'duty', 'takeShift', stretch()), '示例·周科员'],
  替班: [
    () => world.ok(night.boss.openid, 'duty', 'standIn', { ...stretch(), personId: night.zhou.personId }),
    '示例·周科员',
  ],
  'the weeks edited': [
    () =>
      world.ok(night.boss.openid, 'duty', 'editWeeks', {
        unitId: night.unitId,
        weeks: [weekOf(night.zhou, night.chen)],
        revision: 1,
        moveId: fresh('move'),
      }),
    '示例·周科员',
  ],
  // Nobody is on duty then: it is the head's.
  'a holiday': [() => world.ok(night.boss.openid, 'duty', 'holiday', stretch()), '示例·程主任'],
}

it.each(Object.entries(changes))('%s: it passes within the minute, once', async (_name, [change, name]) => {
  await agrees(night.zhou, 2)
  await agrees(night.chen, 2)
  const id = await askUnit()
  const kept = await askUnit({ askEach: true })
  await world.ok(night.chen.openid, 'groups', 'acknowledgeMention', {
    obligationId: kept,
    moveId: fresh('move'),
  })
  await pass(1)
  await change()
  expect(await ownerOf(id)).toBe('示例·陈科员')
  await pass(3)
  expect(await ownerOf(id)).toBe(name)
  expect(await ownerOf(kept)).toBe('示例·陈科员')
  const { notices, history } = await obligation(id)
  expect(notices.filter(({ why }) => why === 'shift')).toMatchObject([
    { name, at: new Date(START + 2 * MINUTE) },
  ])
  expect(history.map(({ move }) => move)).toEqual(['shift'])
  expect(await inbox(night.chen)).toMatchObject([{ obligationId: kept }])
})

it('a swap passes at the hour that was agreed, not at the old one', async () => {
  const side = ({ personId }: TestPerson, from: number, to: number) => ({ personId, from, to })
  await agrees(night.zhou, 2)
  const id = await askUnit()
  const swap = {
    ...{ unitId: night.unitId, moveId: fresh('move') },
    by: side(night.chen, START + 4 * MINUTE, EVENING),
    with: side(night.zhou, EVENING, EVENING + 12 * HOUR),
  }
  await world.ok(night.boss.openid, 'duty', 'proposeSwap', swap)
  await pass(3)
  expect(await ownerOf(id)).toBe('示例·陈科员')
  await pass(1)
  expect(await ownerOf(id)).toBe('示例·周科员')
})

it('what waits for the morning goes to who took the morning, who is not woken', async () => {
  world.cloud.clock.set(SUNDAY_3AM)
  await Promise.all([night.chen, night.zhou].map((each) => agrees(each)))
  const id = await askUnit({ canWait: true })
  await pass(1)
  expect(await ownerOf(id)).toBe('示例·陈科员')
  const morning = SUNDAY_3AM + 5 * HOUR
  const from = { from: morning, to: morning + 12 * HOUR, moveId: fresh('move') }
  await world.ok(night.zhou.openid, 'duty', 'takeShift', { unitId: night.unitId, ...from })
  await pass(1)
  expect(await obligation(id)).toMatchObject({ ownerName: '示例·周科员', rung: -1, notices: [] })
  expect(pushed(night.zhou)).toEqual([])
  world.cloud.clock.set(morning + 0.5 * HOUR - MINUTE)
  await pass(1)
  expect(pushed(night.zhou)).toMatchObject([{ at: morning + 0.5 * HOUR }])
})

it('is followed after a run that was killed, and costs nothing when no rota has changed', async () => {
  const id = await askUnit()
  await pass(1)
  await world.ok(night.zhou.openid, 'duty', 'takeShift', stretch())
  world.cloud.faults.plan({ function: 'groups', request: 4, kind: 'killBefore' })
  await pass(1, { failing: true })
  expect(world.cloud.faults.state().counts.kills).toBe(1)
  expect(await ownerOf(id)).toBe('示例·陈科员')
  await pass(1)
  expect(await ownerOf(id)).toBe('示例·周科员')
  await world.db.collection('obligations').where({ open: true }).remove()
  await pass(3)
  expect(requestsOfLastRun()).toBe(3)
})
