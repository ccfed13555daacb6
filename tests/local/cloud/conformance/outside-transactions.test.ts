import { aCollection, DOORS, end, type Collection } from './environment'

/* eslint-disable @typescript-eslint/no-explicit-any */

afterAll(end)

describe.each(DOORS)('beside an open transaction, through %s', (door) => {
  const data = (value: object) => (door === 'node-sdk' ? value : { data: value })
  let c: Collection
  let t: any
  const inside = () => t.collection(c.name)
  /** Sends a request from outside and makes sure that it has not been answered after others have. */
  const waiting = async <T>(request: Promise<T>): Promise<[Promise<T>]> => {
    let answered = false
    void request.then(() => (answered = true))
    await c.update('free', { n: c._.inc(1) })
    await c.get('free')
    expect(answered).toBe(false)
    return [request]
  }
  /** Ends the transaction and whoever waits for it. */
  const ended = async <T>(how: 'commit' | 'rollback', [request]: [Promise<T>]) => {
    await t[how]()
    return await request
  }

  beforeEach(async () => {
    c = await aCollection(door)
    await c.add({ _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 'free', n: 100 })
    t = await c.db.startTransaction()
    await inside()
      .doc('a')
      .update(data({ n: 2 }))
  })

  it('a where().update that meets its document waits, then works on what was committed', async () => {
    const outside = await waiting(c.raw.where({ n: c._.lt(10) }).update(data({ n: c._.inc(10) })))
    expect(await ended('commit', outside)).toMatchObject(
      door === 'node-sdk' ? { updated: 2 } : { stats: { updated: 2 } },
    )
    expect([await c.get('a'), await c.get('b')]).toMatchObject([{ n: 12 }, { n: 11 }])
  })

  it('passes over a document that no longer matches when the wait is over', async () => {
    const outside = await waiting(c.raw.where({ n: 1 }).update(data({ hit: true })))
    await ended('commit', outside)
    expect(await c.ids({ hit: true })).toEqual(['b'])
  })

  it('finds it as it was when the transaction is rolled back', async () => {
    const outside = await waiting(c.raw.where({ n: 1 }).update(data({ hit: true })))
    await ended('rollback', outside)
    expect(await c.ids({ hit: true })).toEqual(['a', 'b'])
  })

  it('a where().remove waits, too', async () => {
    const outside = await waiting(c.raw.where({ n: c._.in([1, 2]) }).remove())
    expect(await ended('commit', outside)).toMatchObject(
      door === 'node-sdk' ? { deleted: 2 } : { stats: { removed: 2 } },
    )
    expect(await c.ids({})).toEqual(['free'])
  })

  it('a doc().set waits, too', async () => {
    const outside = await waiting(c.raw.doc('a').set(data({ again: true })))
    await ended('commit', outside)
    expect(await c.get('a')).toEqual({ _id: 'a', again: true })
  })

  it('where().update, where().remove, count and aggregate of a transaction are outside of it', async () => {
    await inside()
      .where({ _id: 'b' })
      .update(data({ n: 7 }))
    expect(await c.get('b')).toMatchObject({ n: 7 })
    await inside().where({ _id: 'free' }).remove()
    expect(await c.ids({})).toEqual(['a', 'b'])
    // They do not see what the transaction itself wrote, and its reads keep to its start.
    expect((await inside().where({ n: 2 }).count()).total).toBe(0)
    const grouped = await inside()
      .aggregate()
      .group({ _id: null, n: c.$.sum('$n') })
      .end()
    expect(grouped.list ?? grouped.data).toEqual([{ _id: null, n: 8 }])
    expect((await inside().doc('a').get()).data.n).toBe(2)
    await t.rollback()
    expect(await c.find({})).toEqual([{ n: 1 }, { n: 7 }])
  })
})
