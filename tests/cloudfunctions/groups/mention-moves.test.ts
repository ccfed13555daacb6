import type { TestGroup, TestPerson } from '../../support/factories'
import { aGroup, fresh } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { HOUR, mentionsIn, MINUTE } from './mention-talk'
import { talkIn } from './talk'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const { sent, read, removed } = talkIn(() => world)
const { asked, move, moved, stored } = mentionsIn(() => world)

const inboxOf = async (person: TestPerson) => (await world.ok(person.openid, 'duty', 'listInbox', {})).items
const at = (minutes: number) => new Date(START + minutes * MINUTE)

describe('收到', () => {
  it('gives until the answer is owed', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    world.cloud.clock.advance(2 * MINUTE)
    await moved(group.official, 'acknowledgeMention', obligationId, {})
    expect(await stored(obligationId)).toMatchObject({
      state: 'acknowledged',
      rungAt: at(30),
      nextAt: at(30),
      shiftEndsAt: null,
    })
  })

  it('is said by each who was called, and the ladder waits for him, though the state was there', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    await moved(group.official, 'acknowledgeMention', obligationId, {})
    world.cloud.clock.advance(31 * MINUTE)
    const climbed = { personId: group.head.personId, why: 'rung', round: 0, rung: 1, at: at(31) }
    await world.db
      .collection('obligations')
      .doc(obligationId)
      .update({
        calledIds: [group.official.personId, group.head.personId],
        notices: [{ ...climbed, id: '0.1', outcome: 'sent', name: '示例·孟主席' }],
      })
    const view = await moved(group.head, 'acknowledgeMention', obligationId, {})
    expect(view.steps.map(({ state }) => state)).toEqual(['asked', 'acknowledged', 'acknowledged'])
    expect(await stored(obligationId)).toMatchObject({ ownerId: group.official.personId, nextAt: at(61) })
    expect(await move(group.official, 'acknowledgeMention', obligationId, {})).toMatchObject({
      code: 'MOVE_REFUSED',
    })
  })
})

describe('已答应', () => {
  const promise = (by: TestPerson, obligationId: string, minutes: number, moveId?: string) =>
    move(by, 'promiseMention', obligationId, { by: START + minutes * MINUTE }, moveId)

  it('stays open with its owner and that time, and is owed by then', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    const view = await moved(group.official, 'promiseMention', obligationId, { by: START + 23 * HOUR })
    expect(view).toMatchObject({ state: 'promised', promisedAt: START + 23 * HOUR, dueAt: START + 23 * HOUR })
    expect(await inboxOf(group.official)).toMatchObject([{ state: 'promised', dueAt: START + 23 * HOUR }])
    expect(await stored(obligationId)).toMatchObject({ nextAt: at(23 * 60), firstDueAt: at(30), open: true })
  })

  it('lies ahead, at most seven days', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    for (const minutes of [-1, 0, 7 * 24 * 60 + 1])
      expect(await promise(group.official, obligationId, minutes)).toMatchObject({ code: 'PROMISE_TIME' })
    expect(await promise(group.official, obligationId, 7 * 24 * 60)).toMatchObject({ ok: true })
  })

  it('may be followed by one more, and no third', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    const moveId = fresh('move')
    expect(await promise(group.official, obligationId, 60)).toMatchObject({ ok: true })
    expect(await promise(group.official, obligationId, 120, moveId)).toMatchObject({ ok: true })
    expect(await promise(group.official, obligationId, 120, moveId)).toMatchObject({ ok: true }) // a repeat
    expect(await promise(group.official, obligationId, 180)).toMatchObject({ code: 'PROMISED_TWICE' })
    expect(await stored(obligationId)).toMatchObject({ promisedAt: at(120), firstDueAt: at(30) })
  })

  it('given thrice at the same instant leaves one more of them', async () => {
    for (let round = 0; round < 6; round += 1) {
      const group = await aGroup(world)
      const { obligationId } = await asked(group)
      await promise(group.official, obligationId, 60)
      const answers = await Promise.all(
        [120, 130, 140].map((minutes) => promise(group.official, obligationId, minutes)),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      const { history } = await stored(obligationId)
      expect(history.filter((entry) => entry.move === 'promise')).toHaveLength(2)
    }
  })
})

describe('不用回应 and 没解决', () => {
  const ended = async (group: TestGroup, minutes: number) => {
    const { messageId, obligationId } = await asked(group)
    world.cloud.clock.advance(minutes * MINUTE)
    await sent(group, group.official, '带执照来', { answersMessageId: messageId })
    return obligationId
  }

  it('the official’s 不用回应 ends it until the asker refuses it with one tap', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    world.cloud.clock.advance(10 * MINUTE)
    expect(await moved(group.official, 'excuseMention', obligationId, {})).toMatchObject({ state: 'excused' })
    expect(await inboxOf(group.official)).toEqual([])
    const [question] = (await read(group, group.merchant)).messages
    expect(question!.mentions).toMatchObject([{ state: 'excused', mayAct: ['reopen'] }])
    await moved(group.merchant, 'reopenMention', obligationId, {})
    expect(await inboxOf(group.official)).toMatchObject([{ state: 'asked', dueAt: START + 30 * MINUTE }])
  })

  it('goes on with the time that was left; what the asker took does not count', async () => {
    const group = await aGroup(world)
    const obligationId = await ended(group, 18)
    world.cloud.clock.advance(3 * HOUR)
    // Who cannot be reached would have no minutes: the ladder goes on at once.
    await world.db
      .collection('identities')
      .where({ personId: group.official.personId })
      .update({ seenAt: new Date(world.cloud.clock.now()) })
    await moved(group.merchant, 'reopenMention', obligationId, {})
    const again = await stored(obligationId)
    expect(again).toMatchObject({
      state: 'asked',
      open: true,
      endedAt: null,
      round: 1,
      rung: 0,
      dueAt: at(18 + 180 + 12),
      firstDueAt: at(30),
      nextAt: at(18 + 180 + 5),
      calledIds: [group.official.personId],
    })
    expect(again.notices.at(-1)).toMatchObject({
      id: '1.0',
      why: 'reopened',
      personId: group.official.personId,
    })
  })

  it('has at least five minutes', async () => {
    const group = await aGroup(world)
    const obligationId = await ended(group, 29)
    await moved(group.merchant, 'reopenMention', obligationId, {})
    expect(await stored(obligationId)).toMatchObject({ dueAt: at(29 + 5) })
  })

  it('wakes nobody when the asker can wait for the morning', async () => {
    const group = await aGroup(world)
    const obligationId = await ended(group, 20)
    world.cloud.clock.set(START + 17 * HOUR) // 03:00
    await moved(group.merchant, 'reopenMention', obligationId, { canWait: true })
    const morning = START + 22.5 * HOUR
    const again = await stored(obligationId)
    expect(again).toMatchObject({
      rung: -1,
      nextAt: new Date(morning),
      dueAt: new Date(morning + 10 * MINUTE),
    })
    expect(again.notices.filter(({ why }) => why === 'reopened')).toEqual([])
    expect(await move(group.head, 'urgeMention', obligationId, {})).toMatchObject({ code: 'URGE_TOO_EARLY' })
  })

  it('can be said for seven days', async () => {
    const group = await aGroup(world)
    const obligationId = await ended(group, 10)
    world.cloud.clock.advance(7 * 24 * HOUR + 1)
    expect(await move(group.merchant, 'reopenMention', obligationId, {})).toMatchObject({
      code: 'REOPEN_TOO_LATE',
    })
  })

  it('is owed by 群主 when its owner has left', async () => {
    const group = await aGroup(world)
    const obligationId = await ended(group, 10)
    await removed(group, group.official)
    await moved(group.merchant, 'reopenMention', obligationId, {})
    expect(await stored(obligationId)).toMatchObject({
      ownerId: group.head.personId,
      ownerName: '示例·孟主席',
    })
    expect(await inboxOf(group.head)).toHaveLength(1)
  })

  it('said twice at the same instant begins one round', async () => {
    const group = await aGroup(world)
    const obligationId = await ended(group, 10)
    await Promise.all([1, 2, 3].map(() => move(group.merchant, 'reopenMention', obligationId, {})))
    const again = await stored(obligationId)
    expect(again.round).toBe(1)
    expect(again.notices.filter(({ why }) => why === 'reopened')).toHaveLength(1)
  })
})

describe('催', () => {
  it('is one more notice, at most once in ten minutes, whoever urges', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    expect(await move(group.merchant, 'urgeMention', obligationId, {})).toMatchObject({
      code: 'URGE_TOO_EARLY',
      facts: { from: '今天 10:30' },
    })
    await moved(group.head, 'urgeMention', obligationId, {})
    world.cloud.clock.advance(4 * MINUTE)
    expect(await move(group.head, 'urgeMention', obligationId, {})).toMatchObject({
      code: 'URGED_ALREADY',
      facts: { minutes: 6 },
    })
    world.cloud.clock.advance(27 * MINUTE)
    const answers = await Promise.all(
      [group.merchant, group.head].map((by) => move(by, 'urgeMention', obligationId, {})),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const { notices } = await stored(obligationId)
    const urges = notices.filter(({ why }) => why === 'urge')
    expect(urges.map(({ at: when }) => when)).toEqual([at(0), at(31)])
    expect(new Set(urges.map(({ personId }) => personId))).toEqual(new Set([group.official.personId]))
  })
})

it('each costs eight database requests, and two more when somebody is to be told who cannot be reached', async () => {
  const group = await aGroup(world)
  const cost: Record<string, number> = {}
  const counted = async (...args: Parameters<typeof moved>) => {
    await moved(...args)
    cost[args[1]] = world.requestsOfLastCall()
  }
  const { obligationId } = await asked(group)
  const to = { kind: 'person' as const, id: group.lawyer.personId }
  await counted(group.official, 'acknowledgeMention', obligationId, {})
  await counted(group.official, 'promiseMention', obligationId, { by: START + HOUR })
  await counted(group.official, 'offerMention', obligationId, { to })
  await counted(group.lawyer, 'declineOffer', obligationId, {})
  await counted(group.official, 'notMine', obligationId, { reason: '归城管' })
  await counted(group.head, 'acceptMention', obligationId, {})
  await counted(group.head, 'assignMention', obligationId, { to })
  await counted(group.head, 'takeMention', obligationId, {})
  await counted(group.head, 'excuseMention', obligationId, {})
  await counted(group.merchant, 'reopenMention', obligationId, {})
  await moved(group.head, 'assignMention', obligationId, { to })
  await counted(group.head, 'urgeMention', obligationId, {})
  const telling = ['offerMention', 'declineOffer', 'notMine', 'assignMention', 'reopenMention', 'urgeMention']
  for (const [name, requests] of Object.entries(cost))
    expect([name, requests]).toEqual([name, telling.includes(name) ? 10 : 8])
  expect(Object.keys(cost)).toHaveLength(11)
})
