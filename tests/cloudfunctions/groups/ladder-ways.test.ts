/** The ways to people, and what becomes of an @ whose message is held or taken back. */
import { randomUUID } from 'node:crypto'
import { fresh, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { aNight, HOUR, ladderIn, MINUTE, type Night } from './ladder-scene'
import { talkIn } from './talk'

const DAY = 24 * HOUR
/** 8:30 in Shanghai on the day of START. */
const MORNING = START - 1.5 * HOUR

let world: World
let night: Night
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  world.cloud.clock.set(START)
  await world.db.collection('obligations').where({ open: true }).remove()
  await world.db.collection('messages').where({ content: 'shown' }).remove()
  night = await aNight(world)
})

const { sent } = talkIn(() => world)
const { agrees, pass, obligation, pushed, calls, inbox } = ladderIn(() => world)

const asks = async (text: string, whom: TestPerson, more = {}) => {
  const message = await sent(night.group, night.merchant, text, { mentionIds: [whom.personId], ...more })
  return { messageId: message.messageId, id: message.mentions[0]!.obligationId }
}
const robotWords = () =>
  world.cloud.deliveries().flatMap((each) => (each.channel === 'robot' ? [each.message] : []))

it('a message that WeChat takes no more empties what was known, and the next is told', async () => {
  const grant = { name: 'mention' as const, grantId: fresh('grant') }
  await world.ok(night.chen.openid, 'duty', 'notePush', grant)
  await agrees(night.boss)
  const { id } = await asks('招牌', night.chen)
  expect((await obligation(id)).notices).toMatchObject([{ outcome: 'unreachable' }])
  const { data } = await world.db.collection('identities').where({ personId: night.chen.personId }).get()
  expect(data[0].credits.mention).toEqual([])
  await pass(1)
  expect(pushed(night.boss)).toHaveLength(1)
})

it('an unknown outcome counts as not reached, and nobody is sent the same twice', async () => {
  await Promise.all([agrees(night.chen), agrees(night.boss)])
  world.cloud.breakOpenApi('subscribeMessage.send', 'lostAnswer')
  const { id } = await asks('招牌', night.chen)
  world.cloud.breakOpenApi('subscribeMessage.send', null)
  expect((await obligation(id)).notices).toMatchObject([{ outcome: 'unknown' }])
  await pass(2)
  expect(pushed(night.chen)).toHaveLength(1)
  expect(pushed(night.boss)).toHaveLength(1)
})

it('the robot of the unit tells who has no message left, without long numbers, at most 15 a minute', async () => {
  await world.db.collection('units').doc(night.unitId).update({ robotKey: randomUUID() })
  const { id } = await asks('回我电话 13800001111', night.chen)
  expect((await obligation(id)).state).toBe('notified')
  expect(JSON.stringify(robotWords().at(-1))).toContain('请 示例·陈科员 在')
  expect(JSON.stringify(robotWords().at(-1))).not.toContain('13800001111')
  const before = robotWords().length
  for (let more = 0; more < 16; more += 1) {
    // What is open would be joined.
    await world.db.collection('obligations').where({ open: true }).remove()
    await asks(`再问 ${more}`, night.chen)
  }
  expect(robotWords().length - before).toBe(14)
})

it('who has the app open is told there', async () => {
  await inbox(night.chen)
  const { id } = await asks('招牌', night.chen)
  expect(await obligation(id)).toMatchObject({ state: 'asked', notices: [{ outcome: 'seen' }] })
})

it('a held message is announced without its words; 群主 owes the look on the same ladder', async () => {
  await Promise.all([agrees(night.chen), agrees(night.head)])
  const { id, messageId } = await asks('这是待审示例', night.chen)
  expect(
    pushed(night.chen)
      .at(-1)!
      .lines.map(({ value }) => value),
  ).toContain('有一条给你的消息，正在审核')
  await pass(1)
  expect(
    pushed(night.head)
      .at(-1)!
      .lines.map(({ value }) => value),
  ).toContain('有一条消息在等您审核')
  // A tap opens the place where he decides, and for who was asked the message itself.
  expect([night.head, night.chen].map((each) => pushed(each).at(-1)!.page)).toEqual([
    `packages/groups/review/review?conversationId=${night.group.conversationId}&messageId=${messageId}`,
    `packages/groups/chat/chat?conversationId=${night.group.conversationId}&messageId=${messageId}`,
  ])
  await world.ok(night.head.openid, 'groups', 'reviewMessage', {
    messageId,
    verdict: 'refuse',
    reason: '请换个说法',
    moveId: fresh('move'),
  })
  expect(await obligation(id)).toMatchObject({ state: 'recalled', open: false })
  expect(await inbox(night.head)).toEqual([])
})

describe('calls', () => {
  /** The morning and all its rungs, in minutes that pass one by one; then to just before the next. */
  const aMorning = async (day: number) => {
    world.cloud.clock.set(MORNING + day * DAY - MINUTE)
    const before = calls().length
    await pass(30)
    return calls().length - before
  }

  it('are made in three rounds; later mornings tell, and ring nobody, until somebody asks again', async () => {
    const { id, messageId } = await asks('招牌', night.chen)
    await pass(30)
    const called = [await aMorning(1), await aMorning(2)]
    expect(called).toEqual([4, 4])
    expect([await aMorning(3), await aMorning(4)]).toEqual([0, 0])
    const { notices, round, open } = await obligation(id)
    expect({ round, open }).toEqual({ round: 5, open: true })
    for (const morning of [3, 4])
      expect(notices.filter((notice) => notice.round === morning).map(({ why }) => why)).toEqual([
        'asked',
        'rung',
        'rung',
        'rung',
      ])
    await sent(night.group, night.chen, '好了', { answersMessageId: messageId })
    await world.ok(night.merchant.openid, 'groups', 'reopenMention', {
      obligationId: id,
      canWait: false,
      moveId: fresh('move'),
    })
    const before = calls().length
    await pass(10)
    expect(calls().length).toBeGreaterThan(before)
  })
})

it('taking back one of two messages leaves the other’s question standing', async () => {
  const first = await asks('一问', night.chen)
  world.cloud.clock.set(START + MINUTE)
  const second = await asks('再问', night.chen)
  expect(second.id).toBe(first.id)
  const recall = (messageId: string) =>
    world.ok(night.merchant.openid, 'groups', 'recallMessage', { messageId, moveId: fresh('move') })
  await recall(first.messageId)
  expect(await inbox(night.chen)).toMatchObject([{ title: '再问', source: { messageId: second.messageId } }])
  await recall(second.messageId)
  expect(await inbox(night.chen)).toEqual([])
})
