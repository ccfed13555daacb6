import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { aCloud, aConfig, cleanUp, nodeDatabase, wxDatabase } from './support'

const CONFLICT = { code: 'DATABASE_TRANSACTION_CONFLICT' }
const GONE = { code: 'DATABASE_TRANSACTION_FAIL' }

// The SDK's types promise less than its code does.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
let db: any
const accounts = () => db.collection('accounts')
const balance = async (id: string) => (await accounts().doc(id).get()).data[0]?.n

beforeEach(async () => {
  const indexes = [{ name: 'card', fields: [['card', 'asc']], unique: true }]
  db = nodeDatabase(await aCloud({ configDir: aConfig({ accounts: { indexes } }) }))
  await accounts().add([
    { _id: 'a', n: 10, card: 'A' },
    { _id: 'b', n: 10, card: 'B' },
  ])
})
afterEach(cleanUp)

it('commits all or nothing', async () => {
  await db.runTransaction(async (t: typeof db) => {
    await t
      .collection('accounts')
      .doc('a')
      .update({ n: db.command.inc(-3) })
    await t
      .collection('accounts')
      .doc('b')
      .update({ n: db.command.inc(3) })
    expect(await balance('a')).toBe(10) // nobody outside sees it yet
    expect((await t.collection('accounts').doc('a').get()).data.n).toBe(7)
  })
  expect([await balance('a'), await balance('b')]).toEqual([7, 13])

  const refused = db.runTransaction(async (t: typeof db) => {
    await t.collection('accounts').doc('a').update({ n: 0 })
    throw new Error('changed my mind')
  })
  await expect(refused).rejects.toThrow('changed my mind')
  expect(await balance('a')).toBe(7)
})

it('reads the state of its start', async () => {
  const t = await db.startTransaction()
  await accounts().doc('a').update({ n: 99 })
  await accounts().add({ _id: 'c', n: 10, card: 'C' })
  expect((await t.collection('accounts').doc('a').get()).data.n).toBe(10)
  expect((await t.collection('accounts').doc('c').get()).data).toBeNull()
  expect((await t.collection('accounts').where({ n: 10 }).get()).data).toHaveLength(2)
  await t.commit()
})

it('raises the conflict at the conflicting write and ends that transaction', async () => {
  const [first, second] = [await db.startTransaction(), await db.startTransaction()]
  await first.collection('accounts').doc('a').update({ n: 1 })
  await expect(second.collection('accounts').doc('a').update({ n: 2 })).rejects.toMatchObject(CONFLICT)
  await expect(second.collection('accounts').doc('b').get()).rejects.toMatchObject(GONE)
  await first.commit()
  expect(await balance('a')).toBe(1)

  const third = await db.startTransaction()
  await accounts().doc('a').update({ n: 5 }) // committed after its start
  await expect(third.collection('accounts').doc('a').update({ n: 6 })).rejects.toMatchObject(CONFLICT)
})

it('lets the SDK retry a conflict until it fits', async () => {
  let attempts = 0
  await db.runTransaction(async (t: typeof db) => {
    const { data } = await t.collection('accounts').doc('a').get()
    if (attempts++ === 0)
      await accounts()
        .doc('a')
        .update({ n: db.command.inc(1) })
    await t
      .collection('accounts')
      .doc('a')
      .update({ n: data.n + 100 })
  })
  expect(attempts).toBe(2)
  expect(await balance('a')).toBe(111)
})

it('is seen by wx-server-sdk as errCode -501001 with the conflict in its text', async () => {
  const cloud = await aCloud()
  const wx = wxDatabase(cloud)
  await wx.createCollection('accounts')
  await wx.collection('accounts').add({ data: { _id: 'a', n: 1 } })
  const attempt = wx.runTransaction(async (t: typeof db) => {
    await wx
      .collection('accounts')
      .doc('a')
      .update({ data: { n: 2 } })
    await t
      .collection('accounts')
      .doc('a')
      .update({ data: { n: 3 } })
  })
  await expect(attempt).rejects.toMatchObject({
    errCode: -501001,
    errMsg: expect.stringMatching(/TransactionConflict/),
  })
})

it('makes a write from outside wait until the transaction ends', async () => {
  const t = await db.startTransaction()
  await t.collection('accounts').doc('a').update({ n: 50 })
  let written = false
  const outside = accounts()
    .doc('a')
    .update({ n: db.command.inc(1) })
    .then(() => (written = true))
  await accounts().doc('b').update({ n: 11 }) // another document does not wait
  expect(await balance('b')).toBe(11)
  expect(written).toBe(false)
  await t.commit()
  await outside
  expect(await balance('a')).toBe(51)
})

it('keeps unique values across transactions', async () => {
  const taken = await db.startTransaction()
  await expect(taken.collection('accounts').add({ _id: 'x', card: 'A' })).rejects.toThrow(/E11000/)

  const freed = await db.startTransaction()
  await freed.collection('accounts').doc('a').remove()
  await freed.collection('accounts').add({ _id: 'x', card: 'A' })
  const rival = await db.startTransaction()
  await expect(rival.collection('accounts').add({ _id: 'y', card: 'A' })).rejects.toMatchObject(CONFLICT)
  await freed.commit()
  expect((await accounts().where({ card: 'A' }).get()).data.map((d: { _id: string }) => d._id)).toEqual(['x'])
})

it('leaves where().update outside the transaction, as the SDK does', async () => {
  const t = await db.startTransaction()
  await t.collection('accounts').where({ _id: 'b' }).update({ n: 77 })
  await t.rollback()
  expect(await balance('b')).toBe(77)
})

it('keeps the sum under many parallel transfers', async () => {
  const transfer = async (from: string, to: string): Promise<void> => {
    try {
      await db.runTransaction(async (t: typeof db) => {
        const { data } = await t.collection('accounts').doc(from).get()
        await t
          .collection('accounts')
          .doc(from)
          .update({ n: data.n - 1 })
        await t
          .collection('accounts')
          .doc(to)
          .update({ n: db.command.inc(1) })
      })
    } catch (error) {
      if ((error as { code?: string }).code !== CONFLICT.code) throw error
      return transfer(from, to)
    }
  }
  await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 ? transfer('a', 'b') : transfer('b', 'a'))))
  expect((await balance('a')) + (await balance('b'))).toBe(20)
})

it('refuses two operations at once in one transaction, which goes on', async () => {
  const t = await db.startTransaction()
  const write = (id: string) => t.collection('accounts').doc(id).update({ n: 1 })
  const results = await Promise.allSettled([write('a'), write('b')])
  const [failed] = results.filter((result) => result.status === 'rejected')
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(failed!.reason).toMatchObject({
    code: 'DATABASE_TRANSACTION_FAIL',
    message: expect.stringMatching(/TransactionBusy/),
  })
  await t.commit()
  expect((await balance('a')) + (await balance('b'))).toBe(11)
})

it('lives 30 seconds by the clock, then sets free what it held', async () => {
  const cloud = await aCloud()
  const clocked: typeof db = nodeDatabase(cloud)
  await clocked.createCollection('accounts')
  await clocked.collection('accounts').add({ _id: 'a', n: 1 })
  cloud.clock.set(Date.UTC(2030, 0, 1))
  const t = await clocked.startTransaction()
  await t.collection('accounts').doc('a').update({ n: 2 })
  cloud.clock.set(Date.UTC(2030, 0, 1, 0, 0, 29))
  expect((await t.collection('accounts').doc('a').get()).data.n).toBe(2)
  const waiting = clocked
    .collection('accounts')
    .doc('a')
    .update({ n: clocked.command.inc(10) })
  cloud.clock.set(Date.UTC(2030, 0, 1, 0, 0, 31))
  await waiting
  await expect(t.collection('accounts').doc('a').get()).rejects.toMatchObject(GONE)
  await expect(t.commit()).rejects.toMatchObject(GONE)
  expect((await clocked.collection('accounts').doc('a').get()).data[0].n).toBe(11)
})

it('allows write skew: two that read what the other writes both commit, as under snapshot isolation', async () => {
  const [first, second] = [await db.startTransaction(), await db.startTransaction()]
  expect((await first.collection('accounts').doc('b').get()).data.n).toBe(10)
  expect((await second.collection('accounts').doc('a').get()).data.n).toBe(10)
  await first.collection('accounts').doc('a').update({ n: 0 })
  await second.collection('accounts').doc('b').update({ n: 0 })
  await first.commit()
  await second.commit()
  expect([await balance('a'), await balance('b')]).toEqual([0, 0])
})

it('ends at any failed write, and knows nothing of what was ended', async () => {
  const t = await db.startTransaction()
  await t.collection('accounts').doc('a').update({ n: 99 })
  await expect(t.collection('accounts').add({ _id: 'b' })).rejects.toThrow(/E11000/)
  await expect(t.collection('accounts').doc('a').get()).rejects.toMatchObject(GONE)
  const aborted = await db.startTransaction()
  await aborted.rollback()
  await expect(aborted.collection('accounts').doc('a').update({ n: 1 })).rejects.toMatchObject(GONE)
  await expect(aborted.rollback()).rejects.toMatchObject(GONE)
  expect(await balance('a')).toBe(10)
})

it('keeps two processes of different SDKs apart', async () => {
  const cloud = await aCloud()
  await nodeDatabase(cloud).createCollection('counters')
  await nodeDatabase(cloud).collection('counters').add({ _id: 'c', n: 0 })
  const take = `
    async function take(db, wx) {
      for (let done = 0; done < 5; ) {
        try {
          await db.runTransaction(async (t) => {
            const counter = t.collection('counters').doc('c')
            const n = (await counter.get()).data.n + 1
            await counter.update(wx ? { data: { n } } : { n })
          })
          done++
        } catch (error) {
          if (!/TransactionConflict/.test(error.errMsg || error.message)) throw error
        }
      }
    }`
  const wx = `const sdk = require('wx-server-sdk'); sdk.init(); take(sdk.database(), true)`
  const node = `const sdk = require('@cloudbase/node-sdk'); take(sdk.init({ env: 'local-env' }).database(), false)`
  const env = { PATH: process.env.PATH, ...cloud.env() }
  const run = (program: string) => promisify(execFile)(process.execPath, ['-e', take + program], { env })
  await Promise.all([run(wx), run(node)])
  expect((await nodeDatabase(cloud).collection('counters').doc('c').get()).data[0].n).toBe(10)
})
