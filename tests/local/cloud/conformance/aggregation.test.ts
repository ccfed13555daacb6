import { aCollection, DOORS, end, type Collection } from './environment'

afterAll(end)

describe.each(DOORS)('stages through %s', (door) => {
  let c: Collection

  beforeAll(async () => {
    c = await aCollection(door)
    await c.add(
      { _id: '1', kind: 'a', n: 1, tags: ['x', 'y'], who: 'p1', deep: { v: 1 } },
      { _id: '2', kind: 'b', n: 2, tags: [], who: 'p2', deep: { v: 2 } },
      { _id: '3', kind: 'a', n: 3, tags: 'z', who: ['p1', 'p2'] },
      { _id: '4', kind: 'c', n: null, tags: null },
      { _id: '5', kind: 'a' },
    )
  })
  const run = (build: (pipeline: any) => any) => c.aggregate(build) // eslint-disable-line @typescript-eslint/no-explicit-any
  const ids = async (build: (pipeline: any) => any) => (await run(build)).map(({ _id }) => _id) // eslint-disable-line @typescript-eslint/no-explicit-any

  it('match, sort, skip, limit', async () => {
    const { _ } = c
    expect(await ids((p) => p.match({ n: _.gte(1) }).sort({ kind: -1, n: -1 }))).toEqual(['2', '3', '1'])
    expect(await ids((p) => p.sort({ n: 1, _id: -1 }).skip(1).limit(3))).toEqual(['4', '1', '2'])
    expect(await ids((p) => p.sort({ tags: 1, _id: 1 }))).toEqual(['2', '4', '5', '1', '3'])
  })

  it('project: shown, hidden, computed, nested', async () => {
    const { $ } = c
    const one = (spec: object) => run((p) => p.match({ _id: '1' }).project(spec)).then(([first]) => first)
    expect(await one({ n: 1, 'deep.v': 1 })).toEqual({ _id: '1', n: 1, deep: { v: 1 } })
    expect(await one({ _id: 0, double: $.multiply(['$n', 2]), k: '$kind' })).toEqual({ double: 2, k: 'a' })
    expect(await one({ n: 0, tags: 0, who: 0 })).toEqual({ _id: '1', kind: 'a', deep: { v: 1 } })
    expect(await one({ _id: 0, 'made.of': '$deep.v' })).toEqual({ made: { of: 1 } })
    expect(await one({ _id: 0, list: ['$n', '$none'] })).toEqual({ list: [1, null] })
  })

  it('addFields adds and replaces, also below', async () => {
    const { $ } = c
    const added = await run((p) =>
      p.match({ _id: '1' }).addFields({ n: $.add(['$n', 10]), 'deep.w': '$kind', gone: '$none' }),
    )
    expect(added[0]).toMatchObject({ n: 11, deep: { v: 1, w: 'a' } })
    expect(added[0]).not.toHaveProperty('gone')
  })

  it('group with every accumulator', async () => {
    const { $ } = c
    const groups = await run((p) =>
      p
        .sort({ _id: 1 })
        .group({
          _id: '$kind',
          count: $.sum(1),
          sum: $.sum('$n'),
          avg: $.avg('$n'),
          min: $.min('$n'),
          max: $.max('$n'),
          first: $.first('$n'),
          last: $.last('$n'),
          all: $.push('$n'),
          set: $.addToSet('$kind'),
          pop: $.stdDevPop('$n'),
          samp: $.stdDevSamp('$n'),
        })
        .sort({ _id: 1 }),
    )
    expect(groups).toEqual([
      // prettier-ignore
      { _id: 'a', count: 3, sum: 4, avg: 2, min: 1, max: 3, first: 1, last: null, all: [1, 3], set: ['a'], pop: 1, samp: Math.SQRT2 },
      // prettier-ignore
      { _id: 'b', count: 1, sum: 2, avg: 2, min: 2, max: 2, first: 2, last: 2, all: [2], set: ['b'], pop: 0, samp: null },
      // prettier-ignore
      { _id: 'c', count: 1, sum: 0, avg: null, min: null, max: null, first: null, last: null, all: [null], set: ['c'], pop: null, samp: null },
    ])
  })

  it('leaves out what is missing; in a list it is null', async () => {
    const { $ } = c
    const one = (build: (p: any) => any) => run((p) => build(p.match({ _id: '5' }))) // eslint-disable-line @typescript-eslint/no-explicit-any
    expect(await one((p) => p.project({ x: '$n', y: '$deep.v', z: { v: '$n', k: '$kind' } }))).toEqual([
      { _id: '5', z: { k: 'a' } },
    ])
    expect(await one((p) => p.addFields({ x: '$n', list: ['$n', '$kind'] }))).toEqual([
      { _id: '5', kind: 'a', list: [null, 'a'] },
    ])
    expect(await one((p) => p.addFields({ x: '$n' }).match({ x: c._.exists(true) }))).toEqual([])
    expect(await one((p) => p.replaceRoot({ newRoot: { x: '$n', k: '$kind' } }))).toEqual([{ k: 'a' }])
    const grouped = one((p) =>
      p.group({ _id: { n: '$n', k: '$kind' }, all: $.push({ n: '$n', k: '$kind' }) }),
    )
    expect(await grouped).toEqual([{ _id: { k: 'a' }, all: [{ k: 'a' }] }])
  })

  it('group by nothing, by what is missing, by several fields', async () => {
    const { $ } = c
    expect(await run((p) => p.group({ _id: null, n: $.sum(1) }))).toEqual([{ _id: null, n: 5 }])
    const missing = await run((p) => p.group({ _id: '$n', k: $.sum(1) }).match({ _id: null }))
    expect(missing).toEqual([{ _id: null, k: 2 }]) // null and missing are one group
    const pairs = await run((p) =>
      p
        .match({ n: c._.gt(0) })
        .group({ _id: { k: '$kind', odd: $.mod(['$n', 2]) } })
        .sort({ _id: 1 }),
    )
    expect(pairs.map(({ _id }) => _id)).toEqual([
      { k: 'a', odd: 1 },
      { k: 'b', odd: 0 },
    ])
    const merged = await run((p) => p.sort({ _id: 1 }).group({ _id: null, m: $.mergeObjects('$deep') }))
    expect(merged[0].m).toEqual({ v: 2 })
  })

  it('unwind: lists, single values, what is empty', async () => {
    expect((await run((p) => p.unwind('$tags').sort({ tags: 1 }))).map(({ tags }) => tags)).toEqual([
      'x',
      'y',
      'z',
    ])
    const kept = await run((p) =>
      p
        .unwind({ path: '$tags', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true })
        .sort({ _id: 1, at: 1 }),
    )
    expect(kept.map(({ _id, tags, at }) => [_id, tags, at])).toEqual([
      ['1', 'x', 0],
      ['1', 'y', 1],
      ['2', undefined, null],
      ['3', 'z', null],
      ['4', null, null],
      ['5', undefined, null],
    ])
  })

  it('lookup by fields and by a pipeline', async () => {
    const people = await aCollection(door)
    await people.add({ _id: 'p1', age: 20 }, { _id: 'p2', age: 40 }, { _id: 'none', age: 60, who: null })
    const joined = await run((p) =>
      p.lookup({ from: people.name, localField: 'who', foreignField: '_id', as: 'people' }).sort({ _id: 1 }),
    )
    expect(joined.map(({ people: list }) => list.map(({ _id }: { _id: string }) => _id))).toEqual([
      ['p1'],
      ['p2'],
      ['p1', 'p2'],
      [],
      [],
    ])
    const { $ } = c
    const older = await run((p) =>
      p.match({ _id: '1' }).lookup({
        from: people.name,
        let: { limit: $.multiply(['$n', 30]) },
        pipeline: $.pipeline()
          .match(c._.expr($.gt(['$age', '$$limit'])))
          .project({ age: 1 })
          .sort({ age: -1 })
          .done(),
        as: 'older',
      }),
    )
    expect(older[0].older).toEqual([
      { _id: 'none', age: 60 },
      { _id: 'p2', age: 40 },
    ])
  })

  it('bucket and bucketAuto', async () => {
    const { $ } = c
    const buckets = await run((p) =>
      p.bucket({
        groupBy: '$n',
        boundaries: [0, 2, 3, 9],
        default: 'other',
        output: { count: $.sum(1), ids: $.push('$_id') },
      }),
    )
    expect(buckets).toEqual([
      { _id: 0, count: 1, ids: ['1'] },
      { _id: 2, count: 1, ids: ['2'] },
      { _id: 3, count: 1, ids: ['3'] },
      { _id: 'other', count: 2, ids: ['4', '5'] },
    ])
    const few = await run((p) => p.match({ n: 1 }).bucket({ groupBy: '$n', boundaries: [0, 2, 3] }))
    expect(few).toEqual([{ _id: 0, count: 1 }]) // empty buckets do not show
    const auto = await run((p) => p.match({ n: c._.gt(0) }).bucketAuto({ groupBy: '$n', buckets: 2 }))
    expect(auto).toEqual([
      { _id: { min: 1, max: 3 }, count: 2 },
      { _id: { min: 3, max: 3 }, count: 1 },
    ])
  })

  it('count, sortByCount, sample, replaceRoot', async () => {
    expect(await run((p) => p.match({ kind: 'a' }).count('n'))).toEqual([{ n: 3 }])
    expect(await run((p) => p.match({ kind: 'zz' }).count('n'))).toEqual([])
    expect((await run((p) => p.sortByCount('$kind')))[0]).toEqual({ _id: 'a', count: 3 })
    expect(await run((p) => p.sample({ size: 3 }))).toHaveLength(3)
    expect(await run((p) => p.match({ _id: '2' }).replaceRoot({ newRoot: '$deep' }))).toEqual([{ v: 2 }])
    await expect(run((p) => p.replaceRoot({ newRoot: '$n' }))).rejects.toThrow()
  })

  it('facet, which only node-sdk can send, as a raw pipeline', async () => {
    if (door !== 'node-sdk') return
    const facets = { kinds: [{ $sortByCount: '$kind' }, { $limit: 1 }], all: [{ $count: 'n' }] }
    const result = await c.raw
      .options({ raw: true })
      .aggregate([{ $facet: facets }])
      .end()
    expect((result.list ?? result.data)[0]).toEqual({ kinds: [{ _id: 'a', count: 3 }], all: [{ n: 5 }] })
  })

  it('refuses unknown stages and operators, also where no document comes by', async () => {
    const { $ } = c
    await expect(run((p) => p.limit(0))).rejects.toThrow(/\$limit/)
    await expect(run((p) => p.match({ _id: 'none' }).group({ _id: { $nope: 1 } }))).rejects.toThrow(/\$nope/)
    await expect(
      run((p) => p.match({ _id: 'none' }).project({ x: $.cond({ if: { $nope: 1 }, then: 1, else: 2 }) })),
    ).rejects.toThrow(/\$nope/)
    await expect(run((p) => p.group({ n: $.sum(1) }))).rejects.toThrow(/_id/)
  })
})
