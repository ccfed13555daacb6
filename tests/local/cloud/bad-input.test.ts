import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, cleanUp, nodeDatabase } from './support'

let cloud: LocalCloud
const THINGS = { collectionName: 'things' }

beforeAll(async () => {
  cloud = await aCloud()
  const db = nodeDatabase(cloud)
  await db.createCollection('things')
  await db.collection('things').add({ _id: 'a', n: null, list: [{ k: 1 }] })
})
afterAll(cleanUp)

/** A raw request, as no SDK would send it. */
async function send(body: object | string): Promise<{ status: number; code?: string; message?: string }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(cloud.adminUrl, { method: 'POST', body: text })
  return { status: response.status, ...((await response.json()) as object) }
}

async function expectRefusal(body: object | string, message: RegExp) {
  expect(await send(body)).toMatchObject({
    status: 200,
    code: expect.any(String),
    message: expect.stringMatching(message),
  })
  const { data } = await nodeDatabase(cloud).collection('things').get()
  expect(data).toEqual([{ _id: 'a', n: null, list: [{ k: 1 }] }]) // still there, nothing half written
}

it.each([
  ['', /action/],
  ['{', /not JSON/],
  ['[]', /must be a JSON object/],
  ['{"action":5}', /action/],
  ['{"action":"toString"}', /does not support toString/],
  ['{"action":"wx.api"}', /does not support wx.api/],
  [
    '{"action":"functions.invokeFunction","function_name":"x","request_data":"{"}',
    /request_data is not JSON/,
  ],
])('refuses the request %s', expectRefusal)

it.each([
  ['{', /not EJSON/],
  ['[1]', /must be an object/],
  ['{"$set":1}', /begins with \$/],
  ['{"a":{"$b":1}}', /begins with \$/],
  ['{"__proto__":{"x":1}}', /__proto__/],
  ['{"a\\u0000b":1}', /null byte|field name/],
  ['{"_id":[1]}', /_id cannot be an array/],
  ['{"a":{"$date":"nonsense"}}', /not a date/],
  ['{"a":{"$oid":"zz"}}', /not EJSON/],
  [`{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`, /larger than 16 MB/],
])('refuses the document %.40s', (text, message) =>
  expectRefusal({ action: 'database.insertDocument', ...THINGS, data: ['{"_id":"good"}', text] }, message),
)

it.each([
  ['{"$foo":1}', /unknown top level operator \$foo/],
  ['{"a":{"$foo":1}}', /unknown operator \$foo/],
  ['{"a":{"$not":{"$foo":1}}}', /unknown operator \$foo/],
  ['{"a":{"$elemMatch":{"b":{"$zap":1}}}}', /unknown operator \$zap/],
  ['{"a":{"$gt":1,"b":2}}', /mixed/],
  ['{"$where":"true"}', /\$where/],
  ['{"$expr":{"$foo":1}}', /\$foo/],
  ['{"$and":[]}', /non-empty array/],
  ['{"a":{"$in":1}}', /needs an array/],
])('refuses the query %s', (query, message) =>
  expectRefusal({ action: 'database.getDocument', ...THINGS, query, limit: 1 }, message),
)

it.each([
  ['{"$foo":{"a":1}}', /unknown update operator \$foo/],
  ['{"a":1}', /outside an operator/],
  ['{"$set":5}', /needs an object/],
  ['{"$set":{"_id":2}}', /_id/],
  ['{"$set":{"n.x":1}}', /Cannot create field 'x'/],
  ['{"$set":{"list.k":1}}', /Cannot create field 'k'/],
  ['{"$set":{"q":{"$bad":1}}}', /begins with \$/],
  ['{"$set":{"a":1},"$inc":{"a":1}}', /conflict/],
  ['{"$inc":{"n":1}}', /non-numeric/],
  ['{"$push":{"n":1}}', /must be an array/],
])('refuses the update %s', (data, message) =>
  expectRefusal(
    { action: 'database.modifyDocument', ...THINGS, query: '{}', multi: true, merge: true, data },
    message,
  ),
)

it.each([
  [{ limit: -1 }, /limit/],
  [{ limit: 1, offset: 1.5 }, /offset/],
  [{ limit: 1, order: '{"a":5}' }, /order of a/],
  [{ limit: 1, projection: '{"a":1,"b":0}' }, /projection/],
])('refuses the options %j', (options, message) =>
  expectRefusal({ action: 'database.getDocument', ...THINGS, ...options }, message),
)
