import { allows } from '../../../local/cloud/rules/evaluate'
import { parseRule } from '../../../local/cloud/rules/rule'

const audiences: Record<string, object> = {
  g1: { openids: ['me', 'you'], open: true },
  g2: { openids: ['you'] },
}

function decide(
  source: string | boolean,
  doc: Record<string, unknown> = {},
  openid: string | undefined = 'me',
) {
  const read = (collection: string, id: string) =>
    collection === 'audiences' ? ((audiences[id] as Record<string, unknown>) ?? null) : null
  return allows(parseRule(source).expression, { openid, now: 1000, doc: new Map(Object.entries(doc)), read })
}

it.each([
  [true, {}, true],
  [false, {}, false],
  ['auth.openid == doc.owner', { owner: 'me' }, true],
  ['auth.openid == doc.owner', { owner: 'you' }, false],
  ['doc.n >= 3 && doc.n < 5', { n: 3 }, true],
  ['doc.n >= 3 && doc.n < 5', { n: 5 }, false],
  ['doc.n > "3"', { n: 5 }, false],
  ['doc.state in ["open", \'held\']', { state: 'held' }, true],
  ['!(doc.state in ["open"])', { state: 'held' }, true],
  ['doc.at <= now', { at: new Date(999) }, true],
  ['doc.at <= now', { at: new Date(1001) }, false],
  ['true || false && false', {}, true],
  ['(true || false) && false', {}, false],
  ['auth.openid in get(`database.audiences.${doc.group}`).openids', { group: 'g1' }, true],
  ['auth.openid in get(`database.audiences.${doc.group}`).openids', { group: 'g2' }, false],
  ['auth.openid in get(`database.audiences.${doc.group}`).openids', { group: 'none' }, false],
  ['get("database.audiences.g1").open', {}, true],
  ['get("database.secrets.g1").open', {}, false],
  ['get("audiences.g1").open', {}, false],
  ['!(auth.openid in get(`database.audiences.${doc.group}`).blocked)', { group: 'g1' }, false], // undecided denies
  ['doc.a.b == 1', { 'a.b': 1 }, true],
])('decides %s with %j', (source, doc, expected) => {
  expect(decide(source, doc)).toBe(expected)
})

it.each([
  ['doc.n > 3', '>', 3, true],
  ['doc.n > 3', '>=', 3, false], // 3 itself may be among them
  ['doc.n > 3', '>=', 4, true],
  ['doc.n >= 3', '>=', 3, true],
  ['doc.n < 3', '>', 3, false],
  ['doc.n <= 3', '<', 3, true],
  ['3 < doc.n', '>', 3, true],
  ['doc.n != 3', '<', 3, true],
  ['!(doc.n < 3)', '>=', 3, true],
  ['!(doc.n == 3)', '>', 3, true],
  ['doc.n == 3', '>=', 3, false],
  ['doc.n in [4]', '>', 3, false],
  ['doc.n > "3"', '>', 5, false],
  ['doc.n >= "b"', '>=', 'ba', true],
  ['doc.n <= now', '<=', 1000, true],
  ['doc.n <= now', '<=', 1001, false],
  ['get(`database.audiences.${doc.n}`).open', '>=', 'g1', false],
])('decides %s for all with n %s %j', (rule, order, value, expected) => {
  const bounds = new Map([['n', [{ order: order as '>', value }]]])
  const facts = { openid: 'me', now: 1000, doc: new Map([['n', undefined]]), bounds, read: () => null }
  expect(allows(parseRule(rule).expression, facts)).toBe(expected)
})

it('never takes a missing openid for a missing field', () => {
  for (const rule of ['auth.openid == doc.owner', 'auth.openid != doc.owner']) {
    const facts = { openid: undefined, now: 0, doc: new Map(), read: () => null }
    expect(allows(parseRule(rule).expression, facts)).toBe(false)
  }
})

it.each([
  '',
  'doc.',
  'auth.openid = 1',
  'doc.x == ',
  '(true',
  'require("fs")',
  'process.exit()',
  'doc',
  'doc.x; true',
  'get(doc.x)',
])('refuses to read %j as a rule', (source) => {
  expect(() => parseRule(source)).toThrow(/rule/)
})

it('says which fields a query must fix', () => {
  const rule = parseRule('doc.a == 1 || auth.openid in get(`database.x.${doc.b.c}`).list && !doc.d')
  expect(rule.docFields).toEqual(['a', 'b.c', 'd'])
})
