import { inboxIdOf } from '../../../miniprogram/domain/people'
import { aGroup, aVerifiedPerson, fresh, type TestGroup, type TestPerson } from '../../support/factories'
import { startWorld, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const opens = (group: TestGroup, by: TestPerson, other: TestPerson) =>
  world.call(by.openid, 'groups', 'openPrivate', { via: group.conversationId, personId: other.personId })

async function aPrivateChat() {
  const group = await aGroup(world)
  const answer = await opens(group, group.merchant, group.lawyer)
  if (!answer.ok) throw new Error(answer.code)
  return { group, one: group.merchant, other: group.lawyer, conversationId: answer.data.conversationId }
}

const says = (conversationId: string, by: TestPerson, text: string) =>
  world.call(by.openid, 'groups', 'sendMessage', {
    draftId: fresh('draft'),
    conversationId,
    text,
    mentionIds: [],
  })

async function inboxTickOf({ personId }: TestPerson): Promise<number> {
  const { data } = await world.db.collection('ticks').doc(inboxIdOf(personId)).get()
  return ([data].flat()[0] as { n: number }).n
}

describe('a private chat', () => {
  it('is the same one for both, also when both open it at the same instant', async () => {
    const group = await aGroup(world)
    const [one, other] = await Promise.all([
      opens(group, group.merchant, group.lawyer),
      opens(group, group.lawyer, group.merchant),
    ])
    expect(one).toMatchObject({ ok: true, data: { name: '示例·周律师' } })
    expect(other).toMatchObject({ ok: true, data: { name: '示例·王掌柜' } })
    expect(one.ok && other.ok && one.data.conversationId === other.data.conversationId).toBe(true)
    const { total } = await world.db
      .collection('members')
      .where({ conversationId: one.ok ? one.data.conversationId : '' })
      .count()
    expect(total).toBe(2)
  })

  it('is in the other’s list with the first message, not before', async () => {
    const { conversationId, one, other } = await aPrivateChat()
    const listed = async () =>
      (await world.ok(other.openid, 'groups', 'listConversations', {})).conversations.find(
        (each) => each.conversationId === conversationId,
      )
    expect(await listed()).toBeUndefined()
    const before = await inboxTickOf(other)
    await says(conversationId, one, '您好，想请教一份合同')
    expect(await inboxTickOf(other)).toBeGreaterThan(before) // his list could not watch what it did not show
    expect(await listed()).toMatchObject({
      kind: 'private',
      name: '示例·王掌柜',
      unread: 1,
      last: { text: '您好，想请教一份合同' },
    })
    const opened = await world.ok(other.openid, 'groups', 'openConversation', { conversationId })
    expect(opened.conversation).toMatchObject({ kind: 'private', name: '示例·王掌柜' })
    expect(opened.messages.map((message) => message.text)).toEqual(['您好，想请教一份合同'])
  })

  it('is refused to 群主, an official and a stranger, by every action', async () => {
    const { group, conversationId, one } = await aPrivateChat()
    const sent = await says(conversationId, one, '只给您看')
    const messageId = sent.ok ? sent.data.message.messageId : ''
    const stranger = await aVerifiedPerson(world)
    for (const { openid } of [group.head, group.official, stranger]) {
      const answers = await Promise.all([
        world.call(openid, 'groups', 'openConversation', { conversationId }),
        world.call(openid, 'groups', 'readChanges', { conversationId, after: 0 }),
        world.call(openid, 'groups', 'readEarlier', { conversationId, beforeOrder: 99 }),
        world.call(openid, 'groups', 'listMembers', { conversationId }),
        world.call(openid, 'groups', 'markRead', { conversationId, n: 1 }),
        world.call(openid, 'groups', 'block', { conversationId, blocked: true, moveId: fresh('move') }),
        world.call(openid, 'groups', 'sendMessage', {
          draftId: fresh('draft'),
          conversationId,
          text: '我也说一句',
          mentionIds: [],
        }),
      ])
      expect(answers.map((answer) => answer.ok)).toEqual(answers.map(() => false))
      expect(JSON.stringify(answers)).not.toContain('只给您看')
    }
    // Nor by answering it from the group, which would quote its words.
    const quoting = await world.call(group.head.openid, 'groups', 'sendMessage', {
      draftId: fresh('draft'),
      conversationId: group.conversationId,
      text: '引用一下',
      mentionIds: [],
      answersMessageId: messageId,
    })
    expect(quoting).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  })

  it('needs a common group, a verified number and somebody else', async () => {
    const group = await aGroup(world)
    const stranger = await aVerifiedPerson(world)
    expect(await opens(group, stranger, group.merchant)).toMatchObject({ code: 'NOT_MEMBER' })
    expect(await opens(group, group.merchant, stranger)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await opens(group, group.merchant, group.merchant)).toMatchObject({ code: 'NOT_FOUND' })
    await world.db
      .collection('identities')
      .where({ personId: group.merchant.personId })
      .update({ phoneDigest: null })
    expect(await opens(group, group.merchant, group.lawyer)).toMatchObject({ code: 'PHONE_NEEDED' })
  })

  it('knows no @', async () => {
    const { conversationId, one, other } = await aPrivateChat()
    const asking = await world.call(one.openid, 'groups', 'sendMessage', {
      draftId: fresh('draft'),
      conversationId,
      text: '问您一下',
      mentionIds: [other.personId],
    })
    expect(asking).toMatchObject({ ok: false, code: 'MENTION_REFUSED' })
  })

  it('sends nothing that the check is unsure of, and says so; when the check is silent it can be tried again', async () => {
    const { conversationId, one, other } = await aPrivateChat()
    expect(await says(conversationId, one, '这是待审示例')).toMatchObject({
      ok: false,
      code: 'CONTENT_UNSURE',
    })
    expect(await says(conversationId, one, '这是超时示例')).toMatchObject({ ok: false, code: 'BUSY' })
    const { messages } = await world.ok(other.openid, 'groups', 'readChanges', { conversationId, after: 0 })
    expect(messages).toEqual([])
    expect((await world.db.collection('messages').where({ conversationId }).count()).total).toBe(0)
  })
})

describe('blocking', () => {
  const blocks = (conversationId: string, by: TestPerson, blocked: boolean, moveId = fresh('move')) =>
    world.call(by.openid, 'groups', 'block', { conversationId, blocked, moveId })

  it('stops the other’s messages until it is taken back; one’s own still go', async () => {
    const { conversationId, one, other } = await aPrivateChat()
    expect(await blocks(conversationId, other, true)).toMatchObject({ ok: true, data: { blocked: true } })
    expect(world.requestsOfLastCall()).toBe(4)
    expect(await says(conversationId, one, '在吗')).toMatchObject({ ok: false, code: 'BLOCKED' })
    const opened = await world.ok(one.openid, 'groups', 'openConversation', { conversationId })
    expect(opened.conversation).toMatchObject({ blocked: true, blocking: false })
    const blocker = await world.ok(other.openid, 'groups', 'openConversation', { conversationId })
    expect(blocker.conversation).toMatchObject({ blocked: false, blocking: true })
    expect(await says(conversationId, other, '我先忙')).toMatchObject({ ok: true })
    await blocks(conversationId, other, false)
    expect(await says(conversationId, one, '在吗')).toMatchObject({ ok: true })
    const after = await world.ok(other.openid, 'groups', 'openConversation', { conversationId })
    expect(after.conversation.blocking).toBe(false)
  })

  it('is not done again by a late repeat of the first call', async () => {
    const { conversationId, one, other } = await aPrivateChat()
    const first = fresh('move')
    await blocks(conversationId, other, true, first)
    await blocks(conversationId, other, false)
    expect(await blocks(conversationId, other, true, first)).toMatchObject({ data: { blocked: false } })
    expect(await says(conversationId, one, '在吗')).toMatchObject({ ok: true })
  })

  it('has no meaning in a group', async () => {
    const group = await aGroup(world)
    expect(await blocks(group.conversationId, group.merchant, true)).toMatchObject({
      ok: false,
      code: 'NOT_ALLOWED',
    })
  })
})
