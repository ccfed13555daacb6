import {
  aGroup,
  aPerson,
  aVerifiedPerson,
  fresh,
  type TestGroup,
  type TestPerson,
} from '../support/factories'
import { START, startWorld, type World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const MINUTE = 60_000

function send(
  group: TestGroup,
  by: TestPerson,
  text: string,
  more: { draftId?: string; mentionIds?: string[]; answersMessageId?: string } = {},
) {
  const input = {
    draftId: fresh('draft'),
    mentionIds: [],
    ...more,
    conversationId: group.conversationId,
    text,
  }
  return world.call(by.openid, 'groups', 'sendMessage', input)
}

async function sent(...args: Parameters<typeof send>) {
  const answer = await send(...args)
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.facts)}`)
  return answer.data.message
}

const read = (group: TestGroup, by: TestPerson, after = 0) =>
  world.ok(by.openid, 'groups', 'readChanges', { conversationId: group.conversationId, after })

describe('sending', () => {
  it('shows the message to the others, in one order', async () => {
    const group = await aGroup(world)
    const message = await sent(group, group.merchant, '门口的路灯坏了')
    expect(message).toMatchObject({
      text: '门口的路灯坏了',
      content: 'shown',
      mine: true,
      order: 1,
      n: 1,
      senderName: '示例·王掌柜',
      at: START,
    })
    const page = await read(group, group.official)
    expect(page).toMatchObject({ cursor: 1, waiting: false, more: false })
    expect(page.messages).toMatchObject([{ messageId: message.messageId, mine: false }])
  })

  it('sixty at once lose nothing, double nothing, and everyone reads the same order', async () => {
    const group = await aGroup(world)
    const people = [group.merchant, group.official, group.lawyer, group.head]
    const sends = Array.from({ length: 60 }, (_, index) => sent(group, people[index % 4]!, `第 ${index} 条`))
    const orders = (await Promise.all(sends)).map((message) => message.order)
    expect([...orders].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
    const [one, other] = await Promise.all([group.merchant, group.head].map((reader) => read(group, reader)))
    const rest = await read(group, group.merchant, one!.cursor)
    expect(one!.messages.map((message) => message.text)).toEqual(
      other!.messages.map((message) => message.text),
    )
    expect(one!.messages.length + rest.messages.length).toBe(60)
  })

  it('twice with the same draft is one message, also at the same instant', async () => {
    const group = await aGroup(world)
    const draftId = fresh('draft')
    const mentionIds = [group.official.personId]
    const twice = await Promise.all(
      [1, 2, 3].map(() => sent(group, group.merchant, '只发一次', { draftId, mentionIds })),
    )
    expect(new Set(twice.map((message) => message.messageId)).size).toBe(1)
    const page = await read(group, group.official)
    expect(page.messages).toHaveLength(1)
    const inbox = await world.ok(group.official.openid, 'duty', 'listInbox', {})
    expect(inbox.items).toHaveLength(1)
  })

  it('the same draft id with other words is refused, and another person’s is his own', async () => {
    const group = await aGroup(world)
    const draftId = fresh('draft')
    const first = await sent(group, group.merchant, '原来的话', { draftId })
    expect(await send(group, group.merchant, '别的话', { draftId })).toMatchObject({
      ok: false,
      code: 'ID_REUSED',
    })
    const other = await sent(group, group.official, '别人的话', { draftId })
    expect(other.messageId).not.toBe(first.messageId)
  })

  it('is completed by a repeat when the first call died before the obligation was written', async () => {
    const group = await aGroup(world)
    const draftId = fresh('draft')
    const input = { draftId, mentionIds: [group.official.personId] }
    await sent(group, group.merchant, '电费的事', input)
    await world.db.collection('obligations').where({ ownerId: group.official.personId }).remove()
    await sent(group, group.merchant, '电费的事', input)
    expect((await world.ok(group.official.openid, 'duty', 'listInbox', {})).items).toHaveLength(1)
  })

  it.each([
    ['nothing', '   ', 'TEXT_EMPTY'],
    ['too much', '字'.repeat(2001), 'TEXT_TOO_LONG'],
    ['what the content check refuses', '这是违规示例', 'CONTENT_REFUSED'],
  ])('refuses %s', async (_what, text, code) => {
    const group = await aGroup(world)
    expect(await send(group, group.merchant, text)).toMatchObject({ ok: false, code })
    expect((await read(group, group.merchant)).messages).toEqual([])
  })

  it('holds what needs a look: its sender sees it, nobody else, and the one asked learns that it waits', async () => {
    const group = await aGroup(world)
    const message = await sent(group, group.merchant, '这是待审示例', {
      mentionIds: [group.official.personId],
    })
    expect(message.content).toBe('held')
    expect((await read(group, group.merchant)).messages).toHaveLength(1)
    expect((await read(group, group.official)).messages).toHaveLength(0)
    const { items } = await world.ok(group.official.openid, 'duty', 'listInbox', {})
    expect(items[0]!.title).toBe('有一条给你的消息，正在审核')
  })

  it('needs consent, membership and a verified number', async () => {
    const group = await aGroup(world)
    const stranger = { openid: fresh('oTest'), personId: '' }
    expect(await send(group, stranger, '你好')).toMatchObject({ ok: false, code: 'CONSENT_NEEDED' })
    expect(await send(group, await aVerifiedPerson(world), '你好')).toMatchObject({
      ok: false,
      code: 'NOT_MEMBER',
    })
    await world.db.collection('persons').doc(group.merchant.personId).update({ phoneVerifiedAt: null })
    expect(await send(group, group.merchant, '你好')).toMatchObject({ ok: false, code: 'PHONE_NEEDED' })
  })

  it('refuses an @ that is not allowed, loudly', async () => {
    const group = await aGroup(world)
    const toMerchant = await send(group, group.official, '问一下', { mentionIds: [group.merchant.personId] })
    expect(toMerchant).toMatchObject({ ok: false, code: 'MENTION_REFUSED', facts: { name: '示例·王掌柜' } })
    const toStranger = await send(group, group.merchant, '问一下', { mentionIds: ['nobody'] })
    expect(toStranger).toMatchObject({ ok: false, code: 'MENTION_REFUSED', facts: { name: '这位' } })
  })

  it('that met a broken function is stored by the repeat', async () => {
    const group = await aGroup(world)
    world.cloud.breakFunction('groups', 'throw')
    const draftId = fresh('draft')
    await expect(send(group, group.merchant, '再试', { draftId })).rejects.toMatchObject({
      errCode: expect.any(Number),
    })
    world.cloud.breakFunction('groups', null)
    expect((await sent(group, group.merchant, '再试', { draftId })).text).toBe('再试')
  })

  it('survives a lost answer: the repeat finds the first', async () => {
    const group = await aGroup(world)
    const draftId = fresh('draft')
    world.cloud.breakFunction('groups', 'lostAnswer')
    await expect(send(group, group.merchant, '只此一条', { draftId })).rejects.toBeDefined()
    world.cloud.breakFunction('groups', null)
    await sent(group, group.merchant, '只此一条', { draftId })
    expect((await read(group, group.official)).messages).toHaveLength(1)
  })
})

describe('a repeat', () => {
  it('finds its own first, though the one asked has been removed since', async () => {
    const group = await aGroup(world)
    const draft = { draftId: fresh('draft'), mentionIds: [group.lawyer.personId] }
    const first = await sent(group, group.merchant, '合同的事', draft)
    await removed(group, group.lawyer)
    const again = await sent(group, group.merchant, '合同的事', draft)
    expect(again.messageId).toBe(first.messageId)
    await removed(group, group.merchant)
    expect((await sent(group, group.merchant, '合同的事', draft)).messageId).toBe(first.messageId)
  })

  it('leaves nothing unread that nobody can read', async () => {
    const group = await aGroup(world)
    const draftId = fresh('draft')
    await sent(group, group.merchant, '只发一次', { draftId })
    await sent(group, group.merchant, '只发一次', { draftId })
    const { conversationId } = group
    const { cursor, waiting } = await read(group, group.official, 1)
    expect(waiting).toBe(false)
    await world.ok(group.official.openid, 'groups', 'markRead', { conversationId, n: cursor })
    const { conversations } = await world.ok(group.official.openid, 'groups', 'listConversations', {})
    expect(conversations).toMatchObject([{ unread: 0, last: { text: '只发一次' } }])
  })

  it('shows the @ as it stands, and keeps time and words of the first call', async () => {
    const group = await aGroup(world)
    const draft = { draftId: fresh('draft'), mentionIds: [group.official.personId] }
    const question = await sent(group, group.merchant, '问一下', draft)
    await sent(group, group.official, '好', { answersMessageId: question.messageId })
    world.cloud.clock.advance(MINUTE)
    const again = await sent(group, group.merchant, '问一下', draft)
    expect(again.mentions).toMatchObject([{ state: 'answered', dueAt: START + 30 * MINUTE }])
    expect(again.at).toBe(START)
  })
})

it('a message is placed in time when its number was taken, not when a slow content check began', async () => {
  const group = await aGroup(world)
  const slow = sent(group, group.merchant, '这是超时示例')
  // The clock moves on while the check keeps the message waiting.
  while (
    (await world.db.collection('conversations').where({ _id: group.conversationId }).get()).data[0].n === 0
  ) {
    world.cloud.clock.advance(1000)
  }
  const message = await slow
  expect(message.content).toBe('held')
  expect(message.at).toBeGreaterThan(START)
})

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
    expect(changed.mentions[0]!.steps).toEqual([
      { state: 'asked', at: START },
      { state: 'seen', at: START + MINUTE },
      { state: 'acknowledged', at: START + 2 * MINUTE },
      { state: 'answered', at: START + 3 * MINUTE },
    ])
    expect(changed.order).toBe(question.order)
    const inbox = await world.ok(group.official.openid, 'duty', 'listInbox', {})
    expect(inbox).toMatchObject({ items: [], answeredToday: 1 })
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

async function removed(group: TestGroup, whom: TestPerson, moveId = fresh('move')): Promise<void> {
  const { conversationId } = group
  await world.ok(group.head.openid, 'groups', 'removeMember', {
    conversationId,
    personId: whom.personId,
    moveId,
  })
}

describe('removing a member', () => {
  it('hands what he owes to 群主, who can answer it', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '合同的事', { mentionIds: [group.lawyer.personId] })
    await removed(group, group.lawyer)
    expect((await world.ok(group.lawyer.openid, 'duty', 'listInbox', {})).items).toEqual([])
    expect((await world.ok(group.head.openid, 'duty', 'listInbox', {})).items).toMatchObject([
      { title: '合同的事' },
    ])
    await sent(group, group.head, '我来答', { answersMessageId: question.messageId })
    const changed = (await read(group, group.merchant)).messages.find(
      (each) => each.messageId === question.messageId,
    )
    expect(changed!.mentions).toMatchObject([{ state: 'answered' }])
  })

  it('works while everyone is writing', async () => {
    const group = await aGroup(world)
    let busy = true
    const writing = [group.merchant, group.official, group.head].map(async (by) => {
      while (busy) await sent(group, by, '一直在说')
    })
    await removed(group, group.lawyer)
    busy = false
    await Promise.all(writing)
  })

  it('repeated after he was admitted again, does not remove him again', async () => {
    const group = await aGroup(world)
    const moveId = fresh('move')
    await removed(group, group.lawyer, moveId)
    const membership = world.db.collection('members').doc(`${group.conversationId}.${group.lawyer.personId}`)
    await membership.update({ state: 'active' })
    await removed(group, group.lawyer, moveId)
    expect((await membership.get()).data).toMatchObject([{ state: 'active' }])
  })

  it('is refused for 群主', async () => {
    const group = await aGroup(world)
    const { conversationId, head } = group
    const input = { conversationId, personId: head.personId, moveId: fresh('move') }
    expect(await world.call(head.openid, 'groups', 'removeMember', input)).toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })
})

describe('reading', () => {
  it('is for members; a stranger and a removed member are refused', async () => {
    const group = await aGroup(world)
    const stranger = await aPerson(world)
    const open = (by: TestPerson) =>
      world.call(by.openid, 'groups', 'openConversation', { conversationId: group.conversationId })
    expect(await open(stranger)).toMatchObject({ ok: false, code: 'NOT_MEMBER' })
    expect(await open(group.lawyer)).toMatchObject({ ok: true })
    const remove = (by: TestPerson, whom: TestPerson) =>
      world.call(by.openid, 'groups', 'removeMember', {
        conversationId: group.conversationId,
        personId: whom.personId,
        moveId: fresh('move'),
      })
    expect(await remove(group.merchant, group.lawyer)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
    expect(await remove(group.head, group.lawyer)).toEqual({ ok: true, data: { removed: true } })
    expect(await remove(group.head, group.lawyer)).toEqual({ ok: true, data: { removed: true } })
    expect(await open(group.lawyer)).toMatchObject({ ok: false, code: 'NOT_MEMBER' })
    const [audience] = (await world.db.collection('audiences').where({ _id: group.conversationId }).get())
      .data
    expect(audience.openids).toEqual([group.merchant, group.official, group.head].map(({ openid }) => openid))
    const [conversation] = (
      await world.db.collection('conversations').where({ _id: group.conversationId }).get()
    ).data
    expect(conversation.memberCount).toBe(3)
  })

  it('opens with the newest page, pages back, and counts the unread', async () => {
    const group = await aGroup(world)
    for (let index = 1; index <= 35; index += 1) await sent(group, group.merchant, `第 ${index} 条`)
    const { conversationId } = group
    const opened = await world.ok(group.official.openid, 'groups', 'openConversation', { conversationId })
    expect(opened.messages.map((message) => message.order)).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 6),
    )
    expect(opened).toMatchObject({
      earlier: true,
      conversation: { n: 35, readN: 0, me: { role: '科室负责人' } },
    })
    const before = await world.ok(group.official.openid, 'groups', 'readEarlier', {
      conversationId,
      beforeOrder: 6,
    })
    expect(before.messages.map((message) => message.order)).toEqual([1, 2, 3, 4, 5])
    expect(before.earlier).toBe(false)
    const list = () => world.ok(group.official.openid, 'groups', 'listConversations', {})
    expect((await list()).conversations).toMatchObject([{ unread: 35, last: { text: '第 35 条' } }])
    await world.ok(group.official.openid, 'groups', 'markRead', { conversationId, n: 33 })
    await world.ok(group.official.openid, 'groups', 'markRead', { conversationId, n: 20 })
    expect((await list()).conversations[0]!.unread).toBe(2)
  })

  it('misses nothing that was on its way when the conversation was opened', async () => {
    const group = await aGroup(world)
    const { conversationId, official, merchant } = group
    const open = () => world.ok(official.openid, 'groups', 'openConversation', { conversationId })
    const takeNumber = () =>
      world.db
        .collection('conversations')
        .where({ _id: conversationId })
        .update({ n: world.db.command.inc(1) })
    const question = await sent(group, merchant, '问一下', { mentionIds: [official.personId] })
    await takeNumber() // someone's number 2, whose message is still on its way
    const call = { obligationId: question.mentions[0]!.obligationId, moveId: fresh('move') }
    await world.ok(official.openid, 'groups', 'acknowledgeMention', call) // moves number 1 to 3
    expect(await open()).toMatchObject({ cursor: 0, waiting: true })

    for (let index = 0; index < 40; index += 1) await sent(group, merchant, `第 ${index} 条`)
    const full = await open()
    expect(full.messages).toHaveLength(30)
    expect(full.waiting).toBe(true)
    expect(full.cursor).toBeLessThan(Math.min(...full.messages.map((message) => message.n)) - 1)
    world.cloud.clock.advance(10_001)
    expect(await open()).toMatchObject({ cursor: 43, waiting: false })
  })

  it('does not ask for more while it waits', async () => {
    const group = await aGroup(world)
    await world.db
      .collection('conversations')
      .where({ _id: group.conversationId })
      .update({ n: world.db.command.inc(1) })
    for (let index = 0; index < 51; index += 1) await sent(group, group.merchant, `第 ${index} 条`)
    expect(await read(group, group.official)).toMatchObject({ cursor: 0, waiting: true, more: false })
    world.cloud.clock.advance(10_001)
    expect(await read(group, group.official)).toMatchObject({ cursor: 51, waiting: false, more: true })
  })

  it('leads past a page of messages that are held', async () => {
    const group = await aGroup(world)
    await sent(group, group.merchant, '最早的一条')
    for (let index = 0; index < 31; index += 1) await sent(group, group.merchant, `待审示例 ${index}`)
    const { conversationId } = group
    const opened = await world.ok(group.official.openid, 'groups', 'openConversation', { conversationId })
    expect(opened.messages.map((message) => message.text)).toEqual(['最早的一条'])
    expect(opened.earlier).toBe(false)
  })

  it('waits for a young hole and skips an old one', async () => {
    const group = await aGroup(world)
    await sent(group, group.merchant, '一')
    // A function took a number and died before its message was written.
    await world.db
      .collection('conversations')
      .where({ _id: group.conversationId })
      .update({ n: world.db.command.inc(1) })
    await sent(group, group.merchant, '三')
    const young = await read(group, group.official)
    expect(young).toMatchObject({ cursor: 1, waiting: true })
    expect(young.messages.map((message) => message.text)).toEqual(['一', '三'])
    world.cloud.clock.advance(10_001)
    expect(await read(group, group.official)).toMatchObject({ cursor: 3, waiting: false })
  })

  it('lists members by page in the order of the roster, without phone numbers', async () => {
    const group = await aGroup(world)
    const { members, after } = await world.ok(group.merchant.openid, 'groups', 'listMembers', {
      conversationId: group.conversationId,
    })
    expect(members.map((member) => [member.role, member.mentionable])).toEqual([
      ['企业', false],
      ['科室负责人', true],
      ['律师', true],
      ['群主', true],
    ])
    expect(after).toBeNull()
    expect(JSON.stringify(members)).not.toMatch(/1700000|oTest/)
  })
})

describe('what a call costs, in database requests', () => {
  it('is what its docstring says', async () => {
    const group = await aGroup(world)
    const cost: Record<string, number> = {}
    await sent(group, group.merchant, '平常的话')
    cost.plain = world.requestsOfLastCall()
    const question = await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    cost.asking = world.requestsOfLastCall()
    await world.ok(group.official.openid, 'duty', 'listInbox', {})
    cost.inbox = world.requestsOfLastCall()
    await world.ok(group.official.openid, 'groups', 'openConversation', {
      conversationId: group.conversationId,
    })
    cost.open = world.requestsOfLastCall()
    await world.ok(group.official.openid, 'groups', 'acknowledgeMention', {
      obligationId: question.mentions[0]!.obligationId,
      moveId: fresh('move'),
    })
    cost.acknowledge = world.requestsOfLastCall()
    await sent(group, group.official, '好的', { answersMessageId: question.messageId })
    cost.answer = world.requestsOfLastCall()
    await read(group, group.merchant)
    cost.changes = world.requestsOfLastCall()
    await world.ok(group.merchant.openid, 'groups', 'listConversations', {})
    cost.list = world.requestsOfLastCall()
    expect(cost).toEqual({
      plain: 6,
      asking: 8,
      inbox: 3,
      open: 5,
      acknowledge: 8,
      answer: 12,
      changes: 4,
      list: 4,
    })
  })
})
