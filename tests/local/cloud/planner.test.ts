import { noCost, withCost } from '../../../local/cloud/database/cost'
import { openDatabase } from '../../../local/cloud/database/database'
import { compileFilter } from '../../../local/cloud/database/filter'
import type { Document } from '../../../local/cloud/database/ejson'
import type { Sort } from '../../../local/cloud/database/planner'
import type { IndexSchema } from '../../../local/cloud/database/schema'

// An index may only narrow: with and without indexes every filter must find the same documents, and every
// sort must give the same order of keys. Random, but replayable by its seed.
function randomFrom(seed: number) {
  let state = seed
  const next = () => ((state = (state * 1664525 + 1013904223) >>> 0), state / 2 ** 32)
  return { next, pick: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]! }
}

const FIELDS = ['a', 'b', 'c', 'd.e', 'd.f'] as const
const INDEXES: IndexSchema[] = [
  { name: 'a', fields: [['a', 'asc']], unique: false },
  {
    name: 'a_b',
    fields: [
      ['a', 'asc'],
      ['b', 'desc'],
    ],
    unique: false,
  },
  {
    name: 'b_c_a',
    fields: [
      ['b', 'asc'],
      ['c', 'asc'],
      ['a', 'desc'],
    ],
    unique: false,
  },
  {
    name: 'de_df', // two fields of one array: elements may meet them separately
    fields: [
      ['d.e', 'asc'],
      ['d.f', 'asc'],
    ],
    unique: false,
  },
  {
    name: 'de',
    fields: [
      ['d.e', 'asc'],
      ['a', 'asc'],
    ],
    unique: false,
  },
]

function aValue(random: ReturnType<typeof randomFrom>, deep = true): unknown {
  const plain = [0, 1, -1, 1.5, 2, NaN, 'x', 'y', '', true, false, null, new Date(0), new Date(1)]
  const kind = random.next()
  if (!deep || kind < 0.75) return random.pick(plain)
  if (kind < 0.9) return Array.from({ length: Math.floor(random.next() * 3) }, () => aValue(random, false))
  return { e: aValue(random, false) }
}

function aDocument(random: ReturnType<typeof randomFrom>, id: number): Document {
  const document: Document = { _id: `id${id}` }
  if (random.next() < 0.9) document.a = random.pick([0, 1, 2, 'x', 'y', null, new Date(0)])
  if (random.next() < 0.9) document.b = aValue(random)
  if (random.next() < 0.8) document.c = random.pick([1, 2, 3])
  const inner = () => ({ e: aValue(random, false), f: random.pick([0, 1, 2]) })
  if (random.next() < 0.7) document.d = random.next() < 0.5 ? inner() : [inner(), inner()]
  return document
}

function aFilter(random: ReturnType<typeof randomFrom>): Document {
  const condition: Document = {}
  for (const field of FIELDS) {
    const kind = random.next()
    if (kind < 0.5) continue
    const value = () => aValue(random, false)
    if (kind < 0.65) condition[field] = value()
    else if (kind < 0.75) condition[field] = { $in: [value(), value(), value()] }
    else if (kind < 0.85) condition[field] = { [random.pick(['$gt', '$gte', '$lt', '$lte'])]: value() }
    else if (kind < 0.95) condition[field] = { $gte: random.pick([0, 1]), $lt: random.pick([1, 2, 3]) }
    else if (kind < 0.97) condition[field] = { $ne: value() }
    else if (kind < 0.985) condition.$or = [{ [field]: value() }, { [field]: { $exists: false } }]
    else condition[field] = { $exists: random.pick([true, false]) }
  }
  if (random.next() < 0.2) return { $and: [condition, { a: { $gt: random.pick([0, 'x']) } }] }
  return condition
}

it.each([1, 2, 3])('finds the same with and without indexes (seed %i)', async (seed) => {
  const random = randomFrom(seed)
  const schema = [
    { name: 'plain', indexes: [], read: false },
    { name: 'indexed', indexes: INDEXES, read: false },
  ]
  const db = openDatabase(undefined, schema)
  const documents: Document[] = []
  while (documents.length < 150) {
    const document = aDocument(random, documents.length)
    const parallel = Array.isArray(document.b) && Array.isArray(document.d)
    if (!parallel) documents.push(document)
  }
  await db.insert('plain', documents)
  await db.insert('indexed', documents)
  let used = 0
  for (let i = 0; i < 300; i++) {
    const condition = aFilter(random)
    const sort: Sort =
      random.next() < 0.5 ? [[random.pick(['a', 'c', '_id']), random.pick(['asc', 'desc'])]] : []
    const request = { filter: compileFilter(condition), sort }
    const [want, got] = [db.find('plain', request), db.find('indexed', request)]
    const ids = (list: typeof want.list) => list.map(({ document }) => document._id as string)
    const context = JSON.stringify({ condition, sort, index: got.index })
    expect([context, ids(got.list).sort()]).toEqual([context, ids(want.list).sort()])
    if (sort.length) {
      const key = ({ document }: (typeof want.list)[number]) => document[sort[0]![0]] ?? null
      expect([context, got.list.map(key)]).toEqual([context, want.list.map(key)])
    }
    if (got.index && got.examined < documents.length) used++
    const counts = [await db.count('plain', condition), await db.count('indexed', condition)]
    expect([context, ...counts]).toEqual([context, want.list.length, want.list.length])
  }
  expect(used).toBeGreaterThan(80) // or this test would prove nothing
  db.close()
})

it('reads an indexed page without looking at more documents than it shows', async () => {
  const fields = [
    ['status', 'asc'],
    ['unit', 'asc'],
    ['at', 'desc'],
  ] as const
  const schema = [
    { name: 'cases', read: false, indexes: [{ name: 'page', fields: [...fields], unique: false }] },
  ]
  const db = openDatabase(undefined, schema)
  await db.insert(
    'cases',
    Array.from({ length: 2000 }, (_, at) => ({ status: at % 3, unit: at % 7, at })),
  )
  const filter = compileFilter({ status: 1, unit: 2 })
  const page = db.find('cases', { filter, sort: [['at', 'desc']], limit: 20 })
  expect(page).toMatchObject({ index: 'page', examined: 20 })
  expect(page.list.map(({ document }) => document.at)).toEqual(
    Array.from({ length: 2000 }, (_, at) => at)
      .filter((at) => at % 3 === 1 && at % 7 === 2)
      .reverse()
      .slice(0, 20),
  )
  const [last] = page.list.slice(-1)
  const older = compileFilter({ status: 1, unit: 2, at: { $lt: last!.document.at as number } })
  expect(db.find('cases', { filter: older, sort: [['at', 'desc']], limit: 20 }).examined).toBe(20)
  expect(db.find('cases', { filter: compileFilter({}), sort: [['_id', 'asc']], limit: 5 }).examined).toBe(5)
  db.close()
})

it('counts in the index where its keys say it all', async () => {
  const indexes = [{ name: 'a', fields: [['a', 'asc'] as const], unique: false }]
  const db = openDatabase(undefined, [{ name: 'things', read: false, indexes }])
  await db.insert('things', [{ a: 1 }, { a: 1, b: 1 }, { a: 'x' }, { a: null }, {}])
  const examined = async (condition: Document) => {
    const cost = noCost()
    const n = await withCost(cost, () => db.count('things', condition))
    return [n, cost.examined]
  }
  expect(await examined({ a: 1 })).toEqual([2, 0])
  expect(await examined({ a: { $in: [1, 'x', 1] } })).toEqual([3, 0])
  expect(await examined({ a: null })).toEqual([2, 0])
  expect(await examined({ a: { $gte: 1 } })).toEqual([2, 0])
  expect(await examined({ a: { $lt: 'y' } })).toEqual([1, 0])
  expect(await examined({ $and: [{ a: { $gt: 0 } }, { a: { $lt: 2 } }] })).toEqual([2, 0])
  expect(await examined({ a: { $gt: 0, $lt: 'y' } })).toEqual([0, 2])
  expect(await examined({ a: 1, b: 1 })).toEqual([1, 2])
  expect(await examined({ a: 1, $or: [{ b: 1 }] })).toEqual([1, 2])
  await db.insert('things', [{ a: [1, 2] }]) // now a document has several keys
  expect(await examined({ a: { $in: [1, 2] } })).toEqual([3, 3])
  db.close()
})

it('reads a page in order although an earlier field of its index holds arrays', async () => {
  const indexes: IndexSchema[] = [
    {
      ...{ name: 'queue', unique: false },
      fields: [
        ['units', 'asc'],
        ['at', 'asc'],
      ],
    },
  ]
  const database = openDatabase(undefined, [{ name: 'cases', indexes, read: false }])
  const documents = Array.from({ length: 500 }, (_, n) => ({
    ...{ _id: `c${n}`, units: [`u${n % 5}`, 'town'], at: (n * 37) % 500 },
  }))
  await database.insert('cases', documents)
  const found = database.find('cases', {
    ...{ filter: compileFilter({ units: 'town' }), sort: [['at', 'asc']] as Sort, limit: 20 },
  })
  expect(found.examined).toBeLessThanOrEqual(40)
  expect(found.list.map(({ document }) => document.at)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  // Once one holds an array where the page is sorted, it is sorted by the least of it.
  await database.insert('cases', [{ _id: 'many', units: 'town', at: [490, -1] }])
  const again = database.find('cases', {
    ...{ filter: compileFilter({ units: 'town' }), sort: [['at', 'asc']] as Sort, limit: 1 },
  })
  expect(again.list.map(({ document }) => document._id)).toEqual(['many'])
  database.close()
})
