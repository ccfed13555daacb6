import type { Chance } from './random'

/** Generated requests: mostly nearly right, so that they get far before something is wrong. */
export interface Generated {
  /** The body as sent. */
  text: string
  writes: boolean
}

const FIELDS = [
  'a',
  'b',
  'c.d',
  'list',
  'list.k',
  'list.0',
  '_id',
  '',
  '$x',
  'a.$',
  '名',
  '__proto__',
  'x\0y',
  'a..b',
]
const QUERY =
  '$eq $ne $gt $gte $lt $lte $in $nin $exists $mod $all $elemMatch $size $not $regex $options $type $geoWithin $geoIntersects $nearSphere $foo $where $and $or $nor $expr'.split(
    ' ',
  )
const UPDATE =
  '$set $unset $inc $mul $min $max $rename $push $pop $pull $pullAll $addToSet $bit $setOnInsert $foo'.split(
    ' ',
  )
const STAGES =
  '$match $project $addFields $group $sort $limit $skip $unwind $lookup $bucket $bucketAuto $count $facet $replaceRoot $sample $sortByCount $geoNear $out $foo'.split(
    ' ',
  )
const EXPRESSIONS =
  '$add $divide $mod $concat $size $slice $filter $map $reduce $dateToString $dateFromString $substr $arrayElemAt $cond $switch $let $zip $in $gt $sum $max $literal $foo $function'.split(
    ' ',
  )
const ACTIONS =
  'insertDocument getDocument calculateDocument modifyDocument modifyAndReturnDoc removeDocument aggregateDocuments addCollection startTransaction commitTransaction abortTransaction'.split(
    ' ',
  )

function scalar(random: Chance): unknown {
  return random.pick([
    0, 1, -1, 2.5, 1e300, '', 'x', '$a', '$$ROOT', '\u{1F600}', true, false, null,
    { $numberInt: '3' }, { $numberLong: '9223372036854775807' }, { $numberDouble: 'NaN' }, { $numberInt: 'x' },
    { $date: { $numberLong: '5' } }, { $date: 'never' }, { $oid: '0123456789abcdef01234567' }, { $oid: 'q' },
    { $regularExpression: { pattern: 'a', options: '' } }, { $regularExpression: { pattern: '(', options: 'q' } },
    { $tcb_server_date: { offset: 5 } }, { $undefined: true }, { $minKey: 1 }, { $binary: 5 },
    { type: 'Point', coordinates: [1, 2] }, { type: 'Polygon', coordinates: [] },
  ]) // prettier-ignore
}

function value(random: Chance, depth = 0): unknown {
  const kind = random.next()
  if (depth > 3 || kind < 0.6) return scalar(random)
  if (kind < 0.75) return Array.from({ length: random.below(4) }, () => value(random, depth + 1))
  return object(random, FIELDS, depth + 1)
}

/** Names from a list (or by chance from any other), with anything for values. */
function object(random: Chance, names: readonly string[], depth = 0): Record<string, unknown> {
  const made: [string, unknown][] = []
  for (let i = random.below(3); i >= 0; i--) {
    made.push([
      random.maybe(0.9) ? random.pick(names) : random.pick([...QUERY, ...UPDATE]),
      value(random, depth),
    ])
  }
  return Object.fromEntries(made)
}

function condition(random: Chance, depth = 0): unknown {
  const made: [string, unknown][] = []
  for (let i = random.below(3); i > 0; i--) {
    if (depth < 3 && random.maybe(0.2)) {
      const branches = Array.from({ length: random.below(3) }, () => condition(random, depth + 1))
      made.push([random.pick(['$and', '$or', '$nor', '$expr']), random.maybe(0.9) ? branches : value(random)])
    } else {
      const operand = random.maybe(0.4) ? value(random) : predicate(random, depth)
      made.push([random.pick(FIELDS), operand])
    }
  }
  return Object.fromEntries(made)
}

function predicate(random: Chance, depth: number): unknown {
  const operator = random.pick(QUERY)
  const inner = () => (random.maybe(0.5) ? condition(random, depth + 1) : predicate(random, depth + 1))
  const operand = depth < 3 && ['$not', '$elemMatch'].includes(operator) ? inner() : value(random)
  return { [operator]: operand, ...(random.maybe(0.1) ? { [random.pick(QUERY)]: value(random) } : {}) }
}

function change(random: Chance): unknown {
  if (random.maybe(0.05)) return value(random)
  const operators = Array.from({ length: 1 + random.below(2) }, () => random.pick(UPDATE))
  return Object.fromEntries(operators.map((operator) => [operator, object(random, FIELDS)]))
}

function expression(random: Chance, depth = 0): unknown {
  if (depth > 2 || random.maybe(0.4)) return random.maybe(0.5) ? `$${random.pick(FIELDS)}` : scalar(random)
  const argument = random.maybe(0.6)
    ? Array.from({ length: random.below(4) }, () => expression(random, depth + 1))
    : { input: expression(random, depth + 1), date: '$a', in: 1, cond: true, vars: {}, branches: [] }
  return { [random.pick(EXPRESSIONS)]: argument }
}

function stage(random: Chance): unknown {
  const stageKey = random.pick(STAGES)
  const fields = {
    _id: expression(random),
    n: { $sum: expression(random) },
    from: 'things',
    as: 'x',
    path: '$list',
  }
  const spec =
    stageKey === '$match'
      ? condition(random)
      : random.pick<unknown>([fields, value(random), 3, '$list', 'n', { a: 1 }, { x: expression(random) }])
  return { stageKey, stageValue: random.maybe(0.98) ? (JSON.stringify(spec) ?? 'null') : '{' }
}

/** `ids`: transactions to use now and then. */
export function aRequest(random: Chance, ids: readonly string[]): Generated {
  const action = random.pick(ACTIONS)
  const document = () => JSON.stringify(random.maybe(0.9) ? { ...object(random, FIELDS) } : value(random))
  const body: Record<string, unknown> = {
    action: random.maybe(0.98) ? `database.${action}` : random.pick(['', 'database.drop', 5, null]),
    collectionName: random.maybe(0.97) ? 'things' : random.pick(['none', '', '$x', 7, 'things\0']),
    queryType: random.pick(['DOC', 'WHERE']),
    multi: random.maybe(0.5),
    merge: random.maybe(0.85),
  }
  if (random.maybe(0.8)) body.query = random.maybe(0.98) ? JSON.stringify(condition(random)) : '{"a":'
  if (random.maybe(0.3)) body.limit = random.pick<unknown>([1, 0, -1, 1.5, '3', 5000, null])
  if (random.maybe(0.2)) body.offset = random.pick<unknown>([1, -1, {}, 1e9])
  if (random.maybe(0.2))
    body.order = JSON.stringify(random.pick<unknown>([{ a: 1 }, { a: -1, b: 1 }, { a: 0 }, [], { '': 1 }]))
  if (random.maybe(0.2))
    body.projection = JSON.stringify(
      random.maybe(0.7)
        ? random.pick([{ a: 1 }, { a: 0 }, { list: { $slice: 1 } }, { 'list.$': 1 }])
        : value(random),
    )
  if (random.maybe(0.1)) body.transactionId = ids.length && random.maybe(0.9) ? random.pick(ids) : 'gone'
  if (action === 'insertDocument') body.data = Array.from({ length: random.below(3) }, document)
  if (action.startsWith('modify'))
    body.data = JSON.stringify(body.merge === false ? object(random, FIELDS) : change(random))
  if (action === 'aggregateDocuments')
    body.stages = Array.from({ length: random.below(4) }, () => stage(random))
  const text = JSON.stringify(body)
  return {
    text: random.maybe(0.99) ? text : text.slice(0, random.below(text.length)),
    writes: /insert|modify|remove/.test(action),
  }
}
