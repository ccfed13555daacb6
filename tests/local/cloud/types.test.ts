import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, aConfig, cleanUp, nodeDatabase } from './support'

// The SDKs read every number as a JavaScript number; what kind it is shows only on the wire.
let cloud: LocalCloud
const THINGS = { collectionName: 'things' }

async function send(body: object) {
  const response = await fetch(cloud.adminUrl, {
    method: 'POST',
    body: JSON.stringify({ ...THINGS, ...body }),
  })
  const answer = (await response.json()) as { code?: string; message?: string; data: { list: string[] } }
  if (answer.code) throw new Error(answer.message)
  return answer.data
}
const insert = (document: object) =>
  send({ action: 'database.insertDocument', data: [JSON.stringify(document)] })
const read = async (projection?: object) => {
  const request = { action: 'database.getDocument', query: '{"_id":"a"}', limit: 1 }
  const { list } = await send({
    ...request,
    ...(projection ? { projection: JSON.stringify(projection) } : {}),
  })
  const { _id, ...rest } = JSON.parse(list[0]!) as Record<string, unknown>
  expect(_id).toBe('a')
  return rest
}
const update = async (change: object) => {
  const request = { action: 'database.modifyDocument', query: '{"_id":"a"}', multi: false, merge: true }
  await send({ ...request, data: JSON.stringify(change) })
  return read()
}

const int = (n: number) => ({ $numberInt: String(n) })
const long = (n: string | number) => ({ $numberLong: String(n) })
const double = (n: string) => ({ $numberDouble: n })

beforeEach(async () => {
  cloud = await aCloud({
    configDir: aConfig({ things: { indexes: [{ name: 'n', fields: [['n', 'asc']] }] } }),
  })
})
afterEach(cleanUp)

it('gives back every type as it came in, also after another field was changed and through a projection', async () => {
  const document = {
    int: int(1),
    long: long('9007199254740993'),
    small: long(5),
    whole: double('2.0'),
    half: double('0.5'),
    nan: double('NaN'),
    zero: double('-0.0'),
    decimal: { $numberDecimal: '1.10' },
    date: { $date: { $numberLong: '-1' } },
    id: { $oid: '0123456789abcdef01234567' },
    regex: { $regularExpression: { pattern: 'a.c', options: 'i' } },
    bytes: { $binary: { base64: 'AQI=', subType: '00' } },
    nothing: null,
    nested: [[{ x: double('3.0') }], { y: long(7) }],
    place: { type: 'Point', coordinates: [double('1.0'), int(2)] },
  }
  await insert({ _id: 'a', ...document })
  expect(await read()).toEqual(document)
  expect(await read({ nested: 1, whole: 1, long: 1 })).toEqual({
    long: document.long,
    whole: document.whole,
    nested: document.nested,
  })
  expect(await update({ $set: { more: int(1) } })).toEqual({ ...document, more: int(1) })
})

it('calculates within the types', async () => {
  await insert({
    _id: 'a',
    int: int(2147483647),
    long: long('9007199254740993'),
    double: double('2.0'),
    n: int(2),
  })
  const one = { int: int(1), long: int(1), double: int(1), n: double('0.5') }
  expect(await update({ $inc: one })).toEqual({
    int: long(2147483648),
    long: long('9007199254740994'),
    double: double('3.0'),
    n: double('2.5'),
  })
  expect(await update({ $mul: { long: int(2), double: int(2) } })).toMatchObject({
    long: long('18014398509481988'),
    double: double('6.0'),
  })
  await expect(update({ $mul: { long: long('9007199254740994') } })).rejects.toThrow(/overflow/)
  await expect(update({ $bit: { double: { and: int(1) } } })).rejects.toThrow(/non-integral/)
})

it('compares numbers of all types with each other', async () => {
  await insert({ _id: 'a', n: double('2.0') })
  await insert({ _id: 'b', n: long(2) })
  const db = nodeDatabase(cloud)
  const ids = async (where: object) =>
    (await db.collection('things').where(where).get()).data.map(({ _id }) => _id as string)
  expect(await ids({ n: 2 })).toEqual(['a', 'b'])
  expect(await ids({ n: db.command.gt(1.5) })).toEqual(['a', 'b'])
  expect(await update({ $addToSet: { list: int(2) } })).toMatchObject({ list: [int(2)] })
  expect(await update({ $addToSet: { list: double('2.0') } })).toMatchObject({ list: [int(2)] })
})
