/** The ladder when functions die, timers fire twice or not at all: nobody is left out, and nobody is told twice. */
import { MINUTE, aNight, ladderIn, SUNDAY_3AM, type Night } from './ladder-scene'
import type { MentionView } from '../../../miniprogram/domain/contract/groups'
import type { Obligation } from '../../../miniprogram/domain/obligations'
import { fresh } from '../../support/factories'
import { startWorld, type World } from '../../support/world'
import { talkIn } from './talk'

let world: World
let night: Night
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  await anew()
  night = await aNight(world)
})

const { sent, send, read } = talkIn(() => world)
const { agrees, pass, pushed, calls } = ladderIn(() => world)

/** Killed before a request, it leaves what killed after the one before leaves. */
const kind = 'killAfter'
jest.setTimeout(180_000)

/** A night of its own for each place where a function may die. */
async function anew(): Promise<void> {
  await Promise.all([
    world.db.collection('obligations').where({ open: true }).remove(),
    world.db.collection('messages').where({ content: 'shown' }).remove(),
  ])
  world.cloud.faults.clear()
  world.cloud.clock.set(SUNDAY_3AM)
}

const open = async (): Promise<Obligation[]> =>
  (await world.db.collection('obligations').where({ open: true, askerId: night.merchant.personId }).get())
    .data as Obligation[]

const askUnit = () => sent(night.group, night.merchant, '水管爆了', { unitIds: [night.unitId] })

/** What must hold of every obligation at any moment. */
function isSound({ ownerId, notices, calledIds, nextAt }: Obligation): void {
  expect(ownerId).toBeTruthy()
  expect(calledIds).toContain(ownerId)
  expect(nextAt).toBeInstanceOf(Date)
  expect(new Set(notices.map(({ id }) => id)).size).toBe(notices.length)
}

/** A phone that hears only what changed since it last asked. */
async function aPhone() {
  const mentions = new Map<string, MentionView[]>()
  let after = 0
  const hears = async () => {
    const heard = await read(night.group, night.merchant, after)
    for (const message of heard.messages) mentions.set(message.messageId, message.mentions)
    after = heard.cursor
  }
  await hears()
  return { hears, chip: () => [...mentions.values()].at(-1)![0] }
}
const calledAsItStands = async () =>
  (await read(night.group, night.merchant)).messages.at(-1)!.mentions[0]!.called

/** How many requests the last run of the timer made. */
const requestsOfLastRun = () => world.cloud.invocations().at(-1)!.databaseRequests

it.each([false, true])(
  'a send killed at any request is completed, once; repeated by the phone: %s',
  async (repeats) => {
    await askUnit()
    const most = world.requestsOfLastCall()
    for (let request = 1; request <= most; request += 1) {
      await anew()
      await agrees(night.zhou)
      const before = pushed(night.zhou).length
      const draft = { draftId: fresh('draft'), unitIds: [night.unitId] }
      world.cloud.faults.plan({ function: 'groups', action: 'sendMessage', request, kind })
      await send(night.group, night.merchant, '水管爆了', draft).catch(() => undefined)
      expect([request, world.cloud.faults.state().counts.kills]).toEqual([request, 1])
      if (repeats) await sent(night.group, night.merchant, '水管爆了', draft)
      await pass(2)
      const { conversationId } = night.group
      const { total } = await world.db.collection('messages').where({ conversationId }).count()
      if (repeats) expect(total).toBe(1)
      const obligations = await open()
      expect([request, obligations.length]).toEqual([request, total])
      obligations.forEach(isSound)
      for (const { ownerId, notices } of obligations) {
        expect(ownerId).toBe(night.zhou.personId)
        expect(notices.map(({ outcome }) => outcome)).not.toContain('waiting')
        if (notices[0]!.outcome === 'sent') expect(pushed(night.zhou).length - before).toBe(1)
      }
      expect(pushed(night.zhou).length - before).toBeLessThanOrEqual(1)
    }
  },
)

it('a run of the timer killed at any request is completed by the next, and tells nobody twice', async () => {
  await Promise.all([agrees(night.zhou), agrees(night.boss)])
  await askUnit()
  await pass(5)
  const most = requestsOfLastRun()
  expect(most).toBeGreaterThan(10)
  for (let request = 1; request <= most; request += 1) {
    await anew()
    await Promise.all([agrees(night.zhou), agrees(night.boss), agrees(night.mayor)])
    const before = [night.zhou, night.boss].map((each) => pushed(each).length)
    await askUnit()
    world.cloud.clock.set(SUNDAY_3AM + 4 * MINUTE)
    const asker = await aPhone()
    world.cloud.faults.plan({ function: 'groups', request, kind })
    await pass(1, { failing: true })
    expect([request, world.cloud.faults.state().counts.kills]).toEqual([request, 1])
    await asker.hears()
    await pass(2)
    await asker.hears()
    const [obligation] = await open()
    expect([request, asker.chip()!.called]).toEqual([request, await calledAsItStands()])
    isSound(obligation!)
    expect(obligation!.notices.filter(({ personId }) => personId === night.boss.personId)).toHaveLength(1)
    const told = [night.zhou, night.boss].map((each, place) => pushed(each).length - before[place]!)
    expect([request, told[0]]).toEqual([request, 1])
    expect(told[1]).toBeLessThanOrEqual(1)
    // Told, or nobody knows: then the next one is.
    const { outcome } = obligation!.notices[1]!
    expect(['sent', 'unknown']).toContain(outcome)
    if (outcome === 'unknown') expect(obligation!.notices[2]!.personId).toBe(night.mayor.personId)
  }
})

it('timers that fire twice tell and call each once', async () => {
  world.cloud.faults.timersTwice = true
  await Promise.all([agrees(night.zhou), agrees(night.boss)])
  const before = calls().length
  await askUnit()
  await pass(20)
  const [obligation] = await open()
  isSound(obligation!)
  expect(pushed(night.zhou)).toHaveLength(1)
  expect(pushed(night.boss)).toHaveLength(1)
  const called = obligation!.notices.filter(({ callId }) => callId !== null)
  expect(called.length).toBeGreaterThan(1)
  expect(calls().length - before).toBe(called.length)
})

it('after an hour without the timer one rung is taken a run, and its minutes run from then', async () => {
  await Promise.all([night.zhou, night.boss, night.mayor].map((each) => agrees(each)))
  await askUnit()
  world.cloud.clock.set(SUNDAY_3AM + 60 * MINUTE)
  await pass(1)
  expect(pushed(night.boss)).toHaveLength(1)
  expect(pushed(night.mayor)).toEqual([])
  await pass(4)
  expect(pushed(night.mayor)).toEqual([])
  await pass(1)
  expect(pushed(night.mayor)).toMatchObject([{ at: SUNDAY_3AM + 66 * MINUTE }])
})

it('an answer that died half-way is finished by the timer', async () => {
  for (let request = 4; request <= 8; request += 1) {
    await anew()
    const question = await askUnit()
    const answer = { draftId: fresh('draft'), answersMessageId: question.messageId }
    world.cloud.faults.plan({ function: 'groups', action: 'sendMessage', request, kind })
    await send(night.group, night.zhou, '在路上', answer).catch(() => undefined)
    await pass(1)
    const { total } = await world.db.collection('messages').where({ answersId: question.messageId }).count()
    expect([request, (await open()).length]).toEqual([request, total === 0 ? 1 : 0])
  }
})

describe('what a run costs, in database requests', () => {
  it('is three when nothing is due, and for each that moves four, and three for who is told', async () => {
    await anew()
    await pass(2)
    expect(requestsOfLastRun()).toBe(3)
    const costOf = async (count: number) => {
      await anew()
      await agrees(night.boss, count)
      for (let left = count; left > 0; left -= 1)
        await sent(night.group, night.merchant, '问', { unitIds: [night.unitId], askEach: left % 2 === 0 })
      world.cloud.clock.set(SUNDAY_3AM + 10 * MINUTE)
      await pass(1)
      return requestsOfLastRun()
    }
    const [one, two] = [await costOf(1), await costOf(2)]
    expect(two - one).toBe(4 + 3)
    expect(one).toBe(3 + 5 + 1 + 4 + 3)
  })
})
