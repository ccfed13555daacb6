import { noCost, withCost } from '../../../local/cloud/database/cost'
import { openDatabase, type Database } from '../../../local/cloud/database/database'
import type { Document } from '../../../local/cloud/database/ejson'

let database: Database
const indexes = [{ name: 'room', fields: [['room', 'asc'] as const], unique: false }]

beforeAll(async () => {
  database = openDatabase(undefined, [
    { name: 'rooms', indexes: [], read: false },
    { name: 'ticks', indexes: indexes as never, read: false },
  ])
  await database.insert('rooms', [
    ...Array.from({ length: 5 }, (_, n) => ({ _id: n, key: `r${n}` })),
    { _id: 'list', key: ['r1', 'r2'] },
    { _id: 'none' },
    { _id: 'pattern', key: /r/ },
  ])
  const ticks = Array.from({ length: 1000 }, (_, n) => ({ _id: n, room: `r${n % 100}`, n }))
  await database.insert('ticks', [...ticks, { _id: 'loose', n: -1 }])
})
afterAll(() => database.close())

async function measured(collection: string, stages: Document[]) {
  const cost = noCost()
  const list = await withCost(cost, () => database.aggregate(collection, stages))
  return { list, ...cost }
}

it('joins by an index of the other collection, and finds what a table of it finds', async () => {
  const by = (foreignField: string) => ({ from: 'ticks', localField: 'key', foreignField, as: 'ticks' })
  const joined = await measured('rooms', [{ $match: { key: { $type: 'string' } } }, { $lookup: by('room') }])
  expect(joined.list.map(({ ticks }) => (ticks as unknown[]).length)).toEqual([10, 10, 10, 10, 10, 20])
  expect(joined).toMatchObject({ indexes: ['room'] })
  expect(joined.examined).toBeLessThan(100)

  const all = await measured('rooms', [{ $lookup: by('room') }])
  const counts = Object.fromEntries(all.list.map(({ _id, ticks }) => [_id, (ticks as unknown[]).length]))
  expect(counts).toMatchObject({ 0: 10, 4: 10, list: 20, none: 1, pattern: 0 })

  const unindexed = await measured('rooms', [{ $lookup: { ...by('n'), localField: '_id' } }])
  expect(unindexed.list.map(({ ticks }) => (ticks as unknown[]).length)).toEqual([1, 1, 1, 1, 1, 0, 0, 0])
  expect(unindexed.examined).toBe(8 + 1001) // the other collection once
})

it('reads for a first $match, $sort, $skip and $limit no more than a query would', async () => {
  const page = [{ $match: { room: 'r7' } }, { $sort: { room: 1 } }, { $skip: 2 }, { $limit: 3 }]
  expect(await measured('ticks', page)).toMatchObject({
    list: [207, 307, 407].map((_id) => ({ _id })),
    examined: 5,
    indexes: ['room'],
  })
  const counted = await measured('ticks', [{ $match: { room: { $gte: 'r98' } } }, { $count: 'n' }])
  expect(counted).toMatchObject({ list: [{ n: 20 }], examined: 0, indexes: ['room'] })
})

it('keeps the order of equals when a sort before a limit drops the rest', async () => {
  const stages = [{ $match: { n: { $gte: 0 } } }, { $addFields: { odd: { $mod: ['$n', 2] } } }]
  const sorted = await measured('ticks', [...stages, { $sort: { odd: -1 } }, { $limit: 3 }])
  expect(sorted.list.map(({ n }) => n)).toEqual([1, 3, 5])
})

// Worked by hand from the series and MongoDB's rule: least and greatest edge lie strictly outside.
it.each([
  [
    'R5',
    2,
    [0.4, 1, 1.6, 2.5],
    [
      [0.25, 1.6, 2],
      [1.6, 4, 2],
    ],
  ],
  [
    '1-2-5',
    2,
    [1, 3, 7, 15],
    [
      [0.5, 5, 2],
      [5, 20, 2],
    ],
  ],
  [
    'POWERSOF2',
    2,
    [1, 2, 3, 9],
    [
      [0.5, 4, 3],
      [4, 16, 1],
    ],
  ],
  ['E6', 1, [5], [[4.7, 6.8, 1]]],
  [
    'R10',
    2,
    [0, 9],
    [
      [0, 0, 1],
      [0, 10, 1],
    ],
  ],
] as const)('rounds the edges of automatic buckets by %s', async (granularity, buckets, values, expected) => {
  const rooms = openDatabase(undefined, [{ name: 'v', indexes: [], read: false }])
  await rooms.insert(
    'v',
    values.map((v) => ({ v })),
  )
  const stage = { $bucketAuto: { groupBy: '$v', buckets, granularity } }
  const list = await rooms.aggregate('v', [stage])
  const seen = list.map(({ _id, count }) => [(_id as Document).min, (_id as Document).max, count])
  expect(seen).toEqual(expected.map((part) => part.map((edge, i) => (i < 2 ? expect.closeTo(edge) : edge))))
  rooms.close()
})

it('refuses an unknown granularity and values that are no numbers', async () => {
  const auto = (granularity: string, groupBy: string) => [
    { $bucketAuto: { groupBy, buckets: 2, granularity } },
  ]
  await expect(database.aggregate('ticks', auto('R7', '$n'))).rejects.toThrow(/R7/)
  await expect(database.aggregate('ticks', auto('R5', '$room'))).rejects.toThrow(/number from 0/)
})
