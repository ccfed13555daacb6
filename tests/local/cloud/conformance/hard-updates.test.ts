import { aCollection, DOORS, end, type Collection } from './environment'

afterAll(end)

// Where MongoDB's meaning is not what one would guess.
describe.each(DOORS)('hard updates through %s', (door) => {
  let c: Collection
  beforeAll(async () => {
    c = await aCollection(door)
  })

  /** [name, document before, change, document after]; after as RegExp: refused, and the document as before. */
  type Case = [string, object, (c: Collection) => object, object | RegExp]
  const day = (n: number) => new Date(n * 86_400_000)
  const cases: Case[] = [
    ['set through two arrays by position', { l: [[{ n: 1 }]] }, () => ({ 'l.0.0.n': 2 }), { l: [[{ n: 2 }]] }],
    ['set below an array makes a field only by position', { l: [] }, () => ({ 'l.x': 1 }), /Cannot create field 'x'/],
    ['set at a new position makes objects', { l: [] }, () => ({ 'l.1.n': 1 }), { l: [null, { n: 1 }] }],
    ['set of digits on what is missing makes an object', {}, () => ({ 'o.0': 1 }), { o: { 0: 1 } }],
    ['_.set of null, of a list, of an empty object', { o: { x: 1 } }, ({ _ }) => ({ o: _.set({}), l: _.set([{ a: 1 }]), n: _.set(null) }), { o: {}, l: [{ a: 1 }], n: null }],
    ['a list replaces a list', { l: [{ a: 1, b: 2 }] }, () => ({ l: [{ a: 3 }] }), { l: [{ a: 3 }] }],
    ['a list holds dates and lists', {}, () => ({ l: [day(1), [day(2)]] }), { l: [day(1), [day(2)]] }],
    ['push with each, position, sort and slice together', { l: [{ n: 5 }, { n: 1 }] }, ({ _ }) => ({ l: _.push({ each: [{ n: 4 }, { n: 2 }], position: 0, sort: { n: 1 }, slice: 3 }) }), { l: [{ n: 1 }, { n: 2 }, { n: 4 }] }],
    ['push with slice from the end and position', { l: [1, 2, 3] }, ({ _ }) => ({ l: _.push({ each: [9], position: 1, slice: -3 }) }), { l: [9, 2, 3] }],
    ['push beyond the end', { l: [1] }, ({ _ }) => ({ l: _.push({ each: [2], position: 99 }) }), { l: [1, 2] }],
    ['push before the beginning', { l: [1] }, ({ _ }) => ({ l: _.push({ each: [2], position: -99 }) }), { l: [2, 1] }],
    ['push sorted by two fields', { l: [{ a: 1, b: 1 }, { a: 0, b: 9 }] }, ({ _ }) => ({ l: _.push({ each: [{ a: 1, b: 2 }], sort: { a: -1, b: -1 } }) }), { l: [{ a: 1, b: 2 }, { a: 1, b: 1 }, { a: 0, b: 9 }] }],
    ['push sorted by a field below, missing first', { l: [{ o: { n: 2 } }] }, ({ _ }) => ({ l: _.push({ each: [{}, { o: { n: 1 } }], sort: { 'o.n': 1 } }) }), { l: [{}, { o: { n: 1 } }, { o: { n: 2 } }] }],
    ['push sorts mixed types', { l: ['a', 2] }, ({ _ }) => ({ l: _.push({ each: [null, true], sort: 1 }) }), { l: [null, 2, 'a', true] }],
    ['push a list as one element', { l: [] }, ({ _ }) => ({ l: _.push([[1, 2]]) }), { l: [[1, 2]] }],
    ['push on null', { l: null }, ({ _ }) => ({ l: _.push(1) }), /must be an array/],
    ['push into a list in a list', { l: [[1]] }, ({ _ }) => ({ 'l.0': _.push(2) }), { l: [[1, 2]] }],
    ['push to what is missing below', {}, ({ _ }) => ({ 'o.l': _.push(1) }), { o: { l: [1] } }],
    ['push with a bad slice', { l: [1] }, ({ _ }) => ({ l: _.push({ each: [2], slice: 1.5 }) }), /slice/],
    ['push with a bad sort', { l: [1] }, ({ _ }) => ({ l: _.push({ each: [2], sort: 2 }) }), /sort/],
    ['pull objects by conditions on two fields', { l: [{ k: 1, v: 9 }, { k: 1, v: 1 }, 1] }, ({ _ }) => ({ l: _.pull({ k: 1, v: _.gt(5) }) }), { l: [{ k: 1, v: 1 }, 1] }],
    ['pull null', { l: [null, 1, { a: null }] }, ({ _ }) => ({ l: _.pull(null) }), { l: [1, { a: null }] }],
    ['pull a list', { l: [[1, 2], 1, 2] }, ({ _ }) => ({ l: _.pull([1, 2]) }), { l: [1, 2] }],
    ['pull by a field of null takes missing, too', { l: [{ a: null }, {}, { a: 1 }] }, ({ _ }) => ({ l: _.pull({ a: null }) }), { l: [{ a: 1 }] }],
    ['pull by elements of inner lists', { l: [{ t: [1, 2] }, { t: [3] }] }, ({ _ }) => ({ l: _.pull({ t: 2 }) }), { l: [{ t: [3] }] }],
    ['pull by elemMatch', { l: [{ t: [{ x: 1 }] }, { t: [] }] }, ({ _ }) => ({ l: _.pull({ t: _.elemMatch({ x: 1 }) }) }), { l: [{ t: [] }] }],
    ['pull by nin', { l: [1, 2, 3] }, ({ _ }) => ({ l: _.pull(_.nin([2])) }), { l: [2] }],
    ['pull by exists', { l: [{ a: 1 }, { b: 1 }] }, ({ _ }) => ({ l: _.pull({ a: _.exists(true) }) }), { l: [{ b: 1 }] }],
    ['pull by or', { l: [{ a: 1 }, { b: 1 }, { c: 1 }] }, ({ _ }) => ({ l: _.pull({ $or: [{ a: 1 }, { b: 1 }] }) }), { l: [{ c: 1 }] }],
    ['pull by a regular expression', { l: ['ab', 'cd'] }, ({ _ }) => ({ l: _.pull(/^a/) }), { l: ['cd'] }],
    ['pull from a text', { l: 'x' }, ({ _ }) => ({ l: _.pull('x') }), /must be an array|non-array/],
    ['pull from nothing', {}, ({ _ }) => ({ l: _.pull(1), 'o.l': _.pullAll([1]) }), {}],
    ['pullAll is not by a condition', { l: [1, { k: 1, v: 1 }] }, ({ _ }) => ({ l: _.pullAll([{ k: 1 }]) }), { l: [1, { k: 1, v: 1 }] }],
    ['pullAll of null and lists', { l: [null, [1], 1] }, ({ _ }) => ({ l: _.pullAll([null, [1]]) }), { l: [1] }],
    ['pullAll without a list', { l: [1] }, ({ _ }) => ({ l: _.pullAll(1) }), /array/],
    ['addToSet knows objects by the order of their fields', { l: [{ a: 1, b: 2 }] }, ({ _ }) => ({ l: _.addToSet({ b: 2, a: 1 }) }), { l: [{ a: 1, b: 2 }, { b: 2, a: 1 }] }],
    ['addToSet knows dates', { l: [day(1)] }, ({ _ }) => ({ l: _.addToSet({ $each: [day(1), day(2)] }) }), { l: [day(1), day(2)] }],
    ['addToSet leaves doubles that are there', { l: [1, 1] }, ({ _ }) => ({ l: _.addToSet(2) }), { l: [1, 1, 2] }],
    ['addToSet on null', { l: null }, ({ _ }) => ({ l: _.addToSet(1) }), /array/],
    ['pop of an empty list, of what is no list', { l: [] }, ({ _ }) => ({ l: _.pop() }), { l: [] }],
    ['pop of a number', { l: 1 }, ({ _ }) => ({ l: _.pop() }), /array/],
    ['rename into what is nested, and missing', { a: 1 }, ({ _ }) => ({ a: _.rename('x.y.z') }), { x: { y: { z: 1 } } }],
    ['rename of what is missing leaves the target', { b: 2 }, ({ _ }) => ({ a: _.rename('b') }), { b: 2 }],
    ['rename through an array', { l: [{ a: 1 }] }, ({ _ }) => ({ 'l.0.a': _.rename('l.0.b') }), /array/],
    ['rename below itself', { a: { b: 1 } }, ({ _ }) => ({ a: _.rename('a.b') }), /conflict|same path|path/],
    ['rename below a number', { a: 1, b: 2 }, ({ _ }) => ({ a: _.rename('b.c') }), /Cannot create field 'c'/],
    ['min and max of dates', { a: day(5), b: day(5) }, ({ _ }) => ({ a: _.min(day(1)), b: _.max(day(9)) }), { a: day(1), b: day(9) }],
    ['min and max of null', { a: null, b: null }, ({ _ }) => ({ a: _.max(1), b: _.min(1) }), { a: 1, b: null }],
    ['max of a date over a number', { a: 5 }, ({ _ }) => ({ a: _.max(day(0)) }), { a: day(0) }],
    ['mul of nothing is 0', {}, ({ _ }) => ({ a: _.mul(2.5), 'o.b': _.mul(3) }), { a: 0, o: { b: 0 } }],
    ['mul of a text', { a: 'x' }, ({ _ }) => ({ a: _.mul(2) }), /non-numeric/],
    ['inc by a text', { a: 1 }, ({ _ }) => ({ a: _.inc('1') }), /non-numeric/],
    ['inc in an array', { l: [{ n: 1 }] }, ({ _ }) => ({ 'l.0.n': _.inc(1), 'l.1.n': _.inc(5) }), { l: [{ n: 2 }, { n: 5 }] }],
    ['inc over int32', { n: 2 ** 31 - 1 }, ({ _ }) => ({ n: _.inc(1) }), { n: 2 ** 31 }],
    ['bit xor, of a missing field', { n: 5 }, ({ _ }) => ({ n: _.bit({ xor: 1 }), m: _.bit({ and: 3 }) }), { n: 4, m: 0 }],
    ['bit of a fraction', { n: 1.5 }, ({ _ }) => ({ n: _.bit({ or: 1 }) }), /non-integral/],
    ['remove through an array by position', { l: [{ a: 1, b: 2 }] }, ({ _ }) => ({ 'l.0.a': _.remove() }), { l: [{ b: 2 }] }],
    ['remove of a field of every object does not go by name', { l: [{ a: 1 }] }, ({ _ }) => ({ 'l.a': _.remove() }), { l: [{ a: 1 }] }],
    ['two changes below each other', { o: { x: 1 } }, ({ _ }) => ({ o: _.set({ x: 2 }), 'o.x': 3 }), /conflict/],
    ['two changes beside each other', { o: { x: 1 } }, ({ _ }) => ({ 'o.x': _.inc(1), 'o.xx': 3 }), { o: { x: 2, xx: 3 } }],
  ] // prettier-ignore

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

  it('puts one time of the server into nested lists and operators, each with its offset', async () => {
    const { db, _ } = c
    const at = (offset?: number) => db.serverDate(offset === undefined ? undefined : { offset })
    await c.add({ _id: 't', at: at(), l: [[at(1000)], { at: at(-1000) }], m: [] })
    // Inside _.set, _.max and push({ each }) the SDKs send a serverDate as { offset }: it is stored like that.
    await c.update('t', { m: _.push([{ at: at() }]), s: _.addToSet(at(5)), now: { deep: [at(7)] } })
    const read = await c.get('t')
    expect(read.l[0][0] - read.at).toBe(1000)
    expect(read.l[1].at - read.at).toBe(-1000)
    expect(read.s[0] - read.m[0].at).toBe(5)
    expect(read.now.deep[0] - read.m[0].at).toBe(7)
  })

  it('changes matched elements by every kind of query that names the list', async () => {
    const { _, db } = c
    const fresh = { l: [{ k: 1, t: [1] }, { k: 2, t: [2, 3] }], n: [5, 6, 7] } // prettier-ignore
    const after = async (where: object, change: object) => {
      await c.raw.where({ _id: 'p' }).remove()
      await c.add({ _id: 'p', ...fresh })
      const data = door === 'node-sdk' ? change : { data: change }
      await db.collection(c.name).where({ _id: 'p', ...where }).update(data) // prettier-ignore
      return c.get('p')
    }
    expect((await after({ n: 6 }, { 'n.$': 0 })).n).toEqual([5, 0, 7])
    expect((await after({ n: _.gt(5) }, { 'n.$': _.inc(10) })).n).toEqual([5, 16, 7])
    expect((await after({ n: _.in([7, 6]) }, { 'n.$': 0 })).n).toEqual([5, 0, 7])
    expect((await after({ 'l.t': 3 }, { 'l.$.t': _.push(4) })).l[1]).toEqual({ k: 2, t: [2, 3, 4] })
    expect((await after({ l: _.elemMatch({ k: _.gte(2) }) }, { 'l.$': { k: 0 } })).l).toEqual([
      { k: 1, t: [1] },
      { k: 0, t: [2, 3] },
    ])
    expect((await after({}, { 'n.$[]': _.mul(2), 'l.$[].t.$[]': _.inc(1) })).l[1].t).toEqual([3, 4])
    await expect(after({ k: 1 }, { 'l.$[x].k': 1 })).resolves.toEqual({ _id: 'p', ...fresh }) // nothing matched
    await expect(after({ n: 5 }, { 'l.$[x].k': 1 })).rejects.toThrow(/\$\[x\]/)
  })
})
