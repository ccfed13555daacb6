import { aGroup, aPerson, fresh, type TestPerson } from '../../support/factories'
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
    for (let index = 0; index < 101; index += 1) await sent(group, group.merchant, `第 ${index} 条`)
    expect(await read(group, group.official)).toMatchObject({ cursor: 0, waiting: true, more: false })
    world.cloud.clock.advance(10_001)
    expect(await read(group, group.official)).toMatchObject({ cursor: 101, waiting: false, more: true })
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

  it('the list shows what was last said, not an older message whose @ moved, nor that something is held', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '先问一件', { mentionIds: [group.official.personId] })
    await sent(group, group.lawyer, '后说一句')
    await world.ok(group.official.openid, 'groups', 'acknowledgeMention', {
      obligationId: question.mentions[0]!.obligationId,
      moveId: fresh('move'),
    })
    await sent(group, group.merchant, '这是待审示例')
    const { conversations } = await world.ok(group.head.openid, 'groups', 'listConversations', {})
    // Two messages to read: neither 收到 nor what is held is one.
    expect(conversations[0]).toMatchObject({
      unread: 2,
      last: { text: '后说一句', senderName: '示例·周律师' },
    })
  })
})
