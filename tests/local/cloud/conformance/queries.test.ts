import { aCollection, DOORS, end, real, type Collection } from './environment'

afterAll(end)

if (!real)
  it.skip('all of this folder also against a real environment: give CONFORMANCE_ENV and its keys', () => {})

describe.each(DOORS)('queries through %s', (door) => {
  let c: Collection

  beforeAll(async () => {
    c = await aCollection(door)
    await c.add(
      { _id: 'n1', n: 1, tags: ['x', 'y'], o: { k: 1, l: 2 } },
      { _id: 'n2', n: 2.5, tags: ['y', 'z'], o: { l: 2, k: 1 } },
      {
        _id: 'n3',
        n: -4,
        tags: [],
        list: [
          { k: 1, v: 5 },
          { k: 2, v: 9 },
        ],
      },
      {
        _id: 's1',
        n: '3',
        tags: 'x',
        list: [
          { k: 1, v: 9 },
          { k: 2, v: 5 },
        ],
      },
      { _id: 'nul', n: null, tags: null, o: null, list: [{ k: null }] },
      { _id: 'arr', n: [1, 12], grid: [[1, 2], [3]], list: [1, 2, 3] },
      { _id: 'bool', n: true, deep: { er: { est: 'x' } } },
      { _id: 'date', n: new Date(5000), text: 'Alpha\nbeta' },
    )
  })

  const cases: [name: string, where: (c: Collection) => object, ids: string[]][] = [
    ['eq by value and by array element', ({ _ }) => ({ n: _.eq(1) }), ['arr', 'n1']],
    ['a plain value is eq', () => ({ n: 1 }), ['arr', 'n1']],
    ['eq of a whole array', ({ _ }) => ({ tags: _.eq(['x', 'y']) }), ['n1']],
    ['eq of an empty array', ({ _ }) => ({ tags: _.eq([]) }), ['n3']],
    ['eq of an object needs its order', ({ _ }) => ({ o: _.eq({ k: 1, l: 2 }) }), ['n1']],
    ['a plain object asks for its fields one by one', () => ({ o: { k: 1 } }), ['n1', 'n2']],
    ['null matches missing, too', () => ({ tags: null }), ['arr', 'bool', 'date', 'nul']],
    [
      'a dotted path through nothing is null',
      () => ({ 'o.k': null }),
      ['arr', 'bool', 'date', 'n3', 'nul', 's1'],
    ],
    ['null inside an array of objects', () => ({ 'list.k': null }), ['bool', 'date', 'n1', 'n2', 'nul']],
    ['neq leaves missing in', ({ _ }) => ({ tags: _.neq('x') }), ['arr', 'bool', 'date', 'n2', 'n3', 'nul']],
    ['neq null', ({ _ }) => ({ o: _.neq(null) }), ['n1', 'n2']],
    ['gt stays in its type', ({ _ }) => ({ n: _.gt(0) }), ['arr', 'n1', 'n2']],
    ['gt of a text', ({ _ }) => ({ n: _.gt('2') }), ['s1']],
    ['gt of a date', ({ _ }) => ({ n: _.gt(new Date(0)) }), ['date']],
    ['lt', ({ _ }) => ({ n: _.lt(1) }), ['n3']],
    ['lte', ({ _ }) => ({ n: _.lte(1) }), ['arr', 'n1', 'n3']],
    [
      'gte null is null or missing',
      ({ _ }) => ({ o: _.gte(null) }),
      ['arr', 'bool', 'date', 'n3', 'nul', 's1'],
    ],
    ['a range is met by different elements', ({ _ }) => ({ n: _.gt(5).and(_.lt(10)) }), ['arr']],
    ['elemMatch is met by one element', ({ _ }) => ({ n: _.elemMatch({ $gt: 5, $lt: 10 }) }), []],
    ['in, with null', ({ _ }) => ({ n: _.in([1, '3', null]) }), ['arr', 'n1', 'nul', 's1']],
    ['in with a regular expression', ({ _ }) => ({ tags: _.in([/^z/, 'x']) }), ['n1', 'n2', 's1']],
    ['nin', ({ _ }) => ({ tags: _.nin(['x', null]) }), ['n2', 'n3']],
    ['and of one field', ({ _ }) => ({ n: _.gt(0).and(_.lt(2)) }), ['arr', 'n1']],
    ['or of one field', ({ _ }) => ({ n: _.lt(0).or(_.gt(2)) }), ['arr', 'n2', 'n3']],
    ['and, or across fields', ({ _ }) => _.and([{ tags: 'y' }, _.or([{ n: 1 }, { n: 2.5 }])]), ['n1', 'n2']],
    ['nor', ({ _ }) => _.nor([{ n: _.exists(true) }, { tags: 'y' }]), []],
    ['nor of a field', ({ _ }) => ({ tags: _.nor([_.eq('x'), _.eq('y'), _.eq(null)]) }), ['n3']],
    ['not', ({ _ }) => ({ n: _.not(_.gt(0)) }), ['bool', 'date', 'n3', 'nul', 's1']],
    [
      'not of a regular expression',
      ({ _ }) => ({ tags: _.not(/x|y/) }),
      ['arr', 'bool', 'date', 'n3', 'nul'],
    ],
    ['exists', ({ _ }) => ({ o: _.exists(true) }), ['n1', 'n2', 'nul']],
    [
      'exists not, deep',
      ({ _ }) => ({ 'deep.er.est': _.exists(false) }),
      ['arr', 'date', 'n1', 'n2', 'n3', 'nul', 's1'],
    ],
    ['mod of numbers only, also below 0', ({ _ }) => ({ n: _.mod(4, 0) }), ['arr', 'n3']],
    ['mod cuts fractions off', ({ _ }) => ({ n: _.mod([2, 0]) }), ['arr', 'n2', 'n3']],
    ['all', ({ _ }) => ({ tags: _.all(['y', 'x']) }), ['n1']],
    ['all of one value meets a plain one', ({ _ }) => ({ tags: _.all(['x']) }), ['n1', 's1']],
    [
      'all with elemMatch',
      ({ _ }) => ({ list: _.all([_.elemMatch({ k: 1, v: 5 }), _.elemMatch({ k: 2 })]) }),
      ['n3'],
    ],
    ['all of nothing meets nothing', ({ _ }) => ({ tags: _.all([]) }), []],
    ['size', ({ _ }) => ({ tags: _.size(2) }), ['n1', 'n2']],
    ['size counts the array itself', ({ _ }) => ({ grid: _.size(2) }), ['arr']],
    ['elemMatch on objects', ({ _ }) => ({ list: _.elemMatch({ k: 1, v: _.gt(5) }) }), ['s1']],
    ['dotted conditions are met by different elements', () => ({ 'list.k': 1, 'list.v': 9 }), ['n3', 's1']],
    ['a position in an array', () => ({ 'list.0.v': 9 }), ['s1']],
    ['a position in a list of values', () => ({ 'tags.1': 'y' }), ['n1']],
    ['a nested array', () => ({ grid: [3] }), ['arr']],
    ['three levels deep', () => ({ deep: { er: { est: 'x' } } }), ['bool']],
    ['a regular expression', () => ({ text: /^alpha/i }), ['date']],
    [
      'RegExp of the SDK, many lines',
      ({ db }) => ({ text: db.RegExp({ regexp: '^beta$', options: 'm' }) }),
      ['date'],
    ],
    ['expr', ({ _, $ }) => _.expr($.gt(['$o.l', '$o.k'])), ['n1', 'n2']],
    [
      'expr compares across types, missing lowest',
      ({ _, $ }) => _.expr($.gt(['$n', 'a'])),
      ['arr', 'bool', 'date'],
    ],
  ]

  it.each(cases)('%s', async (_, where, ids) => {
    expect(await c.ids(where(c))).toEqual(ids)
  })

  it('counts, removes and updates by the same conditions', async () => {
    const { _ } = c
    const other = await aCollection(door)
    await other.add({ _id: '1', n: 1 }, { _id: '2', n: 2 }, { _id: '3', n: 3 })
    expect((await other.raw.where({ n: _.gte(2) }).count()).total).toBe(2)
    await other.raw.where({ n: _.gte(3) }).remove()
    expect(await other.ids({})).toEqual(['1', '2'])
  })

  it('sorts types in their order, texts by code point, arrays by their least or greatest', async () => {
    const { db } = c
    const other = await aCollection(door)
    const values = [true, 'b', '\u{1F600}', '\uFF5E', { a: 1 }, null, -1, 10, 2.5, new Date(0), [0, 99], []]
    await other.add(...values.map((v, i) => ({ _id: String.fromCharCode(97 + i), v })), { _id: 'z' })
    const order = async (way: string) =>
      (await db.collection(other.name).orderBy('v', way).orderBy('_id', 'asc').get()).data
        .map(({ _id }: { _id: string }) => _id)
        .join('')
    expect(await order('asc')).toBe('lfzgkihbdceaj')
    expect(await order('desc')).toBe('jaecdbkhigfzl')
  })

  it('skips and limits in the order of several fields', async () => {
    const other = await aCollection(door)
    await other.add(...[5, 3, 1, 4, 2].map((n) => ({ _id: `${n}`, n, even: n % 2 === 0 })))
    const page = await other.raw.orderBy('even', 'desc').orderBy('n', 'asc').skip(1).limit(3).get()
    expect(page.data.map(({ n }: { n: number }) => n)).toEqual([4, 1, 3])
  })

  it('shows and hides fields, also of arrays and with array operators', async () => {
    const { _ } = c
    const other = await aCollection(door)
    await other.add({
      _id: 'a',
      n: 1,
      deep: { x: 1, y: 2 },
      list: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
        { k: 3, v: 3 },
      ],
    })
    const shown = async (fields: object) => (await other.raw.field(fields).get()).data[0]
    expect(await shown({ n: true })).toEqual({ _id: 'a', n: 1 })
    expect(await shown({ _id: false, 'deep.x': true })).toEqual({ deep: { x: 1 } })
    expect(await shown({ deep: false, 'list.v': false })).toEqual({
      _id: 'a',
      n: 1,
      list: [{ k: 1 }, { k: 2 }, { k: 3 }],
    })
    expect(await shown({ 'list.k': true })).toEqual({ _id: 'a', list: [{ k: 1 }, { k: 2 }, { k: 3 }] })
    expect((await shown({ list: _.project.slice(-1) })).list).toEqual([{ k: 3, v: 3 }])
    expect((await shown({ list: _.project.slice([1, 1]) })).list).toEqual([{ k: 2, v: 2 }])
    expect(await shown({ list: _.project.elemMatch({ k: { $gt: 1 } }) })).toEqual({
      _id: 'a',
      list: [{ k: 2, v: 2 }],
    })
    expect(await shown({ list: _.project.elemMatch({ k: 9 }) })).toEqual({ _id: 'a' })
  })

  it('refuses unknown operators and misuse', async () => {
    const refuse = (where: object, message: RegExp) => expect(c.find(where)).rejects.toThrow(message)
    await refuse({ n: { $foo: 1 } }, /\$foo/)
    await refuse({ n: c._.size(-1) }, /\$size/)
    await refuse({ n: c._.mod(0, 1) }, /divisor/)
  })
})
