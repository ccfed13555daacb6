import { LADDER } from '../../../miniprogram/domain/ladder'
import { aGroup, fresh, type TestGroup, type TestPerson } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { HOUR, mentionsIn, MINUTE } from './mention-talk'
import { talkIn } from './talk'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.cloud.clock.set(START)
})

const { sent } = talkIn(() => world)
const { asked, moved, stored, joins, aUnit } = mentionsIn(() => world)

/** The official's unit has this head from now on. */
async function headed(group: TestGroup): Promise<TestPerson> {
  const leader = await joins(group, '镇领导', null, '示例·分管领导')
  const unitId = await aUnit(null, null, await aUnit(leader.personId, null))
  const id = `${group.conversationId}.${group.official.personId}`
  await world.db.collection('members').doc(id).update({ unitId })
  return leader
}

describe('全群待回应', () => {
  const list = (group: TestGroup, by: TestPerson, after?: string) => {
    const input = { conversationId: group.conversationId, ...(after === undefined ? {} : { after }) }
    return world.ok(by.openid, 'groups', 'listOpen', input)
  }

  it('shows 群主 every open @, the least time left first, and what he may do', async () => {
    const group = await aGroup(world)
    const promised = await asked(group, group.official, '第一问')
    await moved(group.official, 'promiseMention', promised.obligationId, { by: START + 5 * HOUR })
    world.cloud.clock.advance(MINUTE)
    await asked(group, group.lawyer, '第二问')
    const answered = await asked(group, group.official, '第三问')
    await sent(group, group.official, '好了', { answersMessageId: answered.messageId })
    const { mentions, after } = await list(group, group.head)
    expect(world.requestsOfLastCall()).toBe(3)
    expect(after).toBeNull()
    expect(mentions).toMatchObject([
      {
        title: '第二问',
        ownerName: '示例·周律师',
        dueAt: START + 31 * MINUTE,
        mayAct: ['take', 'assign', 'urge'],
      },
      { title: '第一问', state: 'promised', dueAt: START + 5 * HOUR, promisedAt: START + 5 * HOUR },
    ])
  })

  it('shows a head those of his units, also of the offices below, and no other', async () => {
    const group = await aGroup(world)
    const leader = await headed(group)
    await asked(group, group.lawyer, '律师的')
    await asked(group, group.official, '科室的')
    const { mentions } = await list(group, leader)
    expect(world.requestsOfLastCall()).toBe(4)
    expect(mentions).toMatchObject([{ title: '科室的', mayAct: ['take', 'assign', 'urge'] }])
  })

  it('leaves none out between pages, though many are owed by the same minute', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    const one = await stored(obligationId)
    const rest = Array.from({ length: 46 }, (_, index) => ({
      ...one,
      _id: `${obligationId}-${index}`,
      dueAt: new Date(one.dueAt.getTime() + (index > 30 ? MINUTE : 0)),
    }))
    await world.db.collection('obligations').add(rest)
    const seen: string[] = []
    let after: string | undefined
    for (let pages = 0; pages < 5; pages += 1) {
      const page = await list(group, group.head, after)
      seen.push(...page.mentions.map((each) => each.obligationId))
      if (page.after === null) break
      after = page.after
    }
    expect(seen).toHaveLength(47)
    expect(new Set(seen).size).toBe(47)
  })

  it('takes no page that no page answered', async () => {
    const group = await aGroup(world)
    for (const after of ['', 'x', '1', '-1.0', '1.0.0']) {
      const input = { conversationId: group.conversationId, after }
      expect(await world.call(group.head.openid, 'groups', 'listOpen', input)).toMatchObject({
        code: 'BAD_INPUT',
      })
    }
  })
})

describe('the figures of a group', () => {
  const figuresOf = async (group: TestGroup, by: TestPerson, month = '2026-04') =>
    (await world.ok(by.openid, 'groups', 'figures', { conversationId: group.conversationId, month })).figures

  it('tell mean, median, p90 and worst from what happened, and what was not answered', async () => {
    const group = await aGroup(world)
    for (const minutes of [2, 3, 40]) {
      world.cloud.clock.set(START)
      const { messageId } = await asked(group)
      world.cloud.clock.advance(minutes * MINUTE)
      await sent(group, group.official, '好了', { answersMessageId: messageId })
    }
    world.cloud.clock.set(START)
    await asked(group, group.lawyer)
    world.cloud.clock.set(START + 60 * MINUTE)
    expect(await figuresOf(group, group.head)).toEqual({
      n: 4,
      ended: { released: 0, excused: 0, recalled: 0, transferred: 0 },
      acknowledged: { n: 4, within: 2 },
      answered: { n: 4, within: 2 },
      minutes: { n: 3, mean: 15, median: 3, p90: 40, worst: 40 },
      unanswered: { n: 1, oldest: 60 },
      waiting: 0,
    })
    expect(world.requestsOfLastCall()).toBe(3)
    expect(await figuresOf(group, await headed(group))).toMatchObject({ n: 4 })
    expect(world.requestsOfLastCall()).toBe(4)
  })

  it('count a reopened @ from the first ask to the last answer', async () => {
    const group = await aGroup(world)
    const { messageId, obligationId } = await asked(group)
    world.cloud.clock.advance(4 * MINUTE)
    await sent(group, group.official, '好了', { answersMessageId: messageId })
    world.cloud.clock.advance(2 * HOUR)
    await moved(group.merchant, 'reopenMention', obligationId, {})
    expect(await figuresOf(group, group.head)).toMatchObject({ minutes: null, unanswered: { n: 1 } })
    world.cloud.clock.advance(MINUTE)
    await sent(group, group.official, '这回好了', { answersMessageId: messageId })
    expect(await figuresOf(group, group.head)).toMatchObject({
      answered: { n: 1, within: 0 },
      minutes: { n: 1, worst: 125 },
    })
  })

  it('are of a Shanghai month, and name nobody', async () => {
    const group = await aGroup(world)
    world.cloud.clock.set(Date.UTC(2026, 3, 30, 15, 59))
    await asked(group)
    world.cloud.clock.set(Date.UTC(2026, 3, 30, 16))
    await asked(group, group.lawyer)
    const [april, may] = [await figuresOf(group, group.head), await figuresOf(group, group.head, '2026-05')]
    expect([april.n, may.n]).toEqual([1, 1])
    const text = JSON.stringify([april, may])
    for (const { personId } of [group.official, group.lawyer, group.merchant])
      expect(text).not.toContain(personId)
    expect(text).not.toContain('示例')
  })

  it('read a month of any size, page by page', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    const one = await stored(obligationId)
    for (let from = 0; from < 2100; from += 300)
      await world.db.collection('obligations').add(
        Array.from({ length: 300 }, (_, index) => ({
          ...one,
          _id: `${obligationId}-${from + index}`,
          createdAt: new Date(START + Math.floor((from + index) / 5)),
        })),
      )
    expect(await figuresOf(group, group.head)).toMatchObject({ n: 2101, waiting: 2101 })
    expect(world.requestsOfLastCall()).toBe(5)
  })

  it('refuse what is no month', async () => {
    const group = await aGroup(world)
    for (const month of ['2026-13', '2026-4', '', '1999-01']) {
      const input = { conversationId: group.conversationId, month }
      expect(await world.call(group.head.openid, 'groups', 'figures', input)).toMatchObject({
        code: 'BAD_INPUT',
      })
    }
  })
})

describe('a group’s ladder', () => {
  const set = (group: TestGroup, change: Partial<typeof LADDER>, moveId = fresh('move')) => {
    const { conversationId, head } = group
    const input = { conversationId, ladder: { ...LADDER, ...change }, showSeen: true, moveId }
    return world.call(head.openid, 'groups', 'setLadder', input)
  }
  const open = (group: TestGroup, by: TestPerson) =>
    world.ok(by.openid, 'groups', 'openLadder', { conversationId: group.conversationId })

  it('is what the district has until 群主 sets it, and then counts for the next @', async () => {
    const group = await aGroup(world)
    expect(await open(group, group.merchant)).toEqual({ ladder: LADDER, showSeen: false, mayChange: false })
    expect(await set(group, { acknowledgeMinutes: 3, answerMinutes: 20 })).toMatchObject({ ok: true })
    expect(world.requestsOfLastCall()).toBe(3)
    const after = await open(group, group.head)
    expect(after).toMatchObject({ showSeen: true, mayChange: true })
    expect(after.ladder).toMatchObject({ acknowledgeMinutes: 3, answerMinutes: 20 })
    expect(world.requestsOfLastCall()).toBe(2)
    const { obligationId } = await asked(group)
    world.cloud.clock.advance(40 * MINUTE)
    await moved(group.official, 'acknowledgeMention', obligationId, {})
    expect(await stored(obligationId)).toMatchObject({ nextAt: new Date(START + 60 * MINUTE) })
  })

  it('decides whether askers are shown 已看到; without a decision they are not', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    const stepsFor = async (reader: TestPerson) => {
      const { conversationId } = group
      const { messages } = await world.ok(reader.openid, 'groups', 'openConversation', { conversationId })
      const { state, steps } = messages.find(({ mentions }) => mentions.length > 0)!.mentions[0]!
      return [state, ...steps.map((step) => step.state)]
    }
    await moved(group.official, 'seeMention', obligationId, {})
    expect(await stepsFor(group.merchant)).toEqual(['asked', 'asked'])
    expect(await stepsFor(group.official)).toEqual(['seen', 'asked', 'seen'])
    expect(await stepsFor(group.head)).toEqual(['seen', 'asked', 'seen'])
    await set(group, {})
    expect(await stepsFor(group.merchant)).toEqual(['seen', 'asked', 'seen'])
  })

  it.each([
    [{ acknowledgeMinutes: 0 }, '收到的时间要在 1 到 60 分钟之间'],
    [{ answerMinutes: 4 }, '回应的时间要在 5 分钟到 24 小时之间'],
    [{ answerMinutesAtNight: 1441 }, '回应的时间要在 5 分钟到 24 小时之间'],
    [{ acknowledgeMinutes: 60 }, '回应的时间不能比收到的时间短'],
    [{ nightFrom: 1440 }, '夜里的钟点不对'],
    [{ nightFrom: 510 }, '夜里最长 14 小时，开始和结束不能相同'],
    [{ nightFrom: 600 }, '夜里最长 14 小时，开始和结束不能相同'],
  ])('refuses %j', async (change, what) => {
    const group = await aGroup(world)
    expect(await set(group, change)).toMatchObject({ code: 'LADDER_REFUSED', facts: { what } })
    expect((await open(group, group.head)).ladder).toEqual(LADDER)
  })

  it('keeps each decision with its time, a repeat once; of two at the same instant one is told to try again', async () => {
    const group = await aGroup(world)
    const moveId = fresh('move')
    await set(group, { acknowledgeMinutes: 3 }, moveId)
    await set(group, { acknowledgeMinutes: 3 }, moveId)
    const answers = await Promise.all(
      [6, 7, 8].map((acknowledgeMinutes) => set(group, { acknowledgeMinutes })),
    )
    const { data } = await world.db.collection('conversations').where({ _id: group.conversationId }).get()
    const { ladderHistory, ladder } = data[0]
    expect(ladderHistory).toHaveLength(1 + answers.filter(({ ok }) => ok).length)
    expect(ladderHistory.at(-1).ladder).toEqual(ladder)
    for (const answer of answers) if (!answer.ok) expect(answer.code).toBe('BUSY')
    expect(answers.some(({ ok }) => ok)).toBe(true)
  })

  it('an @ is judged by what counted when it was asked', async () => {
    const group = await aGroup(world)
    const { obligationId } = await asked(group)
    world.cloud.clock.advance(10 * MINUTE)
    await set(group, { acknowledgeMinutes: 20 })
    await moved(group.official, 'acknowledgeMention', obligationId, {})
    const input = { conversationId: group.conversationId, month: '2026-04' }
    const { figures } = await world.ok(group.head.openid, 'groups', 'figures', input)
    expect(figures.acknowledged).toEqual({ n: 1, within: 0 })
  })
})
