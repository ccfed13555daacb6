/** 无事不扰: @所有人, its pushes, and how often a firm may be pushed what it did not ask for. */
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

const { send, sent, read } = talkIn(() => world)
const toAll = { toAll: true }
const announce = (group: TestGroup, text: string) => send(group, group.head, text, { ...toAll })

/** A person agrees to one more message of the announcement's template. */
async function agrees({ openid }: TestPerson) {
  const ask = async (path: string, body: object) => {
    const headers = { 'x-wx-openid': openid, 'content-type': 'application/json' }
    const answer = await fetch(world.cloud.url + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return (await answer.json()) as Record<string, unknown>
  }
  const id = 'announcement-of-a-group'
  await ask('/client/subscription-question', { tmplIds: [id] })
  await ask('/client/subscription-answer', { answers: { [id]: 'accept' }, keep: false })
}

const pushedTo = ({ openid }: TestPerson) =>
  world.cloud.deliveries().filter((each) => each.channel === 'subscription' && each.openid === openid)

it('@所有人 is 群主’s alone, asks nobody, and reaches by push those who agreed to it, once', async () => {
  const group = await aGroup(world)
  expect(await send(group, group.official, '大家好', toAll)).toMatchObject({ code: 'NOT_ALLOWED' })
  await agrees(group.merchant)
  const draftId = fresh('draft')
  const first = await sent(group, group.head, '周五下午培训', { ...toAll, draftId })
  await sent(group, group.head, '周五下午培训', { ...toAll, draftId })
  expect(first).toMatchObject({ toAll: true, mentions: [] })
  expect((await read(group, group.lawyer)).messages).toMatchObject([{ text: '周五下午培训', toAll: true }])
  expect(pushedTo(group.merchant)).toHaveLength(1)
  expect(pushedTo(group.lawyer)).toHaveLength(0)
  const month = await world.ok(group.merchant.openid, 'groups', 'myDisturbances', {})
  expect(month).toEqual({ counted: true, count: 1, max: 4 })
  expect(await world.ok(group.lawyer.openid, 'groups', 'myDisturbances', {})).toMatchObject({
    counted: false,
  })
})

it('over the cap nothing is written; next month, by Shanghai’s calendar, there is room again', async () => {
  const group = await aGroup(world)
  for (const text of ['一', '二', '三', '四']) await sent(group, group.head, text, toAll)
  expect(await announce(group, '五')).toMatchObject({ code: 'DISTURBANCE_CAP', facts: { max: 4 } })
  expect((await read(group, group.merchant)).messages).toHaveLength(4)
  await sent(group, group.head, '五')
  world.cloud.clock.set(Date.UTC(2026, 3, 30, 15, 59, 59))
  expect(await announce(group, '还在四月')).toMatchObject({ code: 'DISTURBANCE_CAP' })
  world.cloud.clock.set(Date.UTC(2026, 3, 30, 16))
  expect(await announce(group, '五月了')).toMatchObject({ ok: true })
})

it('leaves firms with a full month in peace and says how many', async () => {
  const [group, other] = [await aGroup(world), await aGroup(world)]
  const { personId } = other.merchant
  const member = (await world.db.collection('members').where({ personId }).get()).data[0]
  await world.db
    .collection('members')
    .add({ ...member, _id: `${group.conversationId}.${personId}`, conversationId: group.conversationId })
  for (const text of ['一', '二', '三', '四']) await sent(other, other.head, text, toAll)
  const answer = await announce(group, '各位')
  expect(answer).toMatchObject({ ok: true, data: { leftInPeace: 1, message: { text: '各位' } } })
})

it('announcements at the same instant never pass the cap', async () => {
  const group = await aGroup(world)
  const answers = await Promise.all(Array.from({ length: 7 }, (_, index) => announce(group, `通知 ${index}`)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(4)
  const { count } = await world.ok(group.merchant.openid, 'groups', 'myDisturbances', {})
  expect(count).toBe(4)
})

it('a risky announcement counts for nobody', async () => {
  const group = await aGroup(world)
  expect(await announce(group, '违规示例')).toMatchObject({ code: 'CONTENT_REFUSED' })
  expect((await world.ok(group.merchant.openid, 'groups', 'myDisturbances', {})).count).toBe(0)
})
