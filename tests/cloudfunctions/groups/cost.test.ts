import { aGroup, fresh } from '../../support/factories'
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
      plain: 5,
      asking: 8, // seven, and one to note that he cannot be reached
      inbox: 4, // one of them, in two minutes, notes that he is here
      open: 3,
      acknowledge: 8,
      answer: 11,
      changes: 3,
      list: 5,
    })
  })
})
