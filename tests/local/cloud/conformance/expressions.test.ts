import { aCollection, DOORS, end, type Collection } from './environment'

afterAll(end)

const DOCUMENT = {
  _id: 'a',
  n: 7,
  neg: -2.75,
  list: [3, 1, 2],
  objects: [
    { k: 'x', v: 1 },
    { k: 'y', v: [2, 3] },
  ],
  text: 'Hé-llo',
  emoji: 'a\u{1F600}b',
  at: new Date('2024-12-30T23:30:45.067Z'), // a Monday; in Shanghai already Tuesday
  sunday: new Date('2023-01-01T00:00:00Z'),
  nil: null,
  o: { x: 1, y: 'z' },
  yes: true,
}

describe.each(DOORS)('expressions through %s', (door) => {
  let c: Collection
  beforeAll(async () => {
    c = await aCollection(door)
    await c.add(DOCUMENT)
  })

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  type Case = [name: string, expression: ($: any) => unknown, value: unknown]
  const cases: Case[] = [
    ['abs', ($) => $.abs('$neg'), 2.75],
    ['abs of a list of one', ($) => $.abs(['$neg']), 2.75],
    ['add', ($) => $.add(['$n', 1, '$neg']), 5.25],
    ['add of null', ($) => $.add(['$n', '$nil']), null],
    ['add to a date', ($) => $.add(['$sunday', 1000]), new Date('2023-01-01T00:00:01Z')],
    ['ceil', ($) => $.ceil('$neg'), -2],
    ['divide', ($) => $.divide(['$n', 2]), 3.5],
    ['exp', ($) => $.exp(0), 1],
    ['floor', ($) => $.floor('$neg'), -3],
    ['ln', ($) => $.ln(1), 0],
    ['log', ($) => $.log([8, 2]), 3],
    ['log10', ($) => $.log10(1000), 3],
    ['mod', ($) => $.mod(['$n', 4]), 3],
    ['mod of null', ($) => $.mod(['$nil', 4]), null],
    ['multiply', ($) => $.multiply(['$n', '$neg']), -19.25],
    ['pow', ($) => $.pow(['$n', 2]), 49],
    ['sqrt', ($) => $.sqrt(49), 7],
    ['subtract', ($) => $.subtract(['$n', 9]), -2],
    ['subtract dates', ($) => $.subtract(['$at', '$at']), 0],
    ['trunc', ($) => $.trunc('$neg'), -2],
    ['trunc to a place', ($) => $.trunc(['$neg', 1]), -2.7],
    ['arrayElemAt', ($) => $.arrayElemAt(['$list', -1]), 2],
    ['arrayToObject', ($) => $.arrayToObject('$objects'), { x: 1, y: [2, 3] }],
    [
      'arrayToObject of pairs',
      ($) =>
        $.arrayToObject([
          [
            ['a', 1],
            ['b', [2]],
          ],
        ]),
      { a: 1, b: [2] },
    ],
    ['concatArrays', ($) => $.concatArrays(['$list', [9]]), [3, 1, 2, 9]],
    ['filter', ($) => $.filter({ input: '$list', as: 'i', cond: $.gt(['$$i', 1]) }), [3, 2]],
    ['in', ($) => $.in([2, '$list']), true],
    ['indexOfArray', ($) => $.indexOfArray(['$list', 2]), 2],
    ['indexOfArray of nothing', ($) => $.indexOfArray(['$list', 9]), -1],
    ['isArray', ($) => $.isArray('$list'), true],
    ['isArray in a list of one', ($) => $.isArray(['$n']), false],
    ['map', ($) => $.map({ input: '$list', as: 'i', in: $.multiply(['$$i', '$n']) }), [21, 7, 14]],
    ['range', ($) => $.range([0, 7, 3]), [0, 3, 6]],
    [
      'reduce',
      ($) =>
        $.reduce({
          input: '$list',
          initialValue: '',
          in: $.concat(['$$value', $.substr(['$$this', 0, -1])]),
        }),
      '312',
    ],
    ['reverseArray', ($) => $.reverseArray('$list'), [2, 1, 3]],
    ['size', ($) => $.size('$list'), 3],
    ['size in a list of one', ($) => $.size(['$list']), 3],
    ['slice', ($) => $.slice(['$list', 1, 5]), [1, 2]],
    ['slice of null', ($) => $.slice(['$nil', 1]), null],
    [
      'zip',
      ($) => $.zip({ inputs: ['$list', ['a']], useLongestLength: true, defaults: [0, '-'] }),
      [
        [3, 'a'],
        [1, '-'],
        [2, '-'],
      ],
    ],
    ['zip with an empty list', ($) => $.zip({ inputs: [[], ['a']] }), []],
    ['and', ($) => $.and(['$yes', '$n', '']), true],
    ['or', ($) => $.or(['$nil', 0, '$none']), false],
    ['not', ($) => $.not(['$nil']), true],
    ['not of an empty text', ($) => $.not(['']), false],
    ['cmp', ($) => $.cmp(['$n', 'a']), -1],
    ['eq', ($) => $.eq(['$n', 7]), true],
    ['eq of null and missing', ($) => $.eq(['$nil', '$none']), false],
    ['eq does not look into lists', ($) => $.eq(['$list', 3]), false],
    ['neq', ($) => $.neq(['$n', '7']), true],
    ['gt across types', ($) => $.gt(['$text', '$n']), true],
    ['gte', ($) => $.gte(['$n', 7]), true],
    ['lt', ($) => $.lt(['$none', '$nil']), true],
    ['lte', ($) => $.lte([8, '$n']), false],
    ['cond', ($) => $.cond({ if: $.gt(['$n', 5]), then: 'big', else: 'small' }), 'big'],
    ['cond as a list', ($) => $.cond(['$nil', 1, 2]), 2],
    ['ifNull', ($) => $.ifNull(['$none', 'x']), 'x'],
    [
      'switch',
      ($) =>
        $.switch({
          branches: [
            { case: $.eq(['$n', 1]), then: 'a' },
            { case: '$yes', then: 'b' },
          ],
          default: 'c',
        }),
      'b',
    ],
    [
      'dateFromParts',
      ($) => $.dateFromParts({ year: 2024, month: 14, day: 1, hour: 8, timezone: '+08:00' }),
      new Date('2025-02-01T00:00:00Z'),
    ],
    [
      'dateFromParts by week',
      ($) => $.dateFromParts({ isoWeekYear: 2025, isoWeek: 1, isoDayOfWeek: 2 }),
      new Date('2024-12-31T00:00:00Z'),
    ],
    [
      'dateFromString',
      ($) => $.dateFromString({ dateString: '2024-02-03T04:05:06Z' }),
      new Date('2024-02-03T04:05:06Z'),
    ],
    [
      'dateFromString of a day',
      ($) => $.dateFromString({ dateString: '2024-02-03', timezone: 'Asia/Shanghai' }),
      new Date('2024-02-02T16:00:00Z'),
    ],
    [
      'dateFromString by a format',
      ($) => $.dateFromString({ dateString: '03/02/2024', format: '%d/%m/%Y' }),
      new Date('2024-02-03T00:00:00Z'),
    ],
    ['dateFromString or else', ($) => $.dateFromString({ dateString: 'soon', onError: 'no' }), 'no'],
    ['dateToString', ($) => $.dateToString({ date: '$at' }), '2024-12-30T23:30:45.067Z'],
    [
      'dateToString by a format and zone',
      ($) =>
        $.dateToString({
          date: '$at',
          format: '%Y年%m月%d日 %H:%M:%S.%L %z %j %u %w %G-%V %%',
          timezone: 'Asia/Shanghai',
        }),
      '2024年12月31日 07:30:45.067 +0800 366 2 3 2025-01 %',
    ],
    ['dateToString of null', ($) => $.dateToString({ date: '$nil', onNull: '-' }), '-'],
    ['year', ($) => $.year('$at'), 2024],
    ['month', ($) => $.month('$at'), 12],
    ['dayOfMonth', ($) => $.dayOfMonth('$at'), 30],
    ['dayOfMonth in a zone', ($) => $.dayOfMonth({ date: '$at', timezone: '+08:00' }), 31],
    ['dayOfWeek', ($) => $.dayOfWeek('$at'), 2],
    ['dayOfYear', ($) => $.dayOfYear('$at'), 365],
    ['hour', ($) => $.hour('$at'), 23],
    ['minute', ($) => $.minute('$at'), 30],
    ['second', ($) => $.second('$at'), 45],
    ['millisecond', ($) => $.millisecond('$at'), 67],
    ['week', ($) => $.week('$at'), 52],
    ['week from the first Sunday', ($) => $.week('$sunday'), 1],
    ['isoDayOfWeek', ($) => $.isoDayOfWeek('$sunday'), 7],
    ['isoWeek', ($) => $.isoWeek('$sunday'), 52],
    ['isoWeekYear', ($) => $.isoWeekYear('$sunday'), 2022],
    ['date part of nothing', ($) => $.year('$none'), null],
    ['literal', ($) => $.literal('$n'), '$n'],
    ['mergeObjects', ($) => $.mergeObjects(['$o', { y: 2 }, null]), { x: 1, y: 2 }],
    [
      'objectToArray',
      ($) => $.objectToArray('$o'),
      [
        { k: 'x', v: 1 },
        { k: 'y', v: 'z' },
      ],
    ],
    ['allElementsTrue', ($) => $.allElementsTrue(['$list']), true],
    ['anyElementTrue', ($) => $.anyElementTrue([[0, null, false]]), false],
    ['setDifference', ($) => $.setDifference(['$list', [1]]), [3, 2]],
    ['setEquals', ($) => $.setEquals(['$list', [1, 2, 3, 3]]), true],
    ['setIntersection', ($) => $.setIntersection(['$list', [9, 2]]), [2]],
    ['setIsSubset', ($) => $.setIsSubset([[1, 3], '$list']), true],
    ['setUnion', ($) => $.size([$.setUnion(['$list', [3, 4]])]), 4],
    ['concat', ($) => $.concat(['$text', '!']), 'Hé-llo!'],
    ['concat of null', ($) => $.concat(['$text', '$nil']), null],
    ['indexOfBytes', ($) => $.indexOfBytes(['$text', '-']), 3],
    ['indexOfCP', ($) => $.indexOfCP(['$emoji', 'b']), 2],
    ['split', ($) => $.split(['$text', '-']), ['Hé', 'llo']],
    ['strLenBytes', ($) => $.strLenBytes('$text'), 7],
    ['strLenCP', ($) => $.strLenCP('$emoji'), 3],
    ['strcasecmp', ($) => $.strcasecmp(['ab', 'AC']), -1],
    ['substr', ($) => $.substr(['$text', 4, 99]), 'llo'],
    ['substrBytes', ($) => $.substrBytes(['$text', 0, 3]), 'Hé'],
    ['substrCP', ($) => $.substrCP(['$emoji', 1, 1]), '\u{1F600}'],
    ['toLower', ($) => $.toLower('$text'), 'hé-llo'],
    ['toUpper of null', ($) => $.toUpper('$nil'), ''],
    ['avg of a list', ($) => $.avg('$list'), 2],
    ['sum of a list', ($) => $.sum('$list'), 6],
    ['sum of fields', ($) => $.sum(['$n', '$nil', 1]), 8],
    ['max of a list', ($) => $.max('$list'), 3],
    ['min of fields', ($) => $.min(['$n', '$none', 3]), 3],
    ['stdDevPop', ($) => $.stdDevPop([[1, 3]]), 1],
    ['stdDevSamp', ($) => $.stdDevSamp([[1, 3]]), Math.SQRT2],
    ['let', ($) => $.let({ vars: { a: '$n', b: 2 }, in: $.multiply(['$$a', '$$b']) }), 14],
  ]

  it('gives their values', async () => {
    const spec = Object.fromEntries(cases.map(([, expression], i) => [`e${i}`, expression(c.$)]))
    const [result] = await c.aggregate((p) => p.project({ _id: 0, ...spec }))
    const seen = cases.map(([name], i) => [name, result[`e${i}`]])
    expect(seen).toEqual(cases.map(([name, , value]) => [name, value]))
  })

  it('covers every operator the SDK offers', () => {
    // $first, $last, $push and $addToSet gather groups: see the stages. $meta needs a text index.
    const elsewhere = ['pipeline', 'first', 'last', 'push', 'addToSet', 'meta']
    const covered = cases.map(([name]) => name.split(' ')[0])
    const offered = Object.keys(c.$).filter((name) => !elsewhere.includes(name))
    expect(offered.filter((name) => !covered.includes(name))).toEqual([])
  })

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const refused: [string, ($: any) => unknown, RegExp][] = [
    ['meta', ($) => $.meta('textScore'), /\$meta/],
    ['size of a missing field', ($) => $.size('$none'), /\$size/],
    ['divide by 0', ($) => $.divide([1, 0]), /zero/],
    ['add of a text', ($) => $.add(['$text', 1]), /\$add/],
    ['no branch of a switch', ($) => $.switch({ branches: [{ case: false, then: 1 }] }), /\$switch/],
    ['an unknown zone', ($) => $.hour({ date: '$at', timezone: 'Moon/Base' }), /time zone/],
    ['an unknown variable', () => '$$nobody', /nobody/],
  ]
  it.each(refused)('refuses %s', async (_, expression, message) => {
    await expect(c.aggregate((p) => p.project({ x: expression(c.$) }))).rejects.toThrow(message)
  })
})
