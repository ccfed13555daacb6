/** Who may watch what: over the phone's own wire, under the rules of database/. */
import WebSocket from 'ws'
import { aGroup, aPerson, fresh, type TestGroup } from '../support/factories'
import { startWorld, type World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

interface Pushed {
  id: string
  type: string
  docs?: { n: number }[]
  errCode?: number
}

/** A phone's watch, as its host speaks it. */
function watch(openid: string, collection: string, query: unknown) {
  const socket = new WebSocket(`${world.cloud.url.replace('http', 'ws')}/client/watch?openid=${openid}`)
  const pushed: Pushed[] = []
  const waiting: ((message: Pushed) => void)[] = []
  socket.on('open', () => socket.send(JSON.stringify({ id: 'w', type: 'watch', collection, query })))
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Pushed
    const next = waiting.shift()
    if (next) next(message)
    else pushed.push(message)
  })
  return {
    next: () =>
      new Promise<Pushed>((resolve) =>
        pushed.length > 0 ? resolve(pushed.shift()!) : waiting.push(resolve),
      ),
    unread: () => pushed.length,
    close: () => socket.close(),
  }
}

const say = (group: TestGroup, text: string) =>
  world.ok(group.merchant.openid, 'groups', 'sendMessage', {
    draftId: fresh('draft'),
    conversationId: group.conversationId,
    text,
    mentionIds: [],
  })

const ask = (group: TestGroup) =>
  world.ok(group.merchant.openid, 'groups', 'sendMessage', {
    draftId: fresh('draft'),
    conversationId: group.conversationId,
    text: '问一下',
    mentionIds: [group.official.personId, group.lawyer.personId],
  })

describe('a tick', () => {
  it('reaches a member who watches his conversation, without content', async () => {
    const group = await aGroup(world)
    const official = watch(group.official.openid, 'ticks', { conversationId: group.conversationId })
    expect(await official.next()).toMatchObject({ type: 'init', docs: [{ n: 0 }] })
    await say(group, '只有参与的人能看到这句')
    const pushed = await official.next()
    expect(pushed).toMatchObject({ type: 'next', docs: [{ n: 1 }] })
    expect(JSON.stringify(pushed)).not.toContain('只有参与的人')
    official.close()
  })

  it.each([
    ['an unfiltered watch', () => ({})],
    ['another’s conversation', (group: TestGroup) => ({ conversationId: group.conversationId })],
  ])('refuses %s', async (_what, query) => {
    const [group, stranger] = [await aGroup(world), await aPerson(world)]
    const watching = watch(stranger.openid, 'ticks', query(group))
    expect(await watching.next()).toMatchObject({ type: 'error', errCode: -502003 })
    watching.close()
  })

  it('refuses an unfiltered watch even to a member of everything', async () => {
    const group = await aGroup(world)
    const watching = watch(group.head.openid, 'ticks', {})
    expect(await watching.next()).toMatchObject({ type: 'error', errCode: -502003 })
    watching.close()
  })

  it('refuses a removed member’s next watch, and tells the running one nothing more', async () => {
    const group = await aGroup(world)
    const { conversationId } = group
    const running = watch(group.lawyer.openid, 'ticks', { conversationId })
    expect(await running.next()).toMatchObject({ type: 'init' })
    const { personId } = group.lawyer
    await world.ok(group.head.openid, 'groups', 'removeMember', {
      conversationId,
      personId,
      moveId: fresh('move'),
    })
    const staying = watch(group.official.openid, 'ticks', { conversationId })
    await staying.next()
    await say(group, '移出之后的话')
    await staying.next() // whoever may be told has been told
    const next = watch(group.lawyer.openid, 'ticks', { conversationId })
    expect(await next.next()).toMatchObject({ type: 'error', errCode: -502003 })
    // Whatever the running watch was told since, it was no tick.
    const told = running.unread() > 0 ? await running.next() : { type: 'nothing' }
    expect(told.type).not.toBe('next')
    running.close()
    staying.close()
    next.close()
  })

  it('of an inbox is its owner’s alone', async () => {
    const group = await aGroup(world)
    const inboxId = `inbox.${group.official.personId}`
    const owner = watch(group.official.openid, 'ticks', { conversationId: inboxId })
    expect(await owner.next()).toMatchObject({ type: 'init', docs: [{ n: 0 }] })
    const other = watch(group.merchant.openid, 'ticks', { conversationId: inboxId })
    expect(await other.next()).toMatchObject({ type: 'error', errCode: -502003 })
    await ask(group)
    expect(await owner.next()).toMatchObject({ type: 'next' })
    // The clock stands still here: a second wake-up in the same millisecond wakes him too.
    await ask(group)
    expect(await owner.next()).toMatchObject({ type: 'next' })
    owner.close()
    other.close()
  })
})

it('the inbox of one who was released by another’s answer ticks too', async () => {
  const group = await aGroup(world)
  const { message } = await ask(group)
  const released = watch(group.lawyer.openid, 'ticks', { conversationId: `inbox.${group.lawyer.personId}` })
  await released.next()
  await world.ok(group.official.openid, 'groups', 'sendMessage', {
    draftId: fresh('draft'),
    conversationId: group.conversationId,
    text: '我来答',
    mentionIds: [],
    answersMessageId: message.messageId,
  })
  expect(await released.next()).toMatchObject({ type: 'next' })
  released.close()
})

it.each([
  'identities',
  'audiences',
  'persons',
  'phones',
  'messages',
  'obligations',
  'sheets',
  'stamps',
  'cards',
  'members',
])('the collection %s is closed to every client', async (collection) => {
  const group = await aGroup(world)
  const watching = watch(group.head.openid, collection, { _id: group.conversationId })
  expect(await watching.next()).toMatchObject({ type: 'error', errCode: -502003 })
  watching.close()
})
