import { openDatabase, type Database } from '../../../local/cloud/database/database'
import { readStored, type Document } from '../../../local/cloud/database/ejson'
import { compileFilter } from '../../../local/cloud/database/filter'
import { prefilterOf } from '../../../local/cloud/database/prefilter'
import { stored } from '../../../local/cloud/database/collection'
import { openSqlite } from '../../../local/cloud/database/sqlite'
import { readTypedObject } from '../../../local/cloud/database/ejson'

const COLLECTION = [{ name: 'things', indexes: [], read: false as const }]

async function filled(size: number): Promise<Database> {
  const database = openDatabase(undefined, COLLECTION)
  for (let start = 0; start < size; start += 5000) {
    const batch = Array.from({ length: Math.min(5000, size - start) }, (_, i) => ({
      _id: `t${start + i}`,
      n: start + i,
      even: (start + i) % 2 === 0,
      text: `a thing with some text ${start + i}`,
    }))
    await database.insert('things', batch)
  }
  return database
}

it('answers point reads while a scan of 200,000 runs', async () => {
  const database = await filled(200_000)
  const scans = {
    find: () =>
      database.query('things', { filter: compileFilter({ text: /no such/ }), sort: [['n', 'asc']] }),
    count: () => database.count('things', { text: /7$/ }),
    group: () => database.aggregate('things', [{ $group: { _id: '$even', n: { $sum: 1 } } }]),
    update: () =>
      database.update('things', { filter: compileFilter({ text: /no such/ }), change: { $set: { x: 1 } } }),
  }
  for (const [name, scan] of Object.entries(scans)) {
    let running = true
    const done = scan().finally(() => (running = false))
    let answered = 0
    while (running) {
      await new Promise((resolve) => setImmediate(resolve)) // as a request comes in
      const filter = compileFilter({ _id: `t${answered}` })
      expect((await database.query('things', { filter, limit: 1 })).list).toHaveLength(1)
      answered++
    }
    await done
    expect([name, answered > 20]).toEqual([name, true])
  }
  database.close()
}, 60_000)

// Whatever is written while a scan runs, it tells of the collection as it was at its start.
it.each([
  ['by rows', {}, []],
  ['by an index', { n: { $gte: 0 } }, []],
  ['by an index backwards', { n: { $gte: 0 } }, [['n', 'desc']]],
  ['by an index of several keys', { tags: { $in: ['a', 'b'] } }, []],
  ['by SQL', { even: { $in: [true, false] } }, []],
] as const)('shows one moment, read %s, while others write', async (_name, condition, sort) => {
  const indexes = [
    { name: 'n', fields: [['n', 'asc'] as const], unique: false },
    { name: 'tags', fields: [['tags', 'asc'] as const], unique: false },
  ]
  const database = openDatabase(undefined, [{ ...COLLECTION[0]!, indexes: indexes as never }])
  const at = (n: number) => ({ _id: `t${n}`, n, even: n % 2 === 0, tags: n % 3 ? ['a', 'b'] : ['b'] })
  const size = 8000
  await database.insert(
    'things',
    Array.from({ length: size }, (_, n) => at(n)),
  )
  let running = true
  const reading = database
    .query('things', { filter: compileFilter({ ...condition }), sort })
    .finally(() => (running = false))
  let turns = 0
  for (let i = 0; running; i = (i + 7919) % size, turns++) {
    const filter = compileFilter({ _id: `t${i}` })
    if (turns % 3 === 0) {
      await database.update('things', { filter, change: { $set: { n: -i, even: null, tags: 'c' } } })
    } else if (turns % 3 === 1) {
      await database.remove('things', { filter })
      if (turns % 2) await database.insert('things', [{ ...at(i), n: size + i }])
    } else await database.insert('things', [{ _id: `new${turns}`, n: i, even: true, tags: ['a'] }])
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(turns).toBeGreaterThan(3)
  const { list } = await reading
  const byN = (a: Document, b: Document) => (a.n as number) - (b.n as number)
  const seen = list.map(({ document }) => document)
  if (sort.length)
    expect(seen.map(({ n }) => n)).toEqual(seen.map(({ n }) => n).sort((a, b) => Number(b) - Number(a)))
  expect(seen.sort(byN)).toEqual(Array.from({ length: size }, (_, n) => at(n)))
  database.close()
})

it('changes what still matches when the search for it is over', async () => {
  const database = await filled(10_000)
  const all = database.update('things', { filter: compileFilter({ text: /./ }), change: { $inc: { n: 1 } } })
  await new Promise((resolve) => setImmediate(resolve))
  await database.update('things', {
    filter: compileFilter({ _id: 't5' }),
    change: { $set: { n: 100, text: '' } },
  })
  await database.update('things', { filter: compileFilter({ _id: 't6' }), change: { $set: { n: 600 } } })
  await all
  const n = (id: string) =>
    database.find('things', { filter: compileFilter({ _id: id }) }).list[0]!.document.n
  expect([n('t5'), n('t6'), n('t7'), n('t9999')]).toEqual([100, 601, 8, 10_000])
  database.close()
})

// SQL may let through too much, never too little.
const VALUES = [
  ...['0', '1', '-1', '1.5', '-0.0', '1e300', '9007199254740993', '12'].map(
    (n) => `{"$numberDouble":"${n}"}`,
  ),
  ...['{"$numberDouble":"Infinity"}', '{"$numberDouble":"-Infinity"}', '{"$numberDouble":"NaN"}'],
  ...['0', '1', '-1', '12'].flatMap((n) => [`{"$numberInt":"${n}"}`, `{"$numberLong":"${n}"}`]),
  ...['{"$numberLong":"9007199254740993"}', '{"$numberDecimal":"1.5"}', '{"$numberDecimal":"1"}'],
  ...['""', '"x"', '"é"', '"群"', '"😀"', '"1"', '"{\\"$numberInt\\":\\"1\\"}"', '"a\\u0000b"', '"\\""'],
  ...['true', 'false', 'null', '{"$date":"1970-01-01T00:00:00Z"}', '{"$date":"2026-01-01T00:00:00Z"}'],
  ...[
    '{"$oid":"5f5f5f5f5f5f5f5f5f5f5f5f"}',
    '{"e":{"$numberInt":"1"}}',
    '{}',
    '[]',
    '["x"]',
    '[[1]]',
    '[null]',
  ],
  ...['[{"e":"x"},{"e":null}]', '[{"$numberInt":"1"},"x"]', '{"e":["x"]}', '{"0":"x"}'],
]
const PATHS = ['a', 'a.e', 'a.0', 'a.e.f', '名', 'a b']
const OPERATORS = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte']

it('rules nothing out by SQL that matches', () => {
  const sqlite = openSqlite(':memory:')
  sqlite.exec('CREATE TABLE c (doc TEXT)')
  const documents = VALUES.flatMap((value) => [`{"a":${value}}`, `{"名":${value}}`, `{"a b":{"e":${value}}}`])
  documents.push('{}', ...VALUES.map((value) => `{"a":{"e":${value}}}`))
  for (const text of documents) {
    sqlite.sql('INSERT INTO c VALUES (?)').run(stored(readTypedObject(text, 'document')).text)
  }
  const parsed = VALUES.map((value) => (readTypedObject(`{"v":${value}}`, 'v') as { v: unknown }).v)
  const plainValues = parsed.map((value) => readStored(stored({ v: value }).text).v)
  const conditions: Document[] = PATHS.flatMap((path) => [
    ...plainValues.flatMap((value) => [
      { [path]: { $in: [value, 'q'] } },
      ...OPERATORS.map((name) => ({ [path]: { [name]: value } })),
      { $or: [{ [path]: value }, { b: 1 }] },
    ]),
    ...[true, false].map((wanted) => ({ [path]: { $exists: wanted } })),
    { [path]: { $size: 1 } },
    { [path]: { $elemMatch: { e: 'x' } } },
    { [path]: { $gte: 'a', $exists: true } },
  ])
  let narrowed = 0
  for (const condition of conditions) {
    const prefilter = prefilterOf(condition)
    if (!prefilter) continue
    const texts = (rows: unknown[]) => (rows as { doc: string }[]).map(({ doc }) => doc)
    const all = texts(sqlite.sql('SELECT doc FROM c').all())
    const kept = new Set(
      texts(sqlite.sql(`SELECT doc FROM c WHERE ${prefilter.sql}`).all(...prefilter.values)),
    )
    const { matches } = compileFilter(condition)
    const missed = all.filter((text) => !kept.has(text) && matches(readStored(text)))
    expect([condition, missed]).toEqual([condition, []])
    if (kept.size < all.length) narrowed++
  }
  expect(narrowed).toBeGreaterThan(conditions.length / 2)
  sqlite.close()
})
