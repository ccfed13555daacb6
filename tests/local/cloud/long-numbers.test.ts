import { Decimal128, Double, Long } from 'bson'
import { join } from 'node:path'
import { openDatabase } from '../../../local/cloud/database/database'
import { readEjsonObject, type Document } from '../../../local/cloud/database/ejson'
import { compileFilter } from '../../../local/cloud/database/filter'
import { keyOf } from '../../../local/cloud/database/key'
import { openSqlite } from '../../../local/cloud/database/sqlite'
import { aFolder, cleanUp } from './support'

afterEach(cleanUp)

const long = (text: string) => Long.fromString(text)
const decimal = (text: string) => Decimal128.fromString(text)

it('orders numbers of all types by their value, to the last digit', () => {
  const rising = [
    ...[NaN, -Infinity, decimal('-1E+400'), -1.7e308, long('-9007199254740993'), -9007199254740992],
    ...[decimal('-1.5000000000000000000000000001'), -1.5, -0.1, decimal('-0.1'), -5e-324, 0, 5e-324],
    // The double nearest to 0.1 is a little more than 0.1.
    ...[
      decimal('0.09999999999999999999'),
      decimal('0.1'),
      0.1,
      decimal('0.1000000000000000055511151231258'),
      1,
    ],
    ...[decimal('1.000000000000000000000000000000001'), 9007199254740992, long('9007199254740993')],
    ...[9007199254740994, decimal('9007199254740994.5'), long('9223372036854775807'), 2 ** 63],
    ...[1.7976931348623157e308, decimal('1E+400'), Infinity],
  ]
  const keys = rising.map(keyOf)
  expect([...keys].sort((a, b) => (a < b ? -1 : 1))).toEqual(keys)
  expect(new Set(keys).size).toBe(keys.length)
  const same = [
    [1, decimal('1.00'), new Double(1).value],
    [0, -0, decimal('0E+3')],
    [2 ** 60, long('1152921504606846976')],
  ]
  for (const values of same) expect(new Set(values.map(keyOf)).size).toBe(1)
  for (const [a, b] of [
    [1, 2],
    [-2, -1],
  ])
    expect(keyOf(a) < keyOf(b)).toBe(true)
})

const INDEX = [{ name: 'n', fields: [['n', 'asc'] as const], unique: true }]
const BIG = ['9007199254740992', '9007199254740993', '9007199254740994', '9223372036854775807']

it.each([
  ['with', INDEX],
  ['without', []],
])('finds, sorts and keeps apart long whole numbers, %s an index', async (_name, indexes) => {
  const database = openDatabase(undefined, [{ name: 'things', indexes: indexes as never, read: false }])
  await database.insert(
    'things',
    [...BIG].reverse().map((n) => ({ _id: n, n: long(n) })),
  )
  const ids = (condition: string, sort: [['n', 'asc']] | [] = []) =>
    database
      .find('things', { filter: compileFilter(readEjsonObject(condition, 'query')), sort })
      .list.map(({ document }) => document._id)
  expect(ids(`{"n":{"$numberLong":"${BIG[1]}"}}`)).toEqual([BIG[1]])
  expect(ids(`{"n":9007199254740992}`)).toEqual([BIG[0]])
  expect(ids(`{"n":{"$gt":{"$numberLong":"${BIG[1]}"}}}`, [['n', 'asc']])).toEqual(BIG.slice(2))
  expect(ids('{}', [['n', 'asc']])).toEqual(BIG)
  expect(ids('{"n":{"$mod":[2,1]}}').sort()).toEqual([BIG[1], BIG[3]])
  const filter = compileFilter({ _id: BIG[0] })
  await database.update('things', { filter, change: { $inc: { m: long(BIG[1]!) } } })
  expect(database.find('things', { filter }).list[0]!.text).toContain(`"m":{"$numberLong":"${BIG[1]}"}`)
  const again = database.insert('things', [{ n: long(BIG[1]!) }])
  if (indexes.length) await expect(again).rejects.toThrow(/E11000/)
  else await again
  database.close()
})

it('gives a phone the nearest number it can hold', async () => {
  const database = openDatabase(undefined, [{ name: 'things', indexes: [], read: false }])
  await database.insert('things', [{ _id: 'a', n: long(BIG[1]!) }])
  const { document } = database.find('things', { filter: compileFilter({}) }).list[0]!
  expect(JSON.parse(JSON.stringify(document))).toEqual({ _id: 'a', n: 9007199254740992 })
  database.close()
})

it('writes the keys of an older file anew', async () => {
  const folder = aFolder()
  const schema = [{ name: 'things', indexes: INDEX as never, read: false as const }]
  const first = openDatabase(folder, schema)
  await first.insert('things', [
    { _id: 1, n: 5 },
    { _id: 'b', n: 6 },
  ])
  first.close()
  const sqlite = openSqlite(join(folder, 'database.sqlite'))
  // As they were: a number's key was one byte shorter.
  sqlite.exec("UPDATE c1 SET k = substr(k, 1, 9) WHERE hex(k) LIKE '14%'")
  const { t } = sqlite.sql('SELECT key_table AS t FROM indexes').get() as { t: string }
  sqlite.exec(`UPDATE ${t} SET k = substr(k, 1, 9)`)
  sqlite.exec('PRAGMA user_version = 0')
  sqlite.close()
  const again = openDatabase(folder, schema)
  const found = (condition: Document) =>
    again.find('things', { filter: compileFilter(condition) }).list.length
  expect([found({ _id: 1 }), found({ n: 5 }), found({ n: 6, _id: 'b' })]).toEqual([1, 1, 1])
  await expect(again.insert('things', [{ n: 5 }])).rejects.toThrow(/E11000/)
  again.close()
})
