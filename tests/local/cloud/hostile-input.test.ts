import { connect } from 'node:net'
import { URL } from 'node:url'
import WebSocket from 'ws'
import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, aConfig, cleanUp, nodeDatabase } from './support'

// What no SDK and no phone would send, straight to the socket. The cloud must stay alive and keep what it has.
let cloud: LocalCloud
const KEPT = { _id: 'kept', n: 1, text: `${'a'.repeat(60)}b` }

beforeAll(async () => {
  cloud = await aCloud({ configDir: aConfig({ things: { rule: { read: true } } }) })
  await nodeDatabase(cloud).collection('things').add(KEPT)
})
afterEach(async () => {
  expect((await nodeDatabase(cloud).collection('things').get()).data).toEqual([KEPT])
})
afterAll(cleanUp)

async function send(body: object | string): Promise<{ code?: string; message?: string; data?: unknown }> {
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(cloud.adminUrl, {
    method: 'POST',
    body: raw ? (body as BodyInit) : JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as object
}
const find = (query: string, more: object = {}) =>
  send({ action: 'database.getDocument', collectionName: 'things', query, limit: 5, ...more })
const add = (text: string) =>
  send({ action: 'database.insertDocument', collectionName: 'things', data: ['{"_id":"other"}', text] })
const change = (data: string) =>
  send({ action: 'database.modifyDocument', collectionName: 'things', query: '{}', multi: true, data })

/** Writes bytes as they are and gives what comes back until the cloud closes, or `hangUp` does. */
function raw(bytes: string, hangUp = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(cloud.url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => {
      answer += String(data)
      if (answer.includes('}') || answer.includes('\r\n\r\n')) socket.end()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    socket.write(bytes, 'latin1', () => hangUp && socket.destroy())
  })
}

it.each([
  ['GET //', 'GET // HTTP/1.1\r\nHost: localhost\r\n\r\n', /404/],
  ['an address that is none', 'GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n', /400/],
  [
    'an upgrade to no address',
    'GET http://[ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    /^$/,
  ],
  ['no HTTP', '\x00\x01\x02\r\n\r\n', /400/],
  [
    'broken chunks',
    'POST /admin HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZ\r\n',
    /400/,
  ],
])('answers %s', async (_what, bytes, answer) => {
  expect(await raw(bytes)).toMatch(answer)
})

it.each([
  ['application/json', '{"act'],
  ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'],
])('survives half a body of %s', async (type, half) => {
  const head = `POST /admin HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 999\r\n\r\n`
  await raw(head + half, true)
  expect(await find('{}')).toHaveProperty('data')
})

it.each([
  ['UTF-16', Buffer.from('{"action":"x"}', 'utf16le'), /JSON/],
  ['GBK', Buffer.from('{"action":"\xd6\xd0"}', 'latin1'), /not UTF-8/],
  ['something packed', Buffer.from([0x1f, 0x8b, 8, 0]), /not UTF-8/],
])('refuses a body in %s', async (_what, body, message) => {
  expect((await send(new Uint8Array(body))).message).toMatch(message)
})

it.each([
  [`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, /deeper than 100/],
  [`{"a":${'['.repeat(101)}${']'.repeat(101)}}`, /deeper than 100/],
  ['{"a":{"_bsontype":"ObjectId"}}', /_bsontype/],
  ['{"a.__proto__.b":1}', /__proto__/],
])('refuses the document %.40s', async (text, message) => {
  expect((await add(text)).message).toMatch(message)
})

const byFields = { from: 'things', localField: 'n', foreignField: 'n', as: 'j' }
const near = { near: { type: 'Point', coordinates: [0, 0] }, distanceField: 'd' }
it.each([
  ['$count', '__proto__'],
  ['$count', '_bsontype'],
  ['$lookup', { ...byFields, as: 'a.__proto__' }],
  ['$lookup', { ...byFields, localField: '__proto__' }],
  ['$lookup', { ...byFields, foreignField: '__proto__' }],
  ['$lookup', { from: 'things', pipeline: [{ $count: '__proto__' }], as: 'j' }],
  ['$facet', { f: [{ $count: '__proto__' }] }],
  ['$unwind', { path: '$n', includeArrayIndex: '__proto__' }],
  ['$unwind', '$a.__proto__'],
  ['$geoNear', { ...near, distanceField: '__proto__' }],
  ['$geoNear', { ...near, includeLocs: '__proto__' }],
  ['$geoNear', { ...near, key: '__proto__' }],
  ['$group', '{"_id":null,"__proto__":{"$sum":1}}'],
  ['$group', { _id: '$__proto__' }],
  ['$sortByCount', '$__proto__'],
  ['$bucket', '{"groupBy":"$n","boundaries":[0,2],"output":{"__proto__":{"$sum":1}}}'],
  ['$bucketAuto', { groupBy: '$__proto__', buckets: 2 }],
  ['$project', '{"__proto__":1}'],
  ['$project', { x: { $getField: '__proto__' } }],
  ['$project', { x: { $setField: { field: '_bsontype', input: '$$ROOT', value: 'Long' } } }],
  ['$project', { x: { $map: { input: [1], as: '__proto__', in: 1 } } }],
  ['$project', { x: { $arrayToObject: [[['_bsontype', 'Long']]] } }],
  ['$addFields', '{"a":{"__proto__":1}}'],
  ['$addFields', { 'constructor.prototype.polluted': 1 }],
  ['$replaceRoot', { newRoot: '$__proto__' }],
] as [string, unknown][])('refuses the name in %s %j', async (stageKey, value) => {
  const stageValue = typeof value === 'string' && value.startsWith('{') ? value : JSON.stringify(value)
  const stages = [{ stageKey, stageValue }]
  const answer = await send({ action: 'database.aggregateDocuments', collectionName: 'things', stages })
  expect(answer).toMatchObject({ code: 'INVALID_PARAM' })
  expect(answer.message).toMatch(/field name ".*(__proto__|_bsontype)|below a field named constructor/)
})

it('takes names that only look dangerous, and the last of two equal keys', async () => {
  expect(await add('{"_id":"x","constructor":{"prototype":1},"toString":2,"n":1,"n":2}')).toHaveProperty(
    'data',
  )
  const { data } = await find('{"constructor.prototype":1,"toString":2,"n":2}', { order: '{"valueOf":1}' })
  expect((data as { list: string[] }).list).toHaveLength(1)
  await send({
    action: 'database.removeDocument',
    collectionName: 'things',
    query: '{"_id":{"$ne":"kept"}}',
    multi: true,
  })
})

it.each([
  [`${'{"$and":['.repeat(10_000)}{}${']}'.repeat(10_000)}`, /deeper than 100/],
  ['{"n":{"$in":[{"$gt":1}]}}', /operators are not possible in \$in/],
  ['{"n":{"$nin":[{"$gt":1}]}}', /operators are not possible/],
  ['{"n":{"$all":[{"$gt":1}]}}', /operators are not possible in \$all/],
  ['{"n":{"$set":1}}', /unknown operator \$set/],
  ['{"n":{"$and":[{"$gt":1}]}}', /unknown operator \$and/],
  ['{"text":{"$regex":"(a+)+$"}}', /takes too long/],
  ['{"text":{"$regularExpression":{"pattern":"^(a|aa)+$","options":"i"}}}', /takes too long/],
  ['{"text":{"$not":{"$regex":"(?=a)(a*)*c"}}}', /takes too long/],
])('refuses the query %.60s', async (query, message) => {
  expect((await find(query)).message).toMatch(message)
})

it('finds by a list of 200,000 values at once', async () => {
  const list = Array.from({ length: 200_000 }, (_, i) => -i)
  expect((await find(JSON.stringify({ n: { $in: [...list, 1] } }))).data).toMatchObject({
    list: [expect.any(String)],
  })
})

it.each([
  ['{"$rename":{"n":"__proto__"}}', /__proto__/],
  ['{"$rename":{"n":"x.__proto__"}}', /__proto__/],
  ['{"$rename":{"n":"a\\u0000"}}', /field name/],
  ['{"$set":{"a.__proto__.b":1}}', /__proto__/],
  [`{"$set":{"${Array(101).fill('x').join('.')}":1}}`, /deeper than 100/],
  ['{"$gt":{"n":1}}', /unknown update operator \$gt/],
  ['{"$set":{"n":{"$inc":1}}}', /begins with \$/],
  ['{"$pull":{"text":{"$foo":1}}}', /must be an array|\$foo/],
])('refuses the update %.60s', async (data, message) => {
  expect((await change(data)).message).toMatch(message)
})

it('takes a limit over 1000 for 1000, and refuses limits that are none', async () => {
  for (const limit of [-1, 1.5, '3', {}])
    expect((await find('{}', { limit })).message).toMatch(/limit must be a whole number/)
  expect((await find('{}', { limit: 5000 })).data).toMatchObject({ list: [expect.any(String)] })
})

it('drops a phone that sends garbage, and ends a watch whose pattern runs away, not the write', async () => {
  const open = async () => {
    const socket = new WebSocket(`${cloud.url.replace('http', 'ws')}/client/watch?openid=o`)
    await new Promise((resolve) => socket.once('open', resolve))
    return socket
  }
  const answerTo = async (message: string | Buffer) => {
    const socket = await open()
    socket.send(message)
    const data = await new Promise<WebSocket.RawData>((resolve) => socket.once('message', resolve))
    return { socket, answer: JSON.parse(String(data)) as { type: string; errMsg?: string } }
  }
  for (const garbage of ['{', '[]', '5', Buffer.from([0xff, 0, 1]), '{"id":1,"type":"dance"}', '{"id":{}}']) {
    const { socket, answer } = await answerTo(garbage)
    expect(answer).toMatchObject({ type: 'error', errMsg: expect.stringMatching(/message/) })
    socket.terminate()
  }
  const tooLong = await open()
  tooLong.send('x'.repeat(200_000))
  await new Promise((resolve) => tooLong.once('close', resolve))

  const query = { _id: 'late', text: { $regularExpression: { pattern: '(a+)+$', options: '' } } }
  const watch = { id: 1, type: 'watch', collection: 'things', query }
  const { socket, answer } = await answerTo(JSON.stringify(watch))
  expect(answer.type).toBe('init')
  const ended = new Promise<string>((resolve) =>
    socket.once('message', (data: Buffer) => resolve(String(data))),
  )
  const things = nodeDatabase(cloud).collection('things')
  await things.add({ ...KEPT, _id: 'late' })
  expect(await ended).toMatch(/takes too long/)
  await things.doc('late').remove()
  socket.terminate()
})
