import { aCollection, DOORS, end, type Collection } from './environment'

afterAll(end)

describe.each(DOORS)('$jsonSchema through %s', (door) => {
  let c: Collection

  beforeAll(async () => {
    c = await aCollection(door)
    await c.add(
      { _id: 'a', n: 1, text: 'hello', tags: ['x', 'y'], o: { k: 1 } },
      { _id: 'b', n: 2.5, text: '群上见', tags: ['x', 'x'], o: { k: 'one', l: 2 } },
      { _id: 'c', n: 'three', tags: [], extra: true },
      { _id: 'd', n: null, at: new Date(0), tags: [1, 'x', {}] },
    )
  })

  const all = ['a', 'b', 'c', 'd']
  it.each<[name: string, schema: object, ids: string[]]>([
    ['required', { required: ['text', 'o'] }, ['a', 'b']],
    ['bsonType', { properties: { n: { bsonType: 'int' } } }, ['a']],
    ['bsonType in a list', { properties: { n: { bsonType: ['double', 'null'] } } }, ['b', 'd']],
    ['type', { properties: { n: { type: 'number' } } }, ['a', 'b']],
    ['bsonType of what may be missing', { properties: { at: { bsonType: 'date' } } }, all],
    ['enum', { properties: { n: { enum: [1, null] } } }, ['a', 'd']],
    ['minimum, about numbers only', { properties: { n: { minimum: 2 } } }, ['b', 'c', 'd']],
    ['exclusiveMaximum', { properties: { n: { maximum: 1, exclusiveMaximum: true } } }, ['c', 'd']],
    ['multipleOf', { required: ['o'], properties: { n: { multipleOf: 0.5 } } }, ['a', 'b']],
    ['pattern', { required: ['text'], properties: { text: { pattern: '^h' } } }, ['a']],
    ['length in letters', { required: ['text'], properties: { text: { maxLength: 3 } } }, ['b']],
    ['items', { properties: { tags: { items: { bsonType: 'string' } } } }, ['a', 'b', 'c']],
    [
      'items by place',
      { properties: { tags: { items: [{ bsonType: 'int' }], additionalItems: true } } },
      ['c', 'd'],
    ],
    ['minItems', { properties: { tags: { minItems: 2, maxItems: 2 } } }, ['a', 'b']],
    ['uniqueItems', { properties: { tags: { uniqueItems: true } } }, ['a', 'c', 'd']],
    ['nested properties', { required: ['o'], properties: { o: { required: ['l'] } } }, ['b']],
    [
      'additionalProperties',
      { additionalProperties: false, properties: { _id: {}, n: {}, text: {}, tags: {}, o: {} } },
      ['a', 'b'],
    ],
    ['patternProperties', { patternProperties: { '^e': { enum: [false] } } }, ['a', 'b', 'd']],
    ['maxProperties', { properties: { o: { maxProperties: 1 } } }, ['a', 'c', 'd']],
    ['dependencies', { dependencies: { text: ['o'], extra: { required: ['text'] } } }, ['a', 'b', 'd']],
    ['anyOf', { anyOf: [{ required: ['at'] }, { required: ['extra'] }] }, ['c', 'd']],
    ['allOf', { allOf: [{ required: ['text'] }, { properties: { n: { maximum: 1 } } }] }, ['a']],
    ['oneOf', { oneOf: [{ required: ['text'] }, { properties: { n: { maximum: 1 } } }] }, ['b', 'c', 'd']],
    ['not', { not: { required: ['text'] } }, ['c', 'd']],
    ['title and description', { title: 'x', description: 'y' }, all],
  ])('%s', async (_name, schema, ids) => {
    expect(await c.ids(c._.jsonSchema ? c._.jsonSchema(schema) : { $jsonSchema: schema })).toEqual(ids)
  })

  it.each([
    [{ properties: { n: { bsontype: 'int' } } }, /bsontype/],
    [{ properties: { n: { bsonType: 'integer' } } }, /integer/],
    [{ required: 'n' }, /required/],
    [{ properties: { n: { minLength: -1 } } }, /minLength/],
  ])('refuses %j', async (schema, fault) => {
    await expect(c.find({ $jsonSchema: schema })).rejects.toThrow(fault)
  })
})
