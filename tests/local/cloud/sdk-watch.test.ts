import { once } from 'node:events'
import WebSocket from 'ws'
import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, aPhone, cleanUp, nodeDatabase } from './support'

/* eslint-disable @typescript-eslint/no-explicit-any */

// What the SDK of today cannot send or does not show: its orderBy().watch() throws before anything is sent.

let cloud: LocalCloud
let db: any
let socket: WebSocket

async function aSocket() {
  const { data } = await aPhone(cloud).call('/admin', { action: 'auth.wsWebSign', runtime: 'node' })
  socket = new WebSocket(data.wsUrl as string)
  const received: any[] = []
  const waiting: ((message: any) => void)[] = []
  socket.on('message', (text) => {
    const message = JSON.parse(String(text)) as unknown
    const first = waiting.shift()
    if (first) first(message)
    else received.push(message)
  })
  await once(socket, 'open')
  const next = () =>
    new Promise<any>((resolve) => (received.length ? resolve(received.shift()) : waiting.push(resolve)))
  return {
    sign: data,
    next,
    ask(msgType: string, msgData: unknown = null, exMsgData?: object) {
      socket.send(JSON.stringify({ watchId: 'w', requestId: 'r', msgType, msgData, exMsgData }))
      return next()
    },
    raw: (text: string) => (socket.send(text), next()),
  }
}

beforeEach(async () => {
  cloud = await aCloud()
  db = nodeDatabase(cloud)
  await db.createCollection('c')
})
afterEach(async () => {
  socket.terminate()
  await cleanUp()
})

it('logs in by the signature of auth.wsWebSign only', async () => {
  const { ask, sign } = await aSocket()
  expect(sign).toMatchObject({ envId: cloud.envId, wsUrl: expect.stringMatching(/^ws:\/\/127/) })
  expect(await ask('LOGIN', { envId: 'x' }, { signStr: sign.signStr })).toMatchObject({
    requestId: 'r',
    msgType: 'LOGIN_RES',
    msgData: { envId: cloud.envId },
  })
  expect((await ask('LOGIN', {}, { signStr: 'x' })).msgData.code).toBe('SIGN_INVALID_ERROR')
})

it('follows order and limit, and takes a query packed once or twice', async () => {
  await db.collection('c').add([1, 2, 3].map((n) => ({ _id: `c${n}`, n })))
  const { ask, next } = await aSocket()
  const query = JSON.stringify(JSON.stringify({ n: { $gt: { $numberInt: '0' } } }))
  const window = { collName: 'c', query, orderBy: { n: 'desc' }, limit: 2 }
  const docIds = ({ msgData }: any) => msgData.events.map(({ DocID }: any) => DocID)
  expect(docIds(await ask('INIT_WATCH', window))).toEqual(['c3', 'c2'])
  await db.collection('c').add({ _id: 'c4', n: 4 })
  expect((await next()).msgData.events).toMatchObject([
    { QueueType: 'dequeue', DataType: 'limit', DocID: 'c2' },
    { QueueType: 'enqueue', DataType: 'add', DocID: 'c4', Doc: '{"_id":"c4","n":4}' },
  ])
  const once = { ...window, query: '{"n":{"$lt":3}}' }
  expect(docIds(await ask('INIT_WATCH', once))).toEqual(['c2', 'c1'])
})

it('checks what has arrived, and rebuilds from there', async () => {
  const { ask, next } = await aSocket()
  expect(await ask('PING')).toMatchObject({ msgType: 'PONG', requestId: 'r' })
  const { msgData: first } = await ask('INIT_WATCH', { collName: 'c' })
  const { queryID } = first
  for (const n of [1, 2, 3]) {
    await db.collection('c').add({ _id: `c${n}` })
    expect((await next()).msgData).toMatchObject({ queryID, currEvent: first.currEvent + n })
  }
  const check = { queryID, eventID: first.currEvent + 1 }
  const { msgType, msgData } = await ask('CHECK_LAST', check)
  expect([msgType, msgData]).toEqual(['CHECK_EVENT', { queryID, currEvent: first.currEvent + 3 }])
  const again = await ask('REBUILD_WATCH', check)
  expect([again.msgType, again.msgData.events.map(({ DocID }: any) => DocID)]).toEqual([
    'NEXT_EVENT',
    ['c2', 'c3'],
  ])
  // What it said had arrived is forgotten; what never was cannot have arrived.
  expect((await ask('REBUILD_WATCH', { queryID, eventID: 0 })).msgData.code).toBe('QUERYID_INVALID_ERROR')
  expect((await ask('CHECK_LAST', check)).msgData.code).toBe('QUERYID_INVALID_ERROR')
})

it('keeps its reads in the list of requests', async () => {
  const { ask, next } = await aSocket()
  await ask('INIT_WATCH', { collName: 'c' })
  await db.collection('c').add({ _id: 'a' })
  await next()
  const watched = cloud.databaseRequests().filter(({ action }) => action.startsWith('database.watch'))
  expect(watched.map(({ action }) => action)).toEqual(['database.watch.init', 'database.watch.next'])
})

it('ends with an error of its own where it cannot begin', async () => {
  const { ask } = await aSocket()
  const code = async (data: object) => {
    const { msgType, watchId, msgData } = await ask('INIT_WATCH', data)
    expect([msgType, watchId]).toEqual(['ERROR', 'w'])
    return msgData.code as string
  }
  expect(await code({ collName: 'nowhere' })).toBe('DATABASE_COLLECTION_NOT_EXIST')
  expect(await code({ collName: 'c', query: '{"n":{"$nope":1}}' })).toBe('DATABASE_INVALID_OPERRATOR')
  expect(await code({ collName: 'c', query: '"{' })).toBe('INVALID_PARAM')
  expect(await code({ collName: 'c', limit: -1 })).toBe('INVALID_PARAM')
  expect(await code({ collName: 'c', orderBy: { n: 'up' } })).toBe('INVALID_PARAM')
  const many = Array.from({ length: 5001 }, (_, n) => ({ _id: `m${n}` }))
  await db.collection('c').add(many)
  expect(await code({ collName: 'c' })).toBe('DATABASE_COLLECTION_EXCEED_LIMIT')
})

it('answers messages that are none by errors', async () => {
  const { raw, ask } = await aSocket()
  for (const text of ['{', '[]', 'null', '{"msgType":"NOPE","watchId":"w"}', '{"msgType":"INIT_WATCH"}']) {
    expect((await raw(text)).msgData.code).toBe('INVALID_PARAM')
  }
  expect((await ask('PING')).msgType).toBe('PONG')
})
