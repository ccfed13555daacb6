/** An @ climbs: who is told, when, and what ends it. */
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { aNight, HOUR, ladderIn, MINUTE, SUNDAY_3AM, type Night } from './ladder-scene'
import { talkIn } from './talk'

let world: World
let night: Night
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.cloud.clock.set(START)
  // What another test left open would climb on in this one.
  await world.db.collection('obligations').where({ open: true }).remove()
  night = await aNight(world)
})

const { send, sent, read } = talkIn(() => world)
const { agrees, pass, obligation, pushed, calls, inbox } = ladderIn(() => world)

/** @returns the id of the obligation that this @ opened or joined */
async function asks(text: string, more: Parameters<typeof sent>[3] = {}): Promise<string> {
  const message = await sent(night.group, night.merchant, text, more)
  return message.mentions[0]!.obligationId
}
const askUnit = (text = '夜里下水道堵了', more: Parameters<typeof sent>[3] = {}) =>
  asks(text, { unitIds: [night.unitId], ...more })

const acknowledge = (person: TestPerson, obligationId: string) =>
  world.ok(person.openid, 'groups', 'acknowledgeMention', { obligationId, moveId: fresh('move') })

describe('at 3 a.m. on a Sunday', () => {
  beforeEach(() => world.cloud.clock.set(SUNDAY_3AM))

  it('reaches who is on duty at once, then the head, then the leader, whose answer ends it', async () => {
    await Promise.all([night.zhou, night.boss, night.mayor].map((each) => agrees(each)))
    const id = await askUnit()
    expect(pushed(night.zhou)).toMatchObject([
      {
        at: SUNDAY_3AM,
        page: expect.stringContaining('messageId='),
        lines: [
          { value: '通济营商环境共建（示例）' },
          { value: '示例·王掌柜' },
          { value: '夜里下水道堵了' },
          { value: '2026年4月19日 04:00' },
        ],
      },
    ])
    expect(await obligation(id)).toMatchObject({ ownerId: night.zhou.personId, state: 'notified', rung: 0 })

    await pass(4)
    expect(pushed(night.boss)).toEqual([])
    await pass(1)
    expect(pushed(night.boss)).toMatchObject([{ at: SUNDAY_3AM + 5 * MINUTE }])
    await pass(5)
    expect(pushed(night.mayor)).toMatchObject([{ at: SUNDAY_3AM + 10 * MINUTE }])
    expect((await obligation(id)).ownerId).toBe(night.zhou.personId)
    expect(await inbox(night.mayor)).toMatchObject([{ obligationId: id, mine: false }])

    const [asked] = (await read(night.group, night.merchant)).messages
    expect(asked!.mentions[0]).toMatchObject({
      ownerName: '示例·周科员',
      called: [
        { name: '示例·程主任', reached: true },
        { name: '示例·李镇长', reached: true },
      ],
      dutyPhone: '028-0000-0000',
    })
    const [seen] = (await read(night.group, night.group.lawyer)).messages
    expect(seen!.mentions[0]).toMatchObject({ state: 'asked', called: [], ownerName: null, dutyPhone: null })

    await sent(night.group, night.mayor, '抢修队已出发', { answersMessageId: asked!.messageId })
    expect(await obligation(id)).toMatchObject({ state: 'answered', open: false })
    expect(await inbox(night.zhou)).toEqual([])
    await pass(30)
    expect([night.zhou, night.boss, night.mayor].map((each) => pushed(each).length)).toEqual([1, 1, 1])
  })

  it('waits for the morning when the asker can, and then for who is on duty then', async () => {
    await agrees(night.chen)
    const id = await askUnit('牌子的尺寸', { canWait: true })
    expect(await obligation(id)).toMatchObject({ ownerId: night.chen.personId, rung: -1, notices: [] })
    await pass(1)
    world.cloud.clock.set(SUNDAY_3AM + 5.5 * HOUR - 2 * MINUTE)
    await pass(1)
    expect(pushed(night.chen)).toEqual([])
    await pass(1)
    expect(pushed(night.chen)).toMatchObject([{ at: SUNDAY_3AM + 5.5 * HOUR }])
    expect(await obligation(id)).toMatchObject({
      rung: 0,
      dueAt: new Date(SUNDAY_3AM + 6 * HOUR),
      notices: [{ why: 'asked', outcome: 'sent' }],
    })
  })

  it('passes over who cannot be reached, leaves him the entry, and says why', async () => {
    await agrees(night.mayor)
    const id = await askUnit()
    await pass(1)
    expect(pushed(night.mayor)).toMatchObject([{ at: SUNDAY_3AM + MINUTE }])
    expect((await obligation(id)).notices.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['示例·周科员', 'unreachable'],
      ['示例·程主任', 'unreachable'],
      ['示例·李镇长', 'sent'],
    ])
    expect(await inbox(night.boss)).toMatchObject([{ obligationId: id }])
  })

  it('calls by phone, one after the other, when nobody is left to tell; and begins anew in the morning', async () => {
    const id = await askUnit()
    const before = calls().length
    await pass(1)
    const [first] = calls().slice(before)
    expect(first).toMatchObject({
      at: SUNDAY_3AM + MINUTE,
      call: 'ringing',
      text: expect.stringContaining('等您回应'),
    })
    expect((await obligation(id)).notices.at(-1)).toMatchObject({ name: '示例·周科员', outcome: 'calling' })
    await pass(1)
    expect(calls().length).toBe(before + 2)
    expect((await obligation(id)).notices.map(({ outcome }) => outcome)).toContain('missedCall')
    world.cloud.answerCall(calls().at(-1)!.id, 'answered')
    await pass(1)
    expect((await obligation(id)).notices.map(({ outcome }) => outcome)).toContain('answeredCall')
    expect(calls().length).toBe(before + 2)
    await pass(30)
    const after = await obligation(id)
    expect(calls().length).toBe(before + 4)
    expect(after).toMatchObject({ round: 1, rung: -1, rungAt: new Date(SUNDAY_3AM + 5.5 * HOUR), open: true })
    await agrees(night.chen)
    world.cloud.clock.set(SUNDAY_3AM + 5.5 * HOUR - MINUTE)
    await pass(1)
    expect(await obligation(id)).toMatchObject({ round: 1, ownerId: night.chen.personId, open: true })
  })
})

it('a promise keeps the ladder still until its time, and no longer', async () => {
  await Promise.all([night.chen, night.boss].map((each) => agrees(each, 2)))
  const id = await askUnit()
  await acknowledge(night.chen, id)
  await world.ok(night.chen.openid, 'groups', 'promiseMention', {
    obligationId: id,
    by: START + 4 * HOUR,
    moveId: fresh('move'),
  })
  world.cloud.clock.set(START + 4 * HOUR - 2 * MINUTE)
  await pass(1)
  expect(pushed(night.boss)).toEqual([])
  await pass(1)
  expect(pushed(night.boss)).toMatchObject([{ at: START + 4 * HOUR }])
  expect(await obligation(id)).toMatchObject({ state: 'promised', ownerId: night.chen.personId, rung: 1 })
})

it('goes on when it was due, whatever was offered or urged just before', async () => {
  await Promise.all([night.chen, night.boss, night.zhou].map((each) => agrees(each, 3)))
  world.cloud.clock.set(START + MINUTE / 2)
  const [offered, urged] = [await askUnit('一'), await askUnit('二', { askEach: true })]
  await pass(4)
  world.cloud.clock.set(START + 5 * MINUTE + 20_000)
  const to = { kind: 'person', id: night.zhou.personId }
  const moves = { offerMention: [night.chen, offered, { to }], urgeMention: [night.head, urged, {}] } as const
  for (const [action, [by, obligationId, more]] of Object.entries(moves))
    await world.ok(by.openid, 'groups', action as 'urgeMention', {
      ...{ obligationId, moveId: fresh('move') },
      ...more,
    })
  for (const id of [offered, urged])
    expect((await obligation(id)).nextAt).toEqual(new Date(START + 5.5 * MINUTE))
  await pass(1)
  for (const id of [offered, urged]) {
    const { notices, rung } = await obligation(id)
    expect({ rung, last: notices.at(-1) }).toMatchObject({
      rung: 1,
      last: { personId: night.boss.personId, why: 'rung', at: new Date(START + 6 * MINUTE) },
    })
  }
})

it('收到 in time keeps it with its person until the answer is due', async () => {
  await Promise.all([night.chen, night.boss].map((each) => agrees(each)))
  const id = await askUnit()
  await pass(3)
  await acknowledge(night.chen, id)
  await pass(26)
  expect(pushed(night.boss)).toEqual([])
  await pass(1)
  expect(pushed(night.boss)).toMatchObject([{ at: START + 30 * MINUTE }])
})

it('passes at the change of shift what is not yet 收到, with a note; what is 收到 stays', async () => {
  const change = START + 10 * HOUR // 20:00
  await Promise.all([agrees(night.chen, 4), agrees(night.zhou, 4)])
  world.cloud.clock.set(change - 2 * MINUTE)
  const ids = [await askUnit('一'), await asks('二', { mentionIds: [night.chen.personId] })]
  const other = await aNight(world)
  expect(other.unitId).not.toBe(night.unitId)
  await pass(2)
  expect(await obligation(ids[0]!)).toMatchObject({
    ownerId: night.zhou.personId,
    ownerName: '示例·周科员',
    notices: [{ why: 'asked' }, { why: 'shift', personId: night.zhou.personId, outcome: 'sent' }],
    shiftEndsAt: new Date(change + 12 * HOUR),
  })
  expect(await inbox(night.chen)).toMatchObject([{ obligationId: ids[1] }])
  world.cloud.clock.set(change + 12 * HOUR - 3 * MINUTE)
  const kept = await askUnit('三', { askEach: true })
  await acknowledge(night.zhou, kept)
  await pass(4)
  expect((await obligation(kept)).ownerId).toBe(night.zhou.personId)
})

it('goes to 群主 when its owner leaves, who is told', async () => {
  await Promise.all([agrees(night.chen), agrees(night.head)])
  const id = await asks('问一下', { mentionIds: [night.chen.personId] })
  await world.db
    .collection('members')
    .doc(`${night.group.conversationId}.${night.chen.personId}`)
    .update({ state: 'removed' })
  await pass(5)
  expect(await obligation(id)).toMatchObject({ ownerId: night.head.personId, state: 'notified' })
  expect(pushed(night.head)).toHaveLength(1)
})

describe('several asked', () => {
  const two = () => ({ mentionIds: [night.chen.personId, night.zhou.personId] })

  it('the first answer releases the others, unless each is to answer', async () => {
    const question = await sent(night.group, night.merchant, '谁去', two())
    await sent(night.group, night.zhou, '我去', { answersMessageId: question.messageId })
    expect(await inbox(night.chen)).toEqual([])
    const each = await sent(night.group, night.merchant, '都报个到', { ...two(), askEach: true })
    await sent(night.group, night.zhou, '到', { answersMessageId: each.messageId })
    expect(await inbox(night.chen)).toHaveLength(1)
  })

  it('a further @ joins what is open, and its chip lives and ends with it', async () => {
    const first = await sent(night.group, night.merchant, '一问', two())
    const again = await sent(night.group, night.merchant, '再问', { mentionIds: [night.chen.personId] })
    expect(again.mentions[0]!.obligationId).toBe(first.mentions[0]!.obligationId)
    expect(await inbox(night.chen)).toHaveLength(1)
    await sent(night.group, night.chen, '好了', { answersMessageId: again.messageId })
    const { messages } = await read(night.group, night.merchant)
    const chips = messages.flatMap(({ mentions }) => mentions.map(({ state }) => state))
    expect(chips.sort()).toEqual(['answered', 'answered', 'released'])
  })

  it('an answer to the one question does not release what was asked again since', async () => {
    const first = await sent(night.group, night.merchant, '一问', two())
    await sent(night.group, night.merchant, '再问陈', { mentionIds: [night.chen.personId] })
    await sent(night.group, night.zhou, '好了', { answersMessageId: first.messageId })
    expect(await inbox(night.chen)).toHaveLength(1)
  })
})

it('不用回应 opens no clock and tells nobody', async () => {
  const message = await sent(night.group, night.merchant, '谢谢陈科员', {
    mentionIds: [night.chen.personId],
    noAnswerNeeded: true,
  })
  expect(message.mentions).toMatchObject([{ noAnswerNeeded: true, state: 'excused', mayAct: [] }])
  expect(await inbox(night.chen)).toEqual([])
})

it('a unit without people in the group is refused by name', async () => {
  expect(
    await send(night.group, night.merchant, '问', { unitIds: [night.townId, 'unit-nowhere'] }),
  ).toMatchObject({
    code: 'MENTION_REFUSED',
  })
})

it('a phone cannot start the timer', async () => {
  const event = { Type: 'Timer', TriggerName: 'due', Time: '2026-04-13T02:00:00Z', Message: '' }
  const { result } = await world.cloud.callFunction('groups', event, night.merchant.openid)
  expect(result).toMatchObject({ ok: false, code: 'BAD_INPUT' })
})
