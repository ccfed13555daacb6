import { aGroup, aVerifiedPerson, fresh, type TestGroup, type TestPerson } from '../../support/factories'
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

const held = (group: TestGroup, more: Parameters<typeof sent>[3] = {}) =>
  sent(group, group.merchant, '这是待审示例，店招怎么换', more)
const reviews = (
  by: TestPerson,
  messageId: string,
  verdict: 'show' | 'refuse',
  more: { reason?: string; moveId?: string } = {},
) => world.call(by.openid, 'groups', 'reviewMessage', { messageId, verdict, moveId: fresh('move'), ...more })
const inbox = async (person: TestPerson) => (await world.ok(person.openid, 'duty', 'listInbox', {})).items

describe('a message held for review', () => {
  it('is owed a look by 群主, who alone sees its words', async () => {
    const group = await aGroup(world)
    const message = await held(group)
    expect(await inbox(group.head)).toMatchObject([
      {
        title: '有一条消息在等您审核',
        source: { about: 'review', messageId: message.messageId },
        askerName: '示例·王掌柜',
      },
    ])
    const { conversationId } = group
    const list = await world.ok(group.head.openid, 'groups', 'listHeld', { conversationId })
    expect(list.messages).toMatchObject([{ messageId: message.messageId, text: message.text }])
    for (const person of [group.official, group.merchant, await aVerifiedPerson(world)])
      expect(await world.call(person.openid, 'groups', 'listHeld', { conversationId })).toMatchObject({
        ok: false,
      })
  })

  it('is 收到 without anyone else hearing of it', async () => {
    const group = await aGroup(world)
    await held(group)
    const { cursor } = await read(group, group.official)
    const { obligationId } = (await inbox(group.head))[0]!
    await world.ok(group.head.openid, 'groups', 'acknowledgeMention', { obligationId, moveId: fresh('move') })
    expect(await inbox(group.head)).toMatchObject([{ state: 'acknowledged' }])
    expect((await read(group, group.official, cursor)).cursor).toBe(cursor)
  })

  it('takes its place with its writing time when it is shown', async () => {
    const group = await aGroup(world)
    const message = await held(group)
    world.cloud.clock.set(START + 600_000)
    const after = await sent(group, group.lawyer, '后来的话')
    const seen = await read(group, group.official)
    expect(seen.messages.map(({ text }) => text)).toEqual(['后来的话'])
    expect(await reviews(group.head, message.messageId, 'show')).toMatchObject({
      ok: true,
      data: { content: 'shown' },
    })
    const { messages } = await read(group, group.official, seen.cursor)
    expect(messages).toMatchObject([
      { messageId: message.messageId, order: message.order, at: START, text: message.text },
    ])
    expect(message.order).toBeLessThan(after.order)
    expect(await inbox(group.head)).toEqual([])
  })

  it('asks by its own words from then on, and answers what it was written to answer', async () => {
    const group = await aGroup(world)
    const question = await sent(group, group.merchant, '问一下', { mentionIds: [group.official.personId] })
    const answer = await sent(group, group.official, '待审示例，请带执照来', {
      answersMessageId: question.messageId,
    })
    expect(await inbox(group.official)).toHaveLength(1)
    await reviews(group.head, answer.messageId, 'show')
    expect(await inbox(group.official)).toEqual([])

    const asking = await held(group, { mentionIds: [group.lawyer.personId] })
    expect((await inbox(group.lawyer))[0]!.title).toBe('有一条给你的消息，正在审核')
    await reviews(group.head, asking.messageId, 'show')
    expect((await inbox(group.lawyer))[0]!.title).toBe(asking.text)
  })

  it('asks nobody any more when it is refused, and its sender reads why', async () => {
    const group = await aGroup(world)
    const message = await held(group, { mentionIds: [group.official.personId] })
    await reviews(group.head, message.messageId, 'refuse', { reason: '请去掉电话号码' })
    expect(await inbox(group.official)).toEqual([])
    const own = await read(group, group.merchant)
    expect(own.messages).toMatchObject([
      { content: 'refused', reason: '请去掉电话号码', mentions: [{ state: 'recalled' }] },
    ])
    expect((await read(group, group.official)).messages).toEqual([])
  })

  it('is decided once: a repeat knows its own work, another decision is refused', async () => {
    const group = await aGroup(world)
    const message = await held(group)
    const moveId = fresh('move')
    await reviews(group.head, message.messageId, 'show', { moveId })
    expect(await reviews(group.head, message.messageId, 'show', { moveId })).toMatchObject({ ok: true })
    expect(await reviews(group.head, message.messageId, 'refuse')).toMatchObject({
      ok: false,
      code: 'REVIEWED_ALREADY',
    })
  })

  it('is not for others to decide', async () => {
    const group = await aGroup(world)
    const message = await held(group)
    const another = await aGroup(world)
    for (const person of [group.merchant, group.official, another.head])
      expect(await reviews(person, message.messageId, 'show')).toMatchObject({
        ok: false,
        code: 'NOT_ALLOWED',
      })
    expect(await reviews(group.head, 'no-such-message', 'show')).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('cannot be 群主’s own: he is told at once', async () => {
    const group = await aGroup(world)
    const answer = await world.call(group.head.openid, 'groups', 'sendMessage', {
      draftId: fresh('draft'),
      conversationId: group.conversationId,
      text: '这是待审示例',
      mentionIds: [],
    })
    expect(answer).toMatchObject({ ok: false, code: 'CONTENT_UNSURE' })
  })
})

describe('a report', () => {
  const reports = (
    by: TestPerson,
    conversationId: string,
    messageIds: string[],
    more: { draftId?: string; reason?: string } = {},
  ) =>
    world.call(by.openid, 'groups', 'reportMessages', {
      draftId: fresh('draft'),
      conversationId,
      messageIds,
      reason: '骂人',
      ...more,
    })
  const anOperator = async (): Promise<TestPerson> => {
    const person = await aVerifiedPerson(world)
    await world.db.collection('persons').doc(person.personId).update({ operator: true })
    return person
  }

  it('from a group goes to 群主, who withdraws what was reported', async () => {
    const group = await aGroup(world)
    const message = await sent(group, group.merchant, '难听的话')
    const { conversationId } = group
    expect(await reports(group.lawyer, conversationId, [message.messageId])).toMatchObject({ ok: true })
    expect(await inbox(group.head)).toMatchObject([
      { title: '有一条举报在等您看', source: { about: 'report' } },
    ])
    const { reports: list } = await world.ok(group.head.openid, 'groups', 'listReports', { conversationId })
    expect(list).toMatchObject([
      { reporterName: '示例·周律师', reason: '骂人', messages: [{ text: '难听的话' }] },
    ])
    const before = (await read(group, group.official)).cursor
    const decision = { reportId: list[0]!.reportId, verdict: 'withdrawn' as const, moveId: fresh('move') }
    await world.ok(group.head.openid, 'groups', 'decideReport', decision)
    await world.ok(group.head.openid, 'groups', 'decideReport', decision) // a lost answer
    const { messages } = await read(group, group.official, before)
    expect(messages).toMatchObject([{ messageId: message.messageId, content: 'withdrawn', text: '' }])
    expect(await inbox(group.head)).toEqual([])
    const again = { ...decision, verdict: 'kept' as const, moveId: fresh('move') }
    expect(await world.call(group.head.openid, 'groups', 'decideReport', again)).toMatchObject({
      code: 'REVIEWED_ALREADY',
    })
  })

  it('sent twice is one, and the same messages reported again by the same person, too', async () => {
    const group = await aGroup(world)
    const { messageId } = await sent(group, group.merchant, '难听的话')
    const draftId = fresh('draft')
    await reports(group.lawyer, group.conversationId, [messageId], { draftId })
    await reports(group.lawyer, group.conversationId, [messageId], { draftId })
    const { conversationId } = group
    const { reports: list } = await world.ok(group.head.openid, 'groups', 'listReports', { conversationId })
    expect(list).toHaveLength(1)
    expect(await reports(group.lawyer, conversationId, [messageId], { reason: '还是他' })).toMatchObject({
      ok: true,
    })
    await reports(group.official, conversationId, [messageId])
    const { reports: all } = await world.ok(group.head.openid, 'groups', 'listReports', { conversationId })
    expect(all.map(({ reporterName, reason }) => [reporterName, reason])).toEqual([
      ['示例·周律师', '骂人'],
      ['示例·陈主任', '骂人'],
    ])
    expect(await inbox(group.head)).toHaveLength(2)
  })

  it('from a private chat goes to an operator, who sees the reported messages only', async () => {
    const group = await aGroup(world)
    const { conversationId } = await world.ok(group.merchant.openid, 'groups', 'openPrivate', {
      via: group.conversationId,
      personId: group.lawyer.personId,
    })
    const chat = { ...group, conversationId }
    await sent(chat, group.lawyer, '前面的私话')
    const bad = await sent(chat, group.lawyer, '难听的话')
    await sent(chat, group.merchant, '请不要这样')
    const operator = await anOperator()
    expect(await reports(group.merchant, conversationId, [bad.messageId])).toMatchObject({ ok: true })
    const answer = await world.ok(operator.openid, 'groups', 'listReports', {})
    expect(answer.reports.at(-1)!.messages.map(({ text }) => text)).toEqual(['难听的话'])
    expect(JSON.stringify(answer)).not.toContain('前面的私话')
    for (const { openid } of [group.head, group.official, group.merchant])
      expect(await world.call(openid, 'groups', 'listReports', {})).toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await world.call(group.head.openid, 'groups', 'listReports', { conversationId })).toMatchObject({
      ok: false,
    })
    expect(await inbox(group.head)).toEqual([])
  })

  it('of 群主’s own words goes past him', async () => {
    const group = await aGroup(world)
    const { messageId } = await sent(group, group.head, '难听的话')
    await reports(group.lawyer, group.conversationId, [messageId])
    expect(await inbox(group.head)).toEqual([])
    const operator = await anOperator()
    const { reports: list } = await world.ok(operator.openid, 'groups', 'listReports', {})
    expect(list.at(-1)!.messages).toMatchObject([{ messageId }])
  })

  it('takes only what the reporter can read, of one other person', async () => {
    const group = await aGroup(world)
    const another = await aGroup(world)
    const theirs = await sent(another, another.merchant, '别处的话')
    const own = await sent(group, group.lawyer, '自己的话')
    const other = await sent(group, group.merchant, '别人的话')
    const by = (ids: string[]) => reports(group.lawyer, group.conversationId, ids)
    expect(await by([theirs.messageId])).toMatchObject({ code: 'NOT_FOUND' })
    expect(await by([own.messageId])).toMatchObject({ code: 'REPORT_ONE_PERSON' })
    expect(await by([own.messageId, other.messageId])).toMatchObject({ code: 'REPORT_ONE_PERSON' })
    expect(await reports(another.merchant, group.conversationId, [other.messageId])).toMatchObject({
      code: 'NOT_MEMBER',
    })
  })
})
