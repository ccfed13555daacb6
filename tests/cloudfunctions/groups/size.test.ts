/**
 * What the chat asks of the database is the same in a young conversation and in one that has talked for years: as many
 * requests, and as many documents looked at. `SIZE=1000000 npx jest --selectProjects node -- …/size` fills a million.
 */
import { aGroup, type TestGroup } from '../../support/factories'
import { START, startWorld, type World } from '../../support/world'
import { talkIn } from './talk'

const SMALL = 100
const LARGE = Number(process.env.SIZE ?? 20_000)
const BATCH = 1000
jest.setTimeout(60_000 + LARGE)

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const { sent, read } = talkIn(() => world)

/** As if `count` messages had been sent, a minute apart and long ago; what was there before stays. */
async function fillUpTo({ conversationId, merchant }: TestGroup, from: number, count: number): Promise<void> {
  const aMessage = (n: number) => ({
    _id: `old-${n}`,
    conversationId,
    order: n,
    n,
    changedAt: new Date(START - (LARGE + SMALL - n) * 60_000),
    createdAt: new Date(START - (LARGE + SMALL - n) * 60_000),
    senderId: merchant.personId,
    senderName: '示例·王掌柜',
    senderRole: '企业',
    senderOrganisation: '示例单位',
    text: `第 ${n} 句`,
    content: 'shown',
    mentions: [],
    answersId: null,
    fingerprint: '',
  })
  for (let n = from; n <= count; n += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - n + 1) }, (_, place) => aMessage(n + place))
    await world.db.collection('messages').add(batch)
  }
  await world.db.collection('conversations').where({ _id: conversationId }).update({ n: count })
}

/** As services/cloud.ts asks when a watch is lost. */
async function readTick(openid: string, conversationId: string): Promise<void> {
  const response = await fetch(`${world.cloud.url}/client/database`, {
    method: 'POST',
    headers: { 'x-wx-openid': openid, 'content-type': 'application/json' },
    body: JSON.stringify({ collection: 'ticks', query: { conversationId } }),
  })
  const { data } = (await response.json()) as { data: unknown[] }
  expect(data).toHaveLength(1)
}

/** Requests and documents looked at by each of the chat's actions, and by the look at the counter. */
async function costs(group: TestGroup): Promise<Record<string, { requests: number; examined: number }>> {
  // That he is here is noted once in two minutes.
  await world.ok(group.official.openid, 'duty', 'listInbox', {})
  const cost: Record<string, { requests: number; examined: number }> = {}
  const { conversationId, merchant, official } = group
  const measure = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = new Set(world.cloud.databaseRequests())
    const answer = await work()
    const made = world.cloud.databaseRequests().filter((request) => !before.has(request))
    cost[name] = {
      requests: made.length,
      examined: made.reduce((sum, { examined }) => sum + examined, 0),
    }
    return answer
  }
  const opened = await measure('openConversation', () =>
    world.ok(official.openid, 'groups', 'openConversation', { conversationId }),
  )
  const { cursor } = opened
  expect(opened.messages).toHaveLength(30)
  await measure('sendMessage', () => sent(group, merchant, '平常的话'))
  const asking = { mentionIds: [official.personId] }
  // What is still owed to the same asker would be joined.
  await world.db.collection('obligations').where({ askerId: merchant.personId }).remove()
  await measure('sendMessage with @', () => sent(group, merchant, '问一下', asking))
  const news = await measure('readChanges, two new', () => read(group, official, cursor))
  expect(news.messages).toHaveLength(2)
  await measure('readChanges, nothing new', () => read(group, official, news.cursor))
  const middle = opened.messages[0]!.order
  const earlier = await measure('readEarlier', () =>
    world.ok(official.openid, 'groups', 'readEarlier', { conversationId, beforeOrder: middle }),
  )
  expect(earlier.messages).toHaveLength(30)
  await measure('the check', () => readTick(official.openid, conversationId))
  return cost
}

it(`is the same with ${SMALL} messages and with ${LARGE.toLocaleString('en')}`, async () => {
  const group = await aGroup(world)
  await fillUpTo(group, 1, SMALL)
  const small = await costs(group)
  await fillUpTo(group, SMALL + 3, LARGE)
  const large = await costs(group)
  if (process.env.SIZE) console.log(large)
  expect(large).toEqual(small)
  expect(small).toMatchObject({
    openConversation: { requests: 3 },
    sendMessage: { requests: 5 },
    'readChanges, nothing new': { requests: 3 },
    readEarlier: { requests: 3 },
    'the check': { requests: 1 },
  })
})
