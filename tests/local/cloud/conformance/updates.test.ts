import { aCollection, DOORS, end, type Collection } from './environment'

afterAll(end)

describe.each(DOORS)('updates through %s', (door) => {
  let c: Collection
  beforeAll(async () => {
    c = await aCollection(door)
  })

  /** [name, document before, change, document after]; after as RegExp: refused. */
  type Case = [string, object, (c: Collection) => object, object | RegExp]
  const cases: Case[] = [
    [
      'set merges a plain object by path',
      { o: { x: 1, y: 1 } },
      () => ({ o: { x: 2 } }),
      { o: { x: 2, y: 1 } },
    ],
    ['_.set replaces', { o: { x: 1, y: 1 } }, ({ _ }) => ({ o: _.set({ x: 2 }) }), { o: { x: 2 } }],
    ['set makes what is missing', {}, () => ({ 'a.b.c': 1 }), { a: { b: { c: 1 } } }],
    ['set by position', { l: [1, 2] }, () => ({ 'l.1': 9, 'l.3': 4 }), { l: [1, 9, null, 4] }],
    ['set through an array of objects', { l: [{ n: 1 }] }, () => ({ 'l.0.n': 2 }), { l: [{ n: 2 }] }],
    ['set below a number', { n: 5 }, () => ({ 'n.x': 1 }), /Cannot create field 'x'/],
    ['set below null', { n: null }, () => ({ 'n.x': 1 }), /Cannot create field 'x'/],
    [
      'remove',
      { n: 1, o: { x: 1, y: 1 } },
      ({ _ }) => ({ n: _.remove(), 'o.x': _.remove() }),
      { o: { y: 1 } },
    ],
    ['remove of nothing', { n: 1 }, ({ _ }) => ({ m: _.remove(), 'n.x': _.remove() }), { n: 1 }],
    ['remove from an array leaves null', { l: [1, 2] }, ({ _ }) => ({ 'l.0': _.remove() }), { l: [null, 2] }],
    [
      'inc',
      { n: 1 },
      ({ _ }) => ({ n: _.inc(2), m: _.inc(3), 'o.x': _.inc(-1) }),
      { n: 3, m: 3, o: { x: -1 } },
    ],
    ['inc of a text', { n: 'x' }, ({ _ }) => ({ n: _.inc(1) }), /non-numeric/],
    ['inc of null', { n: null }, ({ _ }) => ({ n: _.inc(1) }), /non-numeric/],
    ['mul', { n: 3 }, ({ _ }) => ({ n: _.mul(1.5), m: _.mul(7) }), { n: 4.5, m: 0 }],
    ['min', { n: 3, m: 3 }, ({ _ }) => ({ n: _.min(2), m: _.min(4), k: _.min(1) }), { n: 2, m: 3, k: 1 }],
    ['max across types', { n: 3, m: 'a' }, ({ _ }) => ({ n: _.max('a'), m: _.max(9) }), { n: 'a', m: 'a' }],
    ['max of dates', { at: new Date(5) }, ({ _ }) => ({ at: _.max(new Date(9)) }), { at: new Date(9) }],
    [
      'rename',
      { n: 1, o: { x: 2 } },
      ({ _ }) => ({ n: _.rename('m'), 'o.x': _.rename('y') }),
      { o: {}, m: 1, y: 2 },
    ],
    ['rename over another', { n: 1, m: 2 }, ({ _ }) => ({ n: _.rename('m') }), { m: 1 }],
    ['bit', { n: 12 }, ({ _ }) => ({ n: _.bit({ and: 10 }), m: _.bit({ or: 5 }) }), { n: 8, m: 5 }],
    [
      'push one, list, on nothing',
      { l: [1] },
      ({ _ }) => ({ l: _.push([2, 3]), m: _.push({ x: 1 }) }),
      { l: [1, 2, 3], m: [{ x: 1 }] },
    ],
    [
      'push at a position',
      { l: [1, 4] },
      ({ _ }) => ({ l: _.push({ each: [2, 3], position: 1 }) }),
      { l: [1, 2, 3, 4] },
    ],
    [
      'push at a position from the end',
      { l: [1, 4] },
      ({ _ }) => ({ l: _.push({ each: [3], position: -1 }) }),
      { l: [1, 3, 4] },
    ],
    [
      'push, sort, keep the first',
      { l: [5, 1] },
      ({ _ }) => ({ l: _.push({ each: [3], sort: 1, slice: 2 }) }),
      { l: [1, 3] },
    ],
    [
      'push, sort down, keep the last',
      { l: [5, 1] },
      ({ _ }) => ({ l: _.push({ each: [3], sort: -1, slice: -2 }) }),
      { l: [3, 1] },
    ],
    [
      'push objects sorted by a field',
      { l: [{ n: 2 }] },
      ({ _ }) => ({ l: _.push({ each: [{ n: 1 }, { n: 3 }], sort: { n: -1 } }) }),
      { l: [{ n: 3 }, { n: 2 }, { n: 1 }] },
    ],
    [
      'push nothing but slice',
      { l: [1, 2, 3] },
      ({ _ }) => ({ l: _.push({ each: [], slice: 0 }) }),
      { l: [] },
    ],
    ['push on a text', { l: 'x' }, ({ _ }) => ({ l: _.push(1) }), /must be an array/],
    ['unshift', { l: [3] }, ({ _ }) => ({ l: _.unshift([1, 2]), m: _.unshift(1) }), { l: [1, 2, 3], m: [1] }],
    [
      'pop and shift',
      { l: [1, 2, 3], m: [1, 2] },
      ({ _ }) => ({ l: _.pop(), m: _.shift(), k: _.pop() }),
      { l: [1, 2], m: [2] },
    ],
    ['pull a value', { l: [1, 2, 1, '1'] }, ({ _ }) => ({ l: _.pull(1) }), { l: [2, '1'] }],
    ['pull by a condition', { l: [1, 5, 9] }, ({ _ }) => ({ l: _.pull({ $gt: 3, $lt: 8 }) }), { l: [1, 9] }],
    ['pull by one operator', { l: [1, 5, 9] }, ({ _ }) => ({ l: _.pull(_.gte(5)) }), { l: [1] }],
    ['pull by a list', { l: ['a', 'b', 'c'] }, ({ _ }) => ({ l: _.pull(_.in(['a', 'c'])) }), { l: ['b'] }],
    [
      'pull objects by some of their fields',
      {
        l: [
          { k: 1, v: 1 },
          { k: 2, v: 2 },
        ],
      },
      ({ _ }) => ({ l: _.pull({ k: 1 }) }),
      { l: [{ k: 2, v: 2 }] },
    ],
    [
      'pull objects by a condition on a field',
      { l: [{ k: 1 }, { k: 5 }, 7] },
      ({ _ }) => ({ l: _.pull({ k: _.gt(3) }) }),
      { l: [{ k: 1 }, 7] },
    ],
    ['pullAll', { l: [1, 2, 3, 1] }, ({ _ }) => ({ l: _.pullAll([1, 3]) }), { l: [2] }],
    [
      'pullAll of whole objects',
      { l: [{ a: 1, b: 2 }, { a: 1 }] },
      ({ _ }) => ({ l: _.pullAll([{ a: 1 }]) }),
      { l: [{ a: 1, b: 2 }] },
    ],
    [
      'addToSet',
      { l: [1, { a: 1 }] },
      ({ _ }) => ({ l: _.addToSet({ a: 1 }), m: _.addToSet(2) }),
      { l: [1, { a: 1 }], m: [2] },
    ],
    ['addToSet of many', { l: [1] }, ({ _ }) => ({ l: _.addToSet({ $each: [1, 2, 2] }) }), { l: [1, 2] }],
    ['addToSet of a list is one element', { l: [] }, ({ _ }) => ({ l: _.addToSet([1, 2]) }), { l: [[1, 2]] }],
    ['two operators on one path', { n: 1 }, ({ _ }) => ({ n: _.inc(1), 'n.x': 1 }), /conflict/],
    ['the _id', { n: 1 }, () => ({ _id: 'b' }), /_id/],
  ]

  it.each(cases)('%s', async (_, before, change, after) => {
    await c.raw.where({ _id: 'a' }).remove()
    await c.add({ _id: 'a', ...before })
    if (after instanceof RegExp) {
      await expect(c.updated(change(c))).rejects.toThrow(after)
      expect(await c.get('a')).toEqual({ _id: 'a', ...before })
    } else {
      expect(await c.updated(change(c))).toEqual(after)
    }
  })

  it('changes the matched element by the positional operator, or all', async () => {
    const { db, _ } = c
    await c.raw.where({ _id: 'p' }).remove()
    await c.add({
      _id: 'p',
      l: [
        { k: 1, n: 0 },
        { k: 2, n: 0 },
        { k: 3, n: 0 },
      ],
    })
    const change = (value: object) => (door === 'node-sdk' ? value : { data: value })
    const by = (where: object) => db.collection(c.name).where({ _id: 'p', ...where })
    await by({ 'l.k': 2 }).update(change({ 'l.$.n': 5 }))
    await by({ l: _.elemMatch({ k: 3, n: 0 }) }).update(change({ 'l.$.n': _.inc(7) }))
    await by({}).update(change({ 'l.$[].k': _.inc(1) }))
    expect((await c.get('p')).l).toEqual([
      { k: 2, n: 0 },
      { k: 3, n: 5 },
      { k: 4, n: 7 },
    ])
    await expect(by({}).update(change({ 'l.$.n': 1 }))).rejects.toThrow(/positional/)
  })

  it('changes many, or one, and says how many matched', async () => {
    const many = await aCollection(door)
    const { _ } = many
    await many.add({ _id: '1', n: 1 }, { _id: '2', n: 1 }, { _id: '3', n: 2 })
    const stats = async (where: object, change: object) => {
      const data = door === 'node-sdk' ? change : { data: change }
      const result = await many.raw.where(where).update(data)
      return result.updated ?? result.stats.updated
    }
    expect(await stats({ n: 1 }, { m: 1 })).toBe(2)
    expect(await stats({ n: 9 }, { m: 1 })).toBe(0)
    expect(await many.ids({ m: _.exists(true) })).toEqual(['1', '2'])
    if (door === 'node-sdk') {
      // { multiple: false } is an option of node-sdk alone.
      await many.raw.where({ n: 1 }).options({ multiple: false }).update({ one: true })
      expect(await many.ids({ one: true })).toHaveLength(1)
      const { doc } = await many.raw.where({ _id: '3' }).updateAndReturn({ n: _.inc(5) })
      expect(doc).toEqual({ _id: '3', n: 7 })
    }
  })

  it('keeps dates, regular expressions, nested lists and null as they are', async () => {
    const document = {
      d: new Date(1234567890123),
      r: /a.c/i,
      n: null,
      l: [[1, [2, null]], { x: [] }],
      f: 1.5,
      b: 2 ** 53,
    }
    await c.raw.where({ _id: 't' }).remove()
    await c.add({ _id: 't', ...document, inner: { at: new Date(7) } })
    await c.update('t', { touched: c._.inc(1) })
    const read = await c.get('t')
    expect(read).toMatchObject({ ...document, r: expect.anything(), inner: { at: new Date(7) }, touched: 1 })
    expect(String(read.r.pattern ?? read.r.source)).toBe('a.c')
  })
})
