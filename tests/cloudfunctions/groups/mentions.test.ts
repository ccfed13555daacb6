import { aGroup, fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { talkIn } from './talk'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const { sent, read } = talkIn(() => world)

const MINUTE = 60_000

describe('an @', () => {
  it('is an obligation with an owner and a clock, through seen and 收到 to answered', async () => {
    const group = await aGroup(world, { answerWithinMinutes: 30 })
    const question = await sent(group, group.merchant, '招牌要怎么报', {
      mentionIds: [group.official.personId],
    })
    expect(question.mentions).toMatchObject([
      { name: '示例·陈主任', state: 'asked', dueAt: START + 30 * MINUTE, concernsMe: true, mine: false },
    ])

    const { items } = await world.ok(group.official.openid, 'duty', 'listInbox', {})
    expect(items).toMatchObject([
      { title: '招牌要怎么报', askerName: '示例·王掌柜', state: 'asked', dueAt: START + 30 * MINUTE },
    ])
    const { obligationId } = items[0]!

    world.cloud.clock.advance(MINUTE)
    await world.ok(group.official.openid, 'groups', 'seeMention', { obligationId, moveId: fresh('move') })
    world.cloud.clock.advance(MINUTE)
    await world.ok(group.official.openid, 'groups', 'acknowledgeMention', {
      obligationId,
      moveId: fresh('move'),
    })
    world.cloud.clock.advance(MINUTE)
    const answer = await sent(group, group.official, '带执照来就行', { answersMessageId: question.messageId })
    expect(answer.answers).toEqual({
      messageId: question.messageId,
      senderName: '示例·王掌柜',
      text: '招牌要怎么报',
    })

    const page = await read(group, group.merchant, question.n)
    const changed = page.messages.find((message) => message.messageId === question.messageId)!
    expect(changed.mentions[0]).toMatchObject({ state: 'answered' })
    // 已看到 serves the ladder: the asker sees it only where the group decided so.
    expect(changed.mentions[0]!.steps).toEqual([
      { state: 'asked', at: START },
      { state: 'acknowledged', at: START + 2 * MINUTE },
      { state: 'answered', at: START + 3 * MINUTE },
    ])
    expect(changed.order).toBe(question.order)
    const inbox = await world.ok(group.official.openid, 'duty', 'listInbox', {})
    expect(inbox).toMatchObject({ items: [], answeredToday: 1 })
  })

  it('shows 已看到 to its asker only where the group decided so', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    const { obligationId } = question.mentions[0]!
    await world.ok(group.official.openid, 'groups', 'seeMention', { obligationId, moveId: fresh('move') })
    const stateFor = async (reader: TestPerson) => (await read(group, reader)).messages[0]!.mentions[0]!.state
    expect([await stateFor(group.merchant), await stateFor(group.head)]).toEqual(['asked', 'seen'])
    await world.db.collection('conversations').doc(group.conversationId).update({ showSeen: true })
    expect(await stateFor(group.merchant)).toBe('seen')
  })

  it('shows time and owner to those concerned only', async () => {
    const group = await aGroup(world)
    await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    const seenBy = async (reader: TestPerson) => (await read(group, reader)).messages[0]!.mentions[0]!
    expect(await seenBy(group.lawyer)).toMatchObject({
      concernsMe: false,
      state: 'asked',
      steps: [],
      dueAt: null,
    })
    expect(await seenBy(group.head)).toMatchObject({
      concernsMe: true,
      mine: false,
      dueAt: expect.any(Number),
    })
    expect(await seenBy(group.official)).toMatchObject({ concernsMe: true, mine: true })
  })

  it('is released for the others by the first answer', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '谁知道', {
      mentionIds: [group.official.personId, group.lawyer.personId],
    })
    await sent(group, group.lawyer, '我知道', { answersMessageId: question.messageId })
    const [changed] = (await read(group, group.merchant, question.n)).messages.filter(
      (message) => message.messageId === question.messageId,
    )
    expect(changed!.mentions.map((mention) => mention.state)).toEqual(['released', 'answered'])
    expect((await world.ok(group.official.openid, 'duty', 'listInbox', {})).items).toEqual([])
  })

  it('answered by two at the same instant, has at least one who answered', async () => {
    for (let round = 0; round < 8; round += 1) {
      const group = await aGroup(world)
      const mentionIds = [group.official.personId, group.lawyer.personId]
      const { messageId: answersMessageId } = await sent(group, group.merchant, '谁知道', { mentionIds })
      await Promise.all(
        [group.official, group.lawyer].map((by) => sent(group, by, '我知道', { answersMessageId })),
      )
      const { data } = await world.db
        .collection('obligations')
        .where({ 'source.messageId': answersMessageId })
        .get()
      const states = data.map((obligation: { state: string }) => obligation.state)
      expect(states).toHaveLength(2)
      expect(states).toContain('answered')
    }
  })

  it('is not ended by an answer that is held for review', async () => {
    const group = await aGroup(world)
    const mentionIds = [group.official.personId]
    const { messageId: answersMessageId } = await sent(group, group.merchant, '问一下', { mentionIds })
    expect(await sent(group, group.official, '这是待审示例', { answersMessageId })).toMatchObject({
      content: 'held',
    })
    expect((await world.ok(group.official.openid, 'duty', 'listInbox', {})).items).toHaveLength(1)
  })

  it('has its chip also for a reader who comes between message and obligation', async () => {
    const group = await aGroup(world)
    await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    await world.db.collection('obligations').where({ ownerId: group.official.personId }).remove()
    const [message] = (await read(group, group.official)).messages
    expect(message!.mentions).toMatchObject([
      { name: '示例·陈主任', state: 'asked', mine: true, concernsMe: true },
    ])
  })

  it('told by a repeat when the first 已看到 died before it told anyone', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    const call = { obligationId: question.mentions[0]!.obligationId, moveId: fresh('move') }
    await world.ok(group.official.openid, 'groups', 'seeMention', call)
    const newest = async () => (await read(group, group.merchant)).messages[0]!.n
    const before = await newest()
    await world.ok(group.official.openid, 'groups', 'seeMention', call)
    expect(await newest()).toBe(before + 1)
    await world.ok(group.official.openid, 'groups', 'seeMention', { ...call, moveId: fresh('move') })
    expect(await newest()).toBe(before + 1)
  })

  it('is not ended by someone who owes nothing', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    await sent(group, group.lawyer, '我也想知道', { answersMessageId: question.messageId })
    expect(await read(group, group.merchant)).toMatchObject({ waiting: false, cursor: 2 }) // and leaves no hole
    expect((await world.ok(group.official.openid, 'duty', 'listInbox', {})).items).toHaveLength(1)
  })

  it('moves only by the one who owes it, and a repeat of a move is known by its id', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    const { obligationId } = question.mentions[0]!
    const moveId = fresh('move')
    const acknowledge = (by: TestPerson, id = moveId) =>
      world.call(by.openid, 'groups', 'acknowledgeMention', { obligationId, moveId: id })
    expect(await acknowledge(group.merchant)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
    expect(await acknowledge(group.official)).toMatchObject({ ok: true })
    expect(await acknowledge(group.official)).toMatchObject({
      ok: true,
      data: { mention: { steps: [{}, {}] } },
    })
    expect(await acknowledge(group.official, fresh('move'))).toMatchObject({
      ok: false,
      code: 'MOVE_REFUSED',
      facts: { state: '收到' },
    })
  })

  it('two moves at the same instant leave one history', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    const { obligationId } = question.mentions[0]!
    await Promise.all([
      ...[1, 2, 3].map(() =>
        world.call(group.official.openid, 'groups', 'acknowledgeMention', {
          obligationId,
          moveId: fresh('move'),
        }),
      ),
      ...[1, 2, 3].map(() =>
        world.call(group.official.openid, 'groups', 'seeMention', { obligationId, moveId: fresh('move') }),
      ),
    ])
    const { data } = await world.db.collection('obligations').where({ _id: obligationId }).get()
    const { history, steps } = data[0]
    expect(history.filter((entry: { move: string }) => entry.move === 'acknowledge')).toHaveLength(1)
    expect(steps.at(-1).state).toBe('acknowledged')
    expect(history.map((entry: { from: string }) => entry.from)).toEqual([
      'asked',
      ...history.slice(1).map((_: unknown, index: number) => history[index].to),
    ])
  })
})
