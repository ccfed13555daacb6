import { aGroup, aVerifiedPerson, fresh } from '../../support/factories'
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

const { send, sent, read, removed } = talkIn(() => world)

const MINUTE = 60_000

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
    await world.db
      .collection('identities')
      .where({ personId: group.merchant.personId })
      .update({ phoneDigest: null })
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
