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
