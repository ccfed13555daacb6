import { once } from 'node:events'
import WebSocket from 'ws'
import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, aConfig, aPhone, cleanUp, nodeDatabase } from './support'

interface Message {
  id: string
  type: string
  docs: Record<string, unknown>[]
  docChanges: Record<string, unknown>[]
  errCode?: number
}

/** A phone's socket; `next` waits for the next message. */
async function aSocket(cloud: LocalCloud, openid: string, headers = {}) {
  const socket = new WebSocket(`${cloud.url.replace('http', 'ws')}/client/watch?openid=${openid}`, {
    headers,
  })
  const received: Message[] = []
  const waiting: ((message: Message) => void)[] = []
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message
    const first = waiting.shift()
    if (first) first(message)
    else received.push(message)
  })
  await once(socket, 'open')
  sockets.push(socket)
  return {
    send: (message: object) => socket.send(JSON.stringify(message)),
    next: () =>
      new Promise<Message>((resolve) =>
        received.length ? resolve(received.shift()!) : waiting.push(resolve),
      ),
    received,
    close: () => (socket.close(), once(socket, 'close')),
  }
}

const RULE = 'auth.openid in get(`database.audiences.${doc.conversationId}`).openids'
const sockets: WebSocket[] = []
let cloud: LocalCloud
// eslint-disable-next-line @typescript-eslint/no-explicit-any
let db: any
const watchC1 = { id: 'w', type: 'watch', collection: 'ticks', query: { conversationId: 'c1' } }

beforeEach(async () => {
  const collections = {
    ticks: { rule: { read: RULE } },
    audiences: {},
    own: { rule: { read: 'doc._openid == auth.openid', write: false } },
    open: { rule: { read: true } },
    aged: { rule: { read: 'doc.age >= 18 && doc.at <= now' } },
  }
  cloud = await aCloud({ configDir: aConfig(collections) })
  db = nodeDatabase(cloud)
  await db.collection('audiences').add({ _id: 'c1', openids: ['anna', 'ben'] })
  await db.collection('ticks').add([
    { _id: 't1', conversationId: 'c1', n: 1 },
    { _id: 't2', conversationId: 'c2', n: 1 },
  ])
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await cleanUp()
})

it('sends the whole result first, then every change', async () => {
  const phone = await aSocket(cloud, 'anna')
  phone.send(watchC1)
  expect(await phone.next()).toMatchObject({
    id: 'w',
    type: 'init',
    docs: [{ _id: 't1', n: 1 }],
    docChanges: [{ id: 0, queueType: 'init', dataType: 'init', docId: 't1' }],
  })
  await db
    .collection('ticks')
    .doc('t1')
    .update({ n: 2, deep: { x: 1 } })
  expect(await phone.next()).toMatchObject({
    type: 'next',
    docs: [{ _id: 't1', n: 2 }],
    docChanges: [
      {
        id: 1,
        queueType: 'update',
        dataType: 'update',
        docId: 't1',
        updatedFields: { n: 2 },
        removedFields: [],
      },
    ],
  })
  await db.collection('ticks').add({ _id: 't3', conversationId: 'c1', n: 1 })
  expect(await phone.next()).toMatchObject({
    docs: [{ _id: 't1' }, { _id: 't3' }],
    docChanges: [{ queueType: 'enqueue', dataType: 'add', docId: 't3', doc: { n: 1 } }],
  })
  await db.collection('ticks').doc('t3').update({ conversationId: 'c9' })
  expect((await phone.next()).docChanges).toMatchObject([
    { queueType: 'dequeue', dataType: 'update', docId: 't3' },
  ])
  await db.collection('ticks').doc('t1').remove()
  expect(await phone.next()).toMatchObject({
    docs: [],
    docChanges: [{ queueType: 'dequeue', dataType: 'remove' }],
  })
})

it('keeps the reads of phones in the list of requests', async () => {
  const phone = await aSocket(cloud, 'anna')
  phone.send(watchC1)
  await phone.next()
  await db.collection('ticks').doc('t1').update({ n: 2 })
  await phone.next()
  const collection = 'open'
  await aPhone(cloud, 'anna').call('/client/database', { collection, query: {} })
  await aPhone(cloud, 'anna').call('/client/database', { collection: 'audiences', query: {} })
  const client = cloud.databaseRequests().filter(({ action }) => action.startsWith('client.'))
  expect(client).toMatchObject([
    { action: 'client.watch.init', collection: 'ticks', examined: 2 },
    { action: 'client.watch.next', collection: 'ticks', examined: expect.any(Number) },
    { action: 'client.get', collection, examined: 0 },
    { action: 'client.get', collection: 'audiences', code: 'DATABASE_PERMISSION_DENIED' },
  ])
})

it('lets documents slip into and out of the window, and gives up beyond 5000', async () => {
  for (const n of [1, 2, 3, 4]) await db.collection('open').add({ _id: `o${n}`, n })
  const phone = await aSocket(cloud, 'anna')
  const window = { collection: 'open', query: { n: { $gt: 0 } }, orderBy: { n: 'desc' }, limit: 2 }
  phone.send({ id: 1, type: 'watch', ...window })
  expect((await phone.next()).docs.map(({ n }) => n)).toEqual([4, 3])
  const change = (id: string, data: object) => db.collection('open').doc(id).update(data)
  await change('o4', { n: 0.5 }) // out of the window, not of the query
  expect(await phone.next()).toMatchObject({
    docs: [{ _id: 'o3' }, { _id: 'o2' }],
    docChanges: [
      { queueType: 'dequeue', dataType: 'update', docId: 'o4' },
      { queueType: 'enqueue', dataType: 'limit', docId: 'o2' },
    ],
  })
  await db.collection('open').doc('o3').remove() // another one slips in
  expect((await phone.next()).docChanges).toMatchObject([
    { queueType: 'dequeue', dataType: 'remove', docId: 'o3' },
    { queueType: 'enqueue', dataType: 'limit', docId: 'o1' },
  ])
  await change('o1', { n: 9 }) // only the order changes
  expect(await phone.next()).toMatchObject({
    docs: [{ _id: 'o1' }, { _id: 'o2' }],
    docChanges: [{ queueType: 'update', dataType: 'update', docId: 'o1', updatedFields: { n: 9 } }],
  })

  const many = Array.from({ length: 5000 }, (_, n) => ({ _id: `m${n}`, many: true }))
  await db.collection('open').add(many)
  phone.send({ id: 2, type: 'watch', collection: 'open', query: { many: true } })
  expect((await phone.next()).docs).toHaveLength(5000)
  await db.collection('open').add({ _id: 'over', many: true })
  expect(await phone.next()).toMatchObject({ id: 2, type: 'error', errCode: -502004 })
  phone.send({ id: 3, type: 'watch', collection: 'open', query: { many: true } })
  expect(await phone.next()).toMatchObject({ id: 3, type: 'error', errCode: -502004 })
})

it('says nothing of what does not match, and nothing after close', async () => {
  const phone = await aSocket(cloud, 'anna')
  phone.send(watchC1)
  await phone.next()
  await db.collection('ticks').doc('t2').update({ n: 5 })
  await db.collection('ticks').doc('t1').update({ n: 2 })
  expect((await phone.next()).docChanges).toHaveLength(1)
  phone.send({ id: 'w', type: 'close' })
  phone.send({ id: 'other', type: 'watch', collection: 'open', query: {} })
  expect(await phone.next()).toMatchObject({ id: 'other', type: 'init' }) // so the close was read
  await db.collection('ticks').doc('t1').update({ n: 3 })
  await db.collection('open').add({ _id: 'o' })
  expect(await phone.next()).toMatchObject({ id: 'other', type: 'next' })
})

it('gives a phone that comes back the state of now', async () => {
  const first = await aSocket(cloud, 'anna')
  first.send(watchC1)
  await first.next()
  await first.close()
  await db.collection('ticks').doc('t1').update({ n: 8 })
  const second = await aSocket(cloud, 'anna')
  second.send(watchC1)
  expect(await second.next()).toMatchObject({ type: 'init', docs: [{ _id: 't1', n: 8 }] })
})

it('follows order and limit', async () => {
  for (const n of [1, 2, 3]) await db.collection('open').add({ _id: `o${n}`, n })
  const phone = await aSocket(cloud, 'anna')
  phone.send({ id: 1, type: 'watch', collection: 'open', query: {}, orderBy: { n: 'desc' }, limit: 2 })
  expect((await phone.next()).docs.map(({ n }) => n)).toEqual([3, 2])
  await db.collection('open').add({ _id: 'o4', n: 4 })
  const { docs, docChanges } = await phone.next()
  expect(docs.map(({ n }) => n)).toEqual([4, 3])
  expect(docChanges).toMatchObject([
    { queueType: 'dequeue', dataType: 'limit', docId: 'o2' },
    { queueType: 'enqueue', dataType: 'add', docId: 'o4' },
  ])
})

it('tells of a transaction only when it is committed, and once', async () => {
  const phone = await aSocket(cloud, 'anna')
  phone.send(watchC1)
  await phone.next()
  await db.runTransaction(async (t: typeof db) => {
    await t.collection('ticks').doc('t1').update({ n: 2 })
    await t.collection('ticks').add({ _id: 't4', conversationId: 'c1', n: 1 })
    expect(phone.received).toEqual([])
  })
  expect((await phone.next()).docChanges).toHaveLength(2)
})

describe('rules', () => {
  it.each([
    ['an unfiltered watch', 'anna', {}],
    ["another's conversation", 'anna', { conversationId: 'c2' }],
    ['a stranger', 'carl', { conversationId: 'c1' }],
    ['a filter that fixes nothing', 'anna', { conversationId: { $ne: 'x' } }],
    ['two conversations at once', 'anna', { conversationId: { $in: ['c1', 'c2'] } }],
    ['a pattern', 'anna', { conversationId: { $regularExpression: { pattern: 'c', options: '' } } }],
  ])('refuse %s', async (_what, openid, query) => {
    const phone = await aSocket(cloud, openid)
    phone.send({ ...watchC1, query })
    expect(await phone.next()).toMatchObject({ id: 'w', type: 'error', errCode: -502003 })
  })

  it('refuse a removed member the next push and the next watch', async () => {
    const phone = await aSocket(cloud, 'ben')
    phone.send(watchC1)
    await phone.next()
    await db
      .collection('audiences')
      .doc('c1')
      .update({ openids: ['anna'] })
    await db.collection('ticks').doc('t1').update({ n: 2 })
    expect(await phone.next()).toMatchObject({ type: 'error', errCode: -502003 })
    phone.send(watchC1)
    expect(await phone.next()).toMatchObject({ type: 'error', errCode: -502003 })
  })

  it('deny by default, and every write of a client', async () => {
    const phone = aPhone(cloud, 'anna')
    const get = (collection: string, query: object) => phone.call('/client/database', { collection, query })
    expect(await get('audiences', { _id: 'c1' })).toMatchObject({ errCode: -502003 })
    expect(await get('nowhere', {})).toMatchObject({ errCode: -502005 })
    const write = { action: 'add', collection: 'open', data: {} }
    expect((await phone.call('/client/database', write)).errMsg).toMatch(/a client may not create in open/)
  })

  it('let through a query whose range lies within the rule, as the real ones do', async () => {
    await db.collection('aged').add({ age: 20, at: new Date(0) })
    const get = async (query: object) =>
      await aPhone(cloud, 'anna').call('/client/database', { collection: 'aged', query })
    const past = { $lte: { $date: '2020-01-01T00:00:00Z' } }
    expect((await get({ age: { $gt: 18 }, at: past })).data).toHaveLength(1)
    expect((await get({ $and: [{ age: { $gte: 18 } }, { at: past }] })).data).toHaveLength(1)
    expect((await get({ age: { $gt: 17 }, at: past })).errCode).toBe(-502003)
    expect((await get({ age: { $gt: 18 } })).errCode).toBe(-502003)
    expect((await get({ $or: [{ age: { $gt: 18 } }, { age: 1 }], at: past })).errCode).toBe(-502003)
  })

  it("put the caller in for '{openid}', and give a client 20 documents at most", async () => {
    const mine = Array.from({ length: 30 }, (_, n) => ({ _openid: 'anna', n }))
    await db.collection('own').add([...mine, { _openid: 'ben' }])
    const query = { _openid: '{openid}' }
    const found = await aPhone(cloud, 'anna').call('/client/database', {
      collection: 'own',
      query,
      limit: 50,
    })
    expect(found.data).toHaveLength(20)
    const theirs = await aPhone(cloud, 'anna').call('/client/database', {
      collection: 'own',
      query: { _openid: 'ben' },
    })
    expect(theirs.errCode).toBe(-502003)
    expect((await aPhone(cloud).call('/client/database', { collection: 'own', query })).errCode).toBe(-501007)
  })
})

it('stops while phones are watching', async () => {
  const phone = await aSocket(cloud, 'anna')
  phone.send(watchC1)
  await phone.next()
  const closed = once(sockets[0]!, 'close')
  await cloud.stop()
  await closed
})

it('keeps out pages from elsewhere', async () => {
  const foreign = { method: 'POST', headers: { origin: 'https://evil.example' }, body: '{}' }
  expect((await fetch(`${cloud.url}/client/function`, foreign)).status).toBe(403)
  expect((await fetch(cloud.adminUrl, foreign)).status).toBe(403)
  await expect(aSocket(cloud, 'anna', { origin: 'https://evil.example' })).rejects.toThrow(/hang up|socket/)
  const local = await fetch(`${cloud.url}/client/function`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:1' },
  })
  expect(local.headers.get('access-control-allow-origin')).toBe('http://localhost:1')
})

it('a change that wakes many watches of the same query is read once for all, and told to each', async () => {
  const phones = await Promise.all(['anna', 'ben', 'anna', 'ben', 'anna'].map((who) => aSocket(cloud, who)))
  for (const phone of phones) phone.send(watchC1)
  for (const phone of phones) expect(await phone.next()).toMatchObject({ type: 'init' })
  await db.collection('ticks').doc('t1').update({ n: 2 })
  for (const phone of phones) expect(await phone.next()).toMatchObject({ type: 'next', docs: [{ n: 2 }] })
  const told = cloud.databaseRequests().filter(({ action }) => action === 'client.watch.next')
  const examined = told.map((each) => each.examined)
  expect(examined).toHaveLength(5)
  // The first reads the tick and its rule's list of people, the others nothing.
  expect(examined[0]).toBeGreaterThan(0)
  expect(examined.slice(1)).toEqual([0, 0, 0, 0])
  // A later change is read anew: nobody gets yesterday's answer.
  await db
    .collection('audiences')
    .doc('c1')
    .update({ openids: ['anna'] })
  await db.collection('ticks').doc('t1').update({ n: 3 })
  expect(await phones[0]!.next()).toMatchObject({ type: 'next', docs: [{ n: 3 }] })
  expect(await phones[1]!.next()).toMatchObject({ type: 'error', errCode: -502003 })
})
