import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type Database } from '../database/database'
import { compileFilter } from '../database/filter'
import { openSqlite, type Sqlite } from '../database/sqlite'
import { fill, INDEXES } from './documents'
import { medianMicroseconds, measureInTurn } from './median'
import { rawEngine } from './raw'

/** Medians of one size, in microseconds unless the name says otherwise. */
interface Figures {
  insertUs: number
  pointReadUs: number
  pageUs: number
  pageExamined: number
  updateUs: number
  transactionUs: number
  groupByMs: number
  rawPointReadUs: number
  rawPageUs: number
  rawInsertUs: number
}

const { values } = parseArgs({ options: { json: { type: 'boolean' }, sizes: { type: 'string' } } })
const SIZES = (values.sizes ?? '1000,100000,1000000').split(',').map(Number)

/** Our database and the raw engine on the same file: the same SQL by prepared statements, rows parsed. */
async function measure(size: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'local-cloud-bench-'))
  const database = openDatabase(folder, [{ name: 'cases', indexes: INDEXES, read: false }])
  try {
    await fill(database, size)
    const sqlite = openSqlite(join(folder, 'database.sqlite'))
    try {
      return await compare(database, sqlite, size)
    } finally {
      sqlite.close()
    }
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare(database: Database, sqlite: Sqlite, size: number): Promise<Figures> {
  const raw = rawEngine(sqlite)
  let turn = 0
  const next = () => (turn = (turn + 7919) % size)
  const id = () => `case-${next()}`
  const page = () => ({
    filter: compileFilter({ status: `s${next() % 5}`, unit: `u${next() % 10}` }),
    sort: [['at', 'desc']] as const,
    limit: 20,
  })
  let examined = 0
  const reads = measureInTurn(3, 2000, {
    point: () => database.find('cases', { filter: compileFilter({ _id: id() }), limit: 1 }),
    rawPoint: () => raw.point(id()),
    page: () => (examined = Math.max(examined, database.find('cases', page()).examined)),
    rawPage: () => raw.page(`s${next() % 5}`, `u${next() % 10}`, 20),
  })
  let made = 0
  const insertUs = await medianMicroseconds(500, () =>
    database.insert('cases', [{ _id: `new-${made++}`, status: 's1', unit: 'u1', at: made, title: 'x' }]),
  )
  const updateUs = await medianMicroseconds(500, () =>
    database.update('cases', {
      filter: compileFilter({ _id: id() }),
      change: { $inc: { touched: 1 } },
      limit: 1,
    }),
  )
  const transactionUs = await medianMicroseconds(200, async () => {
    const transaction = database.begin()
    await database.insert('cases', [{ _id: `t-${made++}`, status: 's2', unit: 'u2', at: made }], transaction)
    for (const change of [{ $inc: { touched: 1 } }, { $inc: { again: 1 } }]) {
      const request = { filter: compileFilter({ _id: `case-${made % size}` }), change, limit: 1 }
      await database.update('cases', request, transaction)
    }
    database.commit(transaction)
  })
  const grouping = [{ $group: { _id: '$unit', n: { $sum: 1 }, first: { $min: '$at' } } }]
  const groupByMs = (await medianMicroseconds(3, () => database.aggregate('cases', grouping))) / 1000
  const rawInsertUs = await medianMicroseconds(500, () => raw.insert(`raw-${made++}`, made))
  return {
    insertUs,
    pointReadUs: reads.point,
    pageUs: reads.page,
    pageExamined: examined,
    updateUs,
    transactionUs,
    groupByMs,
    rawPointReadUs: reads.rawPoint,
    rawPageUs: reads.rawPage,
    rawInsertUs,
  }
}

async function main(): Promise<void> {
  const sizes: Record<string, Figures> = {}
  for (const size of SIZES) {
    if (!Number.isInteger(size) || size < 1000)
      throw new Error(`--sizes ${values.sizes}: whole numbers from 1000`)
    sizes[size] = await measure(size)
    console.log(`\n${size} documents`)
    for (const [name, value] of Object.entries(sizes[size]))
      console.log(`  ${name.padEnd(16)}${value.toFixed(1)}`)
  }
  const largest = Object.values(sizes).at(-1)!
  const ratios = {
    pointReadOverRaw: largest.pointReadUs / largest.rawPointReadUs,
    pageOverRaw: largest.pageUs / largest.rawPageUs,
    insertOverRaw: largest.insertUs / largest.rawInsertUs,
    ...(sizes['1000'] && sizes['1000000']
      ? { page1MOver1k: sizes['1000000'].pageUs / sizes['1000'].pageUs }
      : {}),
  }
  console.log('\nratios (of the largest size)')
  for (const [name, value] of Object.entries(ratios)) console.log(`  ${name.padEnd(18)}${value.toFixed(2)}`)
  if (values.json) console.log(JSON.stringify({ sizes, ratios }))
}

void main()
