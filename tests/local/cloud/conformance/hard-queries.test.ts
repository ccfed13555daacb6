import { aCollection, DOORS, end, type Collection } from './environment'

afterAll(end)

// Where MongoDB's meaning is not what one would guess. (The SDKs send _.and, _.or and _.not inside _.elemMatch
// as they are, so these stand here as $or and $not.)
describe.each(DOORS)('hard queries through %s', (door) => {
  let c: Collection

  beforeAll(async () => {
    c = await aCollection(door)
    await c.add(
      { _id: 'none' },
      { _id: 'null', v: null },
      { _id: 'empty', v: [] },
      { _id: 'nulls', v: [null, 1] },
      { _id: 'int', v: 1 },
      { _id: 'text', v: '1' },
      { _id: 'yes', v: true },
      { _id: 'date', v: new Date(1) },
      { _id: 'object', v: { a: 1, b: 2 } },
      { _id: 'nested', v: [[1, 2], [[3]], 'ab'] },
      {
        _id: 'objects',
        v: [
          { a: 1, b: 2 },
          { a: 5, b: null },
        ],
      },
      { _id: 'deep', v: [{ a: [1, 2] }, { a: [{ k: 7 }, { k: 9 }] }, {}] },
      { _id: 'words', v: ['apple', 'Berry'] },
    )
  })
  const all = 'date deep empty int nested none null nulls object objects text words yes'.split(' ')
  const without = (...ids: string[]) => all.filter((id) => !ids.includes(id))

  const cases: [name: string, where: (c: Collection) => object, ids: string[]][] = [
    ['null is null, missing, or an element', () => ({ v: null }), ['none', 'null', 'nulls']],
    ['neq null', ({ _ }) => ({ v: _.neq(null) }), without('none', 'null', 'nulls')],
    ['in with null', ({ _ }) => ({ v: _.in([null]) }), ['none', 'null', 'nulls']],
    ['in of nothing', ({ _ }) => ({ v: _.in([]) }), []],
    ['nin of nothing', ({ _ }) => ({ v: _.nin([]) }), all],
    ['nin with null', ({ _ }) => ({ v: _.nin([null, 1]) }), without('none', 'null', 'nulls', 'int')],
    ['neq looks into arrays', ({ _ }) => ({ v: _.neq(1) }), without('int', 'nulls')],
    ['neq of a field below', ({ _ }) => ({ 'v.a': _.neq(5) }), without('objects')],
    ['nin of a field below', ({ _ }) => ({ 'v.a': _.nin([5, 2]) }), without('objects', 'deep')],
    ['in with an array as a value', ({ _ }) => ({ v: _.in([[1, 2]]) }), ['nested']],
    ['in with an object in its order', ({ _ }) => ({ v: _.in([{ a: 1, b: 2 }]) }), ['object', 'objects']],
    ['in with an object in another order', ({ _ }) => ({ v: _.in([{ b: 2, a: 1 }]) }), []],
    ['in with dates and booleans', ({ _ }) => ({ v: _.in([new Date(1), true]) }), ['date', 'yes']],
    ['no range across types', ({ _ }) => ({ v: _.lt('2') }), ['text']],
    ['ranges of booleans', ({ _ }) => ({ v: _.gt(false) }), ['yes']],
    ['ranges of dates', ({ _ }) => ({ v: _.lte(new Date(1)) }), ['date']],
    ['ranges of objects', ({ _ }) => ({ v: _.gt({ a: 1, b: 1 }) }), ['deep', 'object', 'objects']],
    ['ranges of arrays', ({ _ }) => ({ v: _.gte([[1]]) }), ['nested']],
    ['gte null', ({ _ }) => ({ v: _.gte(null) }), ['none', 'null', 'nulls']],
    ['gt null meets nothing', ({ _ }) => ({ v: _.gt(null) }), []],
    ['a regular expression on elements', () => ({ v: /^b/i }), ['words']],
    ['a regular expression does not meet numbers', () => ({ v: /1/ }), ['text']],
    ['in with a regular expression and others', ({ _ }) => ({ v: _.in([/^a/, 1]) }), ['int', 'nested', 'nulls', 'words']],
    ['nin with a regular expression', ({ _ }) => ({ v: _.nin([/^a/, null]) }), without('none', 'null', 'nulls', 'nested', 'words')],
    ['not of a range', ({ _ }) => ({ v: _.not(_.gte(1)) }), without('int', 'nulls')],
    ['not of elemMatch', ({ _ }) => ({ v: _.not(_.elemMatch({ a: 5 })) }), without('objects')],
    ['elemMatch with neq', ({ _ }) => ({ v: _.elemMatch({ a: _.neq(1) }) }), ['deep', 'nested', 'objects']],
    ['elemMatch with not', ({ _ }) => ({ v: _.elemMatch({ a: { $not: { $gt: 1 } }, b: _.exists(true) }) }), ['objects']],
    ['elemMatch on values with not', ({ _ }) => ({ v: _.elemMatch({ $not: { $gt: 0 }, $ne: null }) }), ['deep', 'nested', 'objects', 'words']],
    ['elemMatch with null', ({ _ }) => ({ v: _.elemMatch({ b: null, a: 5 }) }), ['objects']],
    ['elemMatch of elemMatch', ({ _ }) => ({ v: _.elemMatch({ $elemMatch: { $gt: 1 } }) }), ['nested']],
    ['elemMatch deep in an array', ({ _ }) => ({ 'v.a': _.elemMatch({ k: _.gt(8) }) }), ['deep']],
    ['elemMatch by size', ({ _ }) => ({ v: _.elemMatch({ $size: 2 }) }), ['nested']],
    ['elemMatch with or', ({ _ }) => ({ v: _.elemMatch({ $or: [{ a: 5 }, { b: 2 }] }) }), ['objects']],
    ['elemMatch needs an array', ({ _ }) => ({ v: _.elemMatch({ a: 1, b: 2 }) }), ['objects']],
    ['all of elemMatch', ({ _ }) => ({ v: _.all([_.elemMatch({ a: 1 }), _.elemMatch({ a: 5 })]) }), ['objects']],
    ['all of arrays', ({ _ }) => ({ v: _.all([[1, 2], 'ab']) }), ['nested']],
    ['all with one array meets that array', ({ _ }) => ({ v: _.all([[null, 1]]) }), ['nulls']],
    ['all with null', ({ _ }) => ({ v: _.all([null]) }), ['none', 'null', 'nulls']],
    ['all with a regular expression', ({ _ }) => ({ v: _.all([/le$/, /^B/]) }), ['words']],
    ['all below', ({ _ }) => ({ 'v.a': _.all([1, 2]) }), ['deep']],
    ['size below', ({ _ }) => ({ 'v.a': _.size(2) }), ['deep']],
    ['size 0', ({ _ }) => ({ v: _.size(0) }), ['empty']],
    ['exists below an array', ({ _ }) => ({ 'v.b': _.exists(true) }), ['object', 'objects']],
    ['exists not, below an array', ({ _ }) => ({ 'v.a': _.exists(false) }), without('object', 'objects', 'deep')],
    ['exists by position', ({ _ }) => ({ 'v.2': _.exists(true) }), ['deep', 'nested']],
    ['exists two arrays deep', ({ _ }) => ({ 'v.a.k': _.exists(true) }), ['deep']],
    ['null below: missing in one object is enough', () => ({ 'v.b': null }), without('empty', 'nulls', 'nested', 'object', 'words')],
    ['a position, then a field', () => ({ 'v.1.a': 5 }), ['objects']],
    ['a position in nested arrays', () => ({ 'v.0.1': 2 }), ['nested']],
    ['a field through two arrays', () => ({ 'v.a.k': 9 }), ['deep']],
    ['mod of elements', ({ _ }) => ({ v: _.mod(2, 1) }), ['int', 'nulls']],
    ['nor', ({ _ }) => _.nor([{ v: null }, { v: 1 }, { 'v.a': _.exists(true) }]), ['date', 'empty', 'nested', 'text', 'words', 'yes']],
    ['two conditions of one field may be met by different elements', ({ _ }) => ({ 'v.a': _.gt(4).and(_.lt(2)) }), ['objects']],
    ['or inside and', ({ _ }) => _.and([_.or([{ v: 1 }, { v: '1' }]), { v: _.not(_.eq('1')) }]), ['int', 'nulls']],
  ] // prettier-ignore

  it.each(cases)('%s', async (_, where, ids) => {
    expect(await c.ids(where(c))).toEqual(ids)
  })

  it('orders mixed types and arrays, both ways, and skips past the end', async () => {
    const order = async (way: string) =>
      (await c.raw.orderBy('v', way).orderBy('_id', 'asc').get()).data.map(({ _id }: { _id: string }) => _id)
    // empty below null; arrays by their least element going up, by their greatest going down
    expect(await order('asc')).toEqual(
      'empty none null nulls int text words nested deep object objects yes date'.split(' '),
    )
    expect(await order('desc')).toEqual(
      'date yes nested deep objects object words text int nulls none null empty'.split(' '),
    )
    expect((await c.raw.orderBy('v', 'asc').skip(99).get()).data).toEqual([])
    expect((await c.raw.orderBy('v', 'asc').skip(12).limit(5).get()).data).toHaveLength(1)
  })

  it('projects slices and matched elements of nested lists', async () => {
    const { _ } = c
    const shown = async (fields: object) => (await c.raw.where({ _id: 'deep' }).field(fields).get()).data[0]
    expect(await shown({ v: _.project.slice(1) })).toEqual({ _id: 'deep', v: [{ a: [1, 2] }] })
    expect(await shown({ v: _.project.slice([-2, 1]), _id: false })).toEqual({
      v: [{ a: [{ k: 7 }, { k: 9 }] }],
    })
    expect(await shown({ v: _.project.slice([9, 1]) })).toEqual({ _id: 'deep', v: [] })
    expect(await shown({ 'v.a': _.project.slice(-1) })).toEqual({
      _id: 'deep',
      v: [{ a: [2] }, { a: [{ k: 9 }] }, {}],
    })
    expect(await shown({ v: _.project.elemMatch({ 'a.k': 9 }) })).toEqual({
      _id: 'deep',
      v: [{ a: [{ k: 7 }, { k: 9 }] }],
    })
    expect(await shown({ 'v.a.k': true })).toEqual({
      _id: 'deep',
      v: [{ a: [] }, { a: [{ k: 7 }, { k: 9 }] }, {}],
    })
  })
})
