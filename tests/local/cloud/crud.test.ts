import { aCloud, cleanUp, nodeDatabase, wxDatabase } from './support'

// The same calls through both SDKs: what one of them sends must not matter to the store.
const doors = { 'node-sdk': nodeDatabase, 'wx-server-sdk': wxDatabase } as const

describe.each(Object.keys(doors) as (keyof typeof doors)[])('documents through %s', (door) => {
  // The two SDKs answer in different shapes; their types do not help here.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  let db: any
  const add = (data: object) =>
    door === 'node-sdk' ? db.collection('things').add(data) : db.collection('things').add({ data })
  const data = (value: object) => (door === 'node-sdk' ? value : { data: value })
  const things = () => db.collection('things')
  const only = async (id: string) => (await things().where({ _id: id }).get()).data[0]

  beforeEach(async () => {
    db = doors[door](await aCloud())
    await db.createCollection('things')
  })
  afterEach(cleanUp)

  it('adds with and without an _id, and reads back what went in', async () => {
    const when = new Date(1_700_000_000_123)
    await add({ _id: 'a', n: 1, half: 1.5, big: 2 ** 40, when, list: [1, { x: null }], deep: { ok: true } })
    const { _id, id } = await add({ n: 2 })
    expect(typeof (_id ?? id)).toBe('string')
    expect(await only('a')).toEqual({
      _id: 'a',
      n: 1,
      half: 1.5,
      big: 2 ** 40,
      when,
      list: [1, { x: null }],
      deep: { ok: true },
    })
    expect((await things().count()).total).toBe(2)
  })

  it('refuses a second document with the same _id', async () => {
    await add({ _id: 'a' })
    await expect(add({ _id: 'a' })).rejects.toThrow(/E11000 duplicate key/)
  })

  it('refuses a collection that does not exist', async () => {
    await expect(db.collection('nowhere').get()).rejects.toThrow(/Db or Table not exist/)
  })

  it('updates by operators, nested fields merge, and counts matches', async () => {
    const _ = db.command
    await add({ _id: 'a', n: 1, deep: { x: 1, y: 1 }, list: [1] })
    const change = { n: _.inc(2), deep: { x: 5 }, list: _.push([2, 3]), top: _.max(7), gone: _.remove() }
    await things().doc('a').update(data(change))
    expect(await only('a')).toEqual({ _id: 'a', n: 3, deep: { x: 5, y: 1 }, list: [1, 2, 3], top: 7 })
    const again = await things()
      .where({ _id: 'a', n: _.gt(2) })
      .update(data({ n: 3 }))
    expect(again.updated ?? again.stats.updated).toBe(1)
    const none = await things()
      .where({ _id: 'a', n: _.gt(3) })
      .update(data({ n: 9 }))
    expect(none.updated ?? none.stats.updated).toBe(0)
  })

  it('pushes with position, sort and slice, pulls, and adds to a set', async () => {
    const _ = db.command
    await add({ _id: 'a', set: ['x'], pulled: [1, 2, 3] })
    const change = {
      sorted: _.push({ each: [3, 1, 2], sort: 1, slice: 2 }),
      set: _.addToSet('x'),
      pulled: _.pull(_.gt(1)),
    }
    await things().doc('a').update(data(change))
    await things()
      .doc('a')
      .update(data({ sorted: _.unshift([0]), set: _.addToSet('y') }))
    expect(await only('a')).toEqual({ _id: 'a', sorted: [0, 1, 2], set: ['x', 'y'], pulled: [1] })
  })

  it('sets whole documents, made or replaced', async () => {
    await things()
      .doc('a')
      .set(data({ n: 1, old: true }))
    await things()
      .doc('a')
      .set(data({ n: 2 }))
    expect(await only('a')).toEqual({ _id: 'a', n: 2 })
  })

  it('removes one or all that match', async () => {
    const _ = db.command
    for (const n of [1, 2, 3, 4]) await add({ _id: String(n), n })
    await things().doc('1').remove()
    const { deleted, stats } = await things()
      .where({ n: _.gte(3) })
      .remove()
    expect(deleted ?? stats.removed).toBe(2)
    expect((await things().get()).data).toEqual([{ _id: '2', n: 2 }])
  })

  it('sorts, skips, limits and shows fields', async () => {
    for (const n of [3, 1, 2, 5, 4]) await add({ _id: String(n), n, odd: n % 2 === 1, noise: 'x' })
    const query = things().orderBy('odd', 'desc').orderBy('n', 'asc').skip(1).limit(3).field({ n: true })
    expect((await query.get()).data).toEqual([
      { _id: '3', n: 3 },
      { _id: '5', n: 5 },
      { _id: '2', n: 2 },
    ])
  })

  it('gives 100 documents unless asked, 1000 at most', async () => {
    const list = Array.from({ length: 1005 }, (_, n) => ({ _id: `n${n}` }))
    await (door === 'node-sdk' ? things().add(list) : things().add({ data: list }))
    expect((await things().get()).data).toHaveLength(100)
    expect((await things().limit(2000).get()).data).toHaveLength(1000)
  })

  it('puts the server time where serverDate stands, also nested and with an offset, from one reading', async () => {
    const before = Date.now()
    await add({ _id: 'a', at: db.serverDate(), deep: { later: db.serverDate({ offset: 5000 }) } })
    const first = await only('a')
    expect(first.at.getTime()).toBeGreaterThanOrEqual(before)
    expect(first.deep.later.getTime() - first.at.getTime()).toBe(5000)
    await things()
      .doc('a')
      .update(data({ at: db.serverDate(), deep: { again: db.serverDate() } }))
    const second = await only('a')
    expect(second.at).toEqual(second.deep.again)
  })

  it('finds by the usual operators', async () => {
    const _ = db.command
    await add({ _id: 'a', n: 1, tags: ['x', 'y'], text: 'Alpha' })
    await add({ _id: 'b', n: 2, tags: ['y'], text: 'beta', none: null })
    await add({ _id: 'c', n: 3, tags: [], deep: { m: 1 } })
    const ids = async (where: object) =>
      (await things().where(where).get()).data.map((d: { _id: string }) => d._id)
    expect(await ids({ n: _.in([1, 3]) })).toEqual(['a', 'c'])
    expect(await ids({ n: _.gt(1).and(_.lt(3)) })).toEqual(['b'])
    expect(await ids({ n: _.lt(2).or(_.gt(2)) })).toEqual(['a', 'c'])
    expect(await ids(_.or([{ n: 1 }, { text: 'beta' }]))).toEqual(['a', 'b'])
    expect(await ids({ tags: 'y' })).toEqual(['a', 'b'])
    expect(await ids({ tags: _.all(['x', 'y']) })).toEqual(['a'])
    expect(await ids({ tags: _.size(0) })).toEqual(['c'])
    expect(await ids({ none: null })).toEqual(['a', 'b', 'c'])
    expect(await ids({ none: _.exists(true) })).toEqual(['b'])
    expect(await ids({ n: _.neq(2) })).toEqual(['a', 'c'])
    expect(await ids({ deep: { m: 1 } })).toEqual(['c'])
    expect(await ids({ text: db.RegExp({ regexp: '^ALP', options: 'i' }) })).toEqual(['a'])
  })

  it('aggregates', async () => {
    const $ = db.command.aggregate
    for (const n of [1, 2, 3]) await add({ n, odd: n % 2 === 1 })
    const result = await things()
      .aggregate()
      .match({ n: db.command.gt(0) })
      .group({ _id: '$odd', sum: $.sum('$n') })
      .sort({ sum: 1 })
      .end()
    expect(result.list ?? result.data).toEqual([
      { _id: false, sum: 2 },
      { _id: true, sum: 4 },
    ])
  })

  it('refuses what it does not know by name, and never ignores it', async () => {
    const _ = db.command
    await add({ _id: 'a', n: 'text' })
    await expect(
      things()
        .where({ n: { $text: 'x' } })
        .get(),
    ).rejects.toThrow(/unknown operator \$text/)
    await expect(
      things()
        .doc('a')
        .update(data({ n: _.inc(1) })),
    ).rejects.toThrow(/non-numeric/)
    await expect(
      things()
        .aggregate()
        .group({ _id: null, n: db.command.aggregate.meta('textScore') })
        .end(),
    ).rejects.toThrow(/\$meta/)
    expect(await only('a')).toEqual({ _id: 'a', n: 'text' })
  })
})

describe('node-sdk only', () => {
  afterEach(cleanUp)

  it('updates one document and returns it as it is then', async () => {
    const db = nodeDatabase(await aCloud())
    await db.createCollection('counters')
    await db.collection('counters').add({ _id: 'c', n: 1 })
    const _ = db.command
    const taken = await Promise.all(
      Array.from({ length: 20 }, () =>
        db
          .collection('counters')
          .where({ _id: 'c' })
          .updateAndReturn({ n: _.inc(1) }),
      ),
    )
    const numbers = taken.map(({ doc }) => (doc as { n: number }).n).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 2))
    const none = await db.collection('counters').where({ _id: 'x' }).updateAndReturn({ n: 1 })
    expect(none).toMatchObject({ updated: 0, doc: null })
  })
})

it('gives a duplicate key in the other shape seen in the field, by a switch', async () => {
  const cloud = await aCloud({ duplicateKey: 'duplicate-write' })
  const db = nodeDatabase(cloud)
  await db.createCollection('things')
  await db.collection('things').add({ _id: 'a' })
  await expect(db.collection('things').add({ _id: 'a' })).rejects.toMatchObject({
    code: 'DATABASE_DUPLICATE_WRITE',
    message: expect.stringMatching(/duplicate key error collection/),
  })
  const wx = wxDatabase(cloud)
  await expect(wx.collection('things').add({ data: { _id: 'a' } })).rejects.toMatchObject({
    errCode: -501001,
  })
  await cleanUp()
})
