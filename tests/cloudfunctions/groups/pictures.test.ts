/** Pictures and cards of messages, and an @ shown outside. */
import { aGroup, aPerson, fresh, type TestPerson } from '../../support/factories'
import { uploadAs } from '../../support/uploads'
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

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const uploaded = ({ openid }: TestPerson, bytes: Buffer = PNG): Promise<string> =>
  uploadAs(world, openid, `chat/${fresh('picture')}`, bytes)

const picture = (fileId: string) => ({ fileId, width: 4, height: 3 })

/** Waits until the pushed result of the check stands in the message. */
async function checked(messageId: string): Promise<{ state: string }[]> {
  world.cloud.clock.advance(3000)
  for (;;) {
    const [message] = (await world.db.collection('messages').where({ _id: messageId }).get()).data
    if (message.pictures.every(({ state }: { state: string }) => state !== 'checking'))
      return message.pictures
  }
}

it('is its sender’s alone until it is checked, then every member’s, by links of ten minutes', async () => {
  const group = await aGroup(world)
  const { conversationId } = group
  const message = await sent(group, group.merchant, '', {
    pictures: [picture(await uploaded(group.merchant))],
  })
  expect(message.pictures).toEqual([{ width: 4, height: 3, state: 'checking' }])
  const messageIds = [message.messageId]
  const urlOf = async (by: TestPerson) => {
    const { links } = await world.ok(by.openid, 'groups', 'pictureLinks', { conversationId, messageIds })
    return links[0]!.urls[0]!
  }
  expect(await urlOf(group.official)).toBe('')
  expect(await urlOf(group.merchant)).not.toBe('')
  const { cursor } = await read(group, group.official)
  await checked(message.messageId)
  expect((await read(group, group.official, cursor)).messages).toMatchObject([
    { pictures: [{ state: 'shown' }] },
  ])
  const url = await urlOf(group.official)
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(PNG)
  world.cloud.clock.advance(10 * 60_000 + 1000)
  expect((await fetch(url)).ok).toBe(false)
  await removed(group, group.official)
  expect(
    await world.call(group.official.openid, 'groups', 'pictureLinks', { conversationId, messageIds }),
  ).toMatchObject({ code: 'NOT_MEMBER' })
})

it('whose check never answers is asked for again once its sender looks ten minutes later, not twice', async () => {
  const group = await aGroup(world)
  const { conversationId } = group
  world.cloud.breakOpenApi('security.mediaCheckAsync', 'silent')
  const pictures = [picture(await uploaded(group.merchant))]
  const { messageId } = await sent(group, group.merchant, '看', { pictures })
  const looks = (by: TestPerson) =>
    world.ok(by.openid, 'groups', 'pictureLinks', { conversationId, messageIds: [messageId] })
  const checks = async () =>
    (await world.db.collection('pictureChecks').where({ messageId }).get()).data.length as number
  world.cloud.clock.set(START + 10 * 60_000 - 1)
  await looks(group.merchant)
  expect(world.requestsOfLastCall()).toBe(3)
  expect(await checks()).toBe(1)
  world.cloud.clock.set(START + 10 * 60_000)
  await looks(group.official)
  expect(await checks()).toBe(1)
  await Promise.all([looks(group.merchant), looks(group.merchant)])
  expect(await checks()).toBe(2)
  // Nor does that one answer; the next look asks once more, ten minutes after it.
  world.cloud.clock.set(START + 20 * 60_000 - 1)
  await looks(group.merchant)
  expect(await checks()).toBe(2)
  world.cloud.breakOpenApi('security.mediaCheckAsync', null)
  world.cloud.clock.set(START + 20 * 60_000)
  await looks(group.merchant)
  expect(world.requestsOfLastCall()).toBe(5)
  expect(await checks()).toBe(3)
  expect(await checked(messageId)).toMatchObject([{ state: 'shown' }])
})

it('is seen by the reviewer it was reported to, and a held one by 群主, once it is checked', async () => {
  const group = await aGroup(world)
  const { conversationId } = group
  const pictured = async (text: string) =>
    sent(group, group.merchant, text, { pictures: [picture(await uploaded(group.merchant))] })
  const heldOne = await pictured('这是待审示例')
  const urls = async () =>
    (await world.ok(group.head.openid, 'groups', 'listHeld', { conversationId })).messages[0]!.pictures
  expect(await urls()).toEqual([])
  await checked(heldOne.messageId)
  const [url] = await urls()
  expect(Buffer.from(await (await fetch(url!)).arrayBuffer())).toEqual(PNG)

  const shown = await pictured('看图')
  await checked(shown.messageId)
  await world.ok(group.lawyer.openid, 'groups', 'reportMessages', {
    draftId: fresh('draft'),
    conversationId,
    messageIds: [shown.messageId],
    reason: '图不合适',
  })
  const { reports } = await world.ok(group.head.openid, 'groups', 'listReports', { conversationId })
  expect(reports[0]!.messages[0]!.pictures).toHaveLength(1)
})

it('what the check refuses stays its sender’s; a phone cannot play the check', async () => {
  const group = await aGroup(world)
  const risky = Buffer.concat([new Uint8Array(PNG), new Uint8Array(Buffer.from('违规示例'))])
  const pictures = [picture(await uploaded(group.merchant, risky))]
  const { messageId } = await sent(group, group.merchant, '看', { pictures })
  const [check] = (await world.db.collection('pictureChecks').where({ messageId }).get()).data
  const event = {
    MsgType: 'event',
    Event: 'wxa_media_check',
    trace_id: check._id,
    result: { suggest: 'pass' },
  }
  await world.cloud.callFunction('groups', event, group.merchant.openid)
  expect(await checked(messageId)).toMatchObject([{ state: 'refused' }])
})

it('refuses what is no picture, another’s, or too many, with the text kept by the phone', async () => {
  const group = await aGroup(world)
  const mine = await uploaded(group.merchant)
  await sent(group, group.merchant, '', { pictures: [picture(mine)] })
  const refusal = async (by: TestPerson, fileIds: string[]) => {
    const answer = await send(group, by, '文字', { pictures: fileIds.map(picture) })
    return answer.ok ? '' : answer.code
  }
  expect(await refusal(group.official, [mine])).toBe('PICTURE_NOT_YOURS')
  expect(await refusal(group.official, ['cloud://env.bucket/roster/list.xlsx'])).toBe('PICTURE_NOT_YOURS')
  expect(await refusal(group.official, [await uploaded(group.official, Buffer.from('%PDF-1.7'))])).toBe(
    'PICTURE_UNREADABLE',
  )
  expect(await refusal(group.official, [`${mine}-not-there`])).toBe('PICTURE_UNREADABLE')
  expect(await refusal(group.official, Array<string>(10).fill(mine))).toBe('PICTURES_TOO_MANY')
  expect(await refusal(group.merchant, [mine])).toBe('') // the same one again is his to send
})

it('goes with the message that is recalled', async () => {
  const group = await aGroup(world)
  const { conversationId } = group
  const message = await sent(group, group.merchant, '', {
    pictures: [picture(await uploaded(group.merchant))],
  })
  const messageIds = [message.messageId]
  const links = () =>
    world.ok(group.merchant.openid, 'groups', 'pictureLinks', { conversationId, messageIds })
  const [url] = (await links()).links[0]!.urls
  const { messageId } = message
  await world.ok(group.merchant.openid, 'groups', 'recallMessage', { messageId, moveId: fresh('move') })
  expect((await links()).links[0]!.urls).toEqual([])
  expect((await fetch(url!)).ok).toBe(false)
})

it('a card is that of a member', async () => {
  const group = await aGroup(world)
  const stranger = await aPerson(world)
  expect(await send(group, group.merchant, '', { cardOf: stranger.personId })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const { card } = await sent(group, group.merchant, '', { cardOf: group.lawyer.personId })
  expect(card).toMatchObject({ personId: group.lawyer.personId, name: '示例·周律师', role: '律师' })
})

it('a shared @ shows strangers its first words and whether it is handled, and members the way to it', async () => {
  const group = await aGroup(world)
  const question = await sent(group, group.merchant, '招牌要怎么报', {
    mentionIds: [group.official.personId],
  })
  const { obligationId } = question.mentions[0]!
  const share = (by: TestPerson) => world.call(by.openid, 'groups', 'shareMention', { obligationId })
  expect(await share(group.lawyer)).toMatchObject({ code: 'NOT_ALLOWED' })
  const answer = await share(group.merchant)
  if (!answer.ok) throw new Error(answer.code)
  expect(await share(group.head)).toEqual(answer)
  const { shareId } = answer.data
  const seen = (openid: string) => world.call(openid, 'groups', 'openShared', { shareId })
  const outside = { title: '招牌要怎么报', handled: false, conversationId: null, messageId: null }
  expect(await seen('oNobodyKnows')).toEqual({ ok: true, data: outside })
  expect(await seen(group.lawyer.openid)).toMatchObject({
    data: { conversationId: group.conversationId, messageId: question.messageId },
  })
  await sent(group, group.official, '带执照', { answersMessageId: question.messageId })
  expect(await seen('oNobodyKnows')).toMatchObject({ data: { handled: true } })
  expect(await world.call('oNobodyKnows', 'groups', 'openShared', { shareId: 'guessed' })).toMatchObject({
    code: 'NOT_FOUND',
  })
})
