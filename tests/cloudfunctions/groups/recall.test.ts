/** Taking back, taking out of sight, and pinning. */
import { aGroup, fresh, type TestGroup, type TestPerson } from '../../support/factories'
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

const recall = (by: TestPerson, messageId: string, moveId = fresh('move')) =>
  world.call(by.openid, 'groups', 'recallMessage', { messageId, moveId })
const withdraw = (by: TestPerson, messageId: string, moveId = fresh('move')) =>
  world.call(by.openid, 'groups', 'withdrawMessage', { messageId, reason: '与本群无关', moveId })
const pin = (by: TestPerson, messageId: string, moveId = fresh('move')) =>
  world.call(by.openid, 'groups', 'pinMessage', { messageId, moveId })
const unpin = (by: TestPerson, { conversationId }: TestGroup, moveId = fresh('move')) =>
  world.call(by.openid, 'groups', 'unpinMessage', { conversationId, moveId })
const stored = async (collection: string, condition: object) =>
  (await world.db.collection(collection).where(condition).get()).data
const seen = async (group: TestGroup, by: TestPerson, messageId: string) =>
  (await read(group, by)).messages.find((message) => message.messageId === messageId)!

describe('recall', () => {
  it('takes the words from everyone, from quotes and from the database, and ends what was asked', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '电话打错了', {
      mentionIds: [group.official.personId],
    })
    const quoting = await sent(group, group.lawyer, '我也看看', { answersMessageId: question.messageId })
    const { cursor } = await read(group, group.official)
    world.cloud.clock.advance(2 * 60_000)
    expect(await recall(group.merchant, question.messageId)).toEqual({
      ok: true,
      data: { content: 'recalled' },
    })

    const news = await read(group, group.official, cursor)
    expect(news.messages).toMatchObject([{ messageId: question.messageId, content: 'recalled', text: '' }])
    expect(news.messages[0]!.mentions).toMatchObject([{ state: 'recalled' }])
    expect((await seen(group, group.official, quoting.messageId)).answers).toMatchObject({ text: '' })
    expect((await world.ok(group.official.openid, 'duty', 'listInbox', {})).items).toEqual([])
    const everything = JSON.stringify([await stored('messages', {}), await stored('obligations', {})])
    expect(everything).not.toContain('电话打错了')
  })

  it('is for two minutes by the clock of the cloud', async () => {
    const group = await aGroup(world)
    const message = await sent(group, group.merchant, '发错了')
    world.cloud.clock.advance(2 * 60_000 + 1)
    expect(await recall(group.merchant, message.messageId)).toMatchObject({ code: 'RECALL_TOO_LATE' })
    expect(await seen(group, group.lawyer, message.messageId)).toMatchObject({ text: '发错了' })
  })

  it('is its sender’s alone, and no more once he was removed', async () => {
    const group = await aGroup(world)
    const message = await sent(group, group.merchant, '一句话')
    for (const other of [group.head, group.lawyer])
      expect(await recall(other, message.messageId)).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await recall(group.merchant, 'no-such-message')).toMatchObject({ code: 'NOT_ALLOWED' })
    await talkIn(() => world).removed(group, group.merchant)
    expect(await recall(group.merchant, message.messageId)).toMatchObject({ code: 'NOT_MEMBER' })
  })

  it('repeated finishes what the first left, and knows its own work', async () => {
    const group = await aGroup(world)
    const draft = { draftId: fresh('draft'), mentionIds: [group.official.personId] }
    const question = await sent(group, group.merchant, '问一下', draft)
    const move = fresh('move')
    await recall(group.merchant, question.messageId, move)
    world.cloud.clock.advance(10 * 60_000)
    expect(await recall(group.merchant, question.messageId, move)).toMatchObject({ ok: true })
    expect(await recall(group.merchant, question.messageId)).toMatchObject({ ok: false })
    const [obligation] = await stored('obligations', { 'source.messageId': question.messageId })
    expect(obligation.history).toHaveLength(1)
    // The sending itself, repeated by an outbox that never heard of it, brings nothing back.
    expect(await sent(group, group.merchant, '问一下', draft)).toMatchObject({
      content: 'recalled',
      text: '',
    })
    expect((await world.ok(group.official.openid, 'duty', 'listInbox', {})).items).toEqual([])
  })

  it('two at the same instant leave one entry', async () => {
    const group = await aGroup(world)
    const { messageId } = await sent(group, group.merchant, '一句话')
    await Promise.all([recall(group.merchant, messageId), withdraw(group.head, messageId)])
    const [message] = await stored('messages', { _id: messageId })
    expect(message.history).toHaveLength(1)
  })

  it('is refused for what answered an @, which would then say 已回应 with no answer', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    const answer = await sent(group, group.official, '可以', { answersMessageId: question.messageId })
    expect(await recall(group.official, answer.messageId)).toMatchObject({ code: 'RECALL_ANSWERED' })
  })
})

describe('withdrawal', () => {
  it('is 群主’s, with a reason for the sender alone', async () => {
    const group = await aGroup(world)
    const message = await sent(group, group.merchant, '广告', { mentionIds: [group.official.personId] })
    expect(await withdraw(group.official, message.messageId)).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await withdraw(group.head, message.messageId)).toMatchObject({ ok: true })
    const gone = { content: 'withdrawn', text: '' }
    expect(await seen(group, group.merchant, message.messageId)).toMatchObject({
      ...gone,
      reason: '与本群无关',
    })
    expect(await seen(group, group.lawyer, message.messageId)).toMatchObject({ ...gone, reason: '' })
    expect((await world.ok(group.official.openid, 'duty', 'listInbox', {})).items).toEqual([])
  })
})

describe('the pinned notice', () => {
  it('is one, by 群主, and reaches those who read on', async () => {
    const group = await aGroup(world)
    const first = await sent(group, group.merchant, '周五停水')
    const second = await sent(group, group.official, '周六培训')
    const { cursor } = await read(group, group.lawyer)
    expect(await pin(group.merchant, first.messageId)).toMatchObject({ code: 'NOT_ALLOWED' })
    await pin(group.head, first.messageId)
    const news = await read(group, group.lawyer, cursor)
    expect(news).toMatchObject({ waiting: false, pinned: { messageId: first.messageId, text: '周五停水' } })
    expect(news.cursor).toBeGreaterThan(cursor)
    await pin(group.head, second.messageId)
    expect((await read(group, group.lawyer)).pinned).toMatchObject({ messageId: second.messageId })
    expect(await unpin(group.lawyer, group)).toMatchObject({ code: 'NOT_ALLOWED' })
    await unpin(group.head, group)
    const { conversationId } = group
    const opened = await world.ok(group.lawyer.openid, 'groups', 'openConversation', { conversationId })
    expect(opened.pinned).toBeNull()
  })

  it('a late repeat does not bring back what has been replaced', async () => {
    const group = await aGroup(world)
    const [first, second] = [await sent(group, group.head, '甲'), await sent(group, group.head, '乙')]
    const move = fresh('move')
    await pin(group.head, first.messageId, move)
    await pin(group.head, second.messageId)
    expect(await pin(group.head, first.messageId, move)).toMatchObject({ ok: true })
    expect((await read(group, group.lawyer)).pinned).toMatchObject({ text: '乙' })
    const [message] = await stored('messages', { _id: first.messageId })
    expect(message.history).toHaveLength(1)
  })

  it('goes when its message is recalled', async () => {
    const group = await aGroup(world)
    const message = await sent(group, group.head, '通知')
    await pin(group.head, message.messageId)
    await recall(group.head, message.messageId)
    expect((await read(group, group.lawyer)).pinned).toBeNull()
    expect(await pin(group.head, message.messageId)).toMatchObject({ code: 'NOT_FOUND' })
  })
})
