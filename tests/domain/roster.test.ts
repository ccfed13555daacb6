import { planImport } from '../../miniprogram/domain/roster'
import { readSheet, SHEET_ROWS_MAX, type SheetReading } from '../../miniprogram/domain/roster-sheet'

const HEADINGS = ['姓名', '手机号', '角色', '单位（企业或科室）', '能帮什么', '视频号']
const RIGHT = ['示例·王掌柜', 13800000001, '企业', '示例民宿', '', '']

function read(rows: unknown[][], formulas: string[] = []): SheetReading {
  return readSheet({ cells: [HEADINGS, ...rows], formulas: new Set(formulas) }, (n) => n === '13800000009')
}
/** The sentences about one row in place of RIGHT, with a right row before it. */
function saidOf(row: unknown[], formulas: string[] = []): string[] {
  const reading = read([RIGHT, row], formulas)
  if ('code' in reading) throw new Error(reading.code)
  expect(reading.people.map(({ row: place }) => place)).toContain(2)
  return reading.problems.map(({ sentence }) => sentence)
}
const changed = (column: number, value: unknown) =>
  Object.assign([...RIGHT], { 1: 13800000002, [column]: value }) as unknown[]

describe('a sheet of people', () => {
  it('is read with its numbers, however they were typed', () => {
    const typed = ['+86 138-0000-0001', '13800000002', 13800000003, '008613800000004', ' 138 0000 0005 ']
    const reading = read(typed.map((number) => Object.assign([...RIGHT], { 1: number })))
    expect(reading).toMatchObject({
      people: [1, 2, 3, 4, 5].map((last) => ({ number: `1380000000${last}` })),
      problems: [],
    })
  })

  it('may have a title above the headings, and its columns in any order', () => {
    const cells = [['通济镇名册'], ['单位', '角色', '电话', '姓名'], ['示例店', '企业', 13800000001, '王']]
    expect(readSheet({ cells, formulas: new Set() }, () => false)).toMatchObject({
      people: [{ row: 3, name: '王', organisation: '示例店', helpsWith: '', channel: '' }],
    })
  })

  it.each([
    [changed(0, ''), '第 3 行：没有写姓名'],
    [changed(1, null), '第 3 行：没有写手机号'],
    [changed(1, '1380000000'), '第 3 行：手机号少了一位'],
    [changed(1, 138000000012), '第 3 行：手机号多了一位'],
    [changed(1, '1380000000l'), '第 3 行：手机号里有数字以外的字'],
    [changed(1, '02887654321'), '第 3 行：手机号开头不对'],
    [changed(1, 13800000001), '第 3 行：手机号和第 2 行一样'],
    [
      changed(2, '老板'),
      '第 3 行：角色「老板」不认识，可以写：镇领导、科室负责人、律师、金融、电商、媒体、企业',
    ],
    [changed(2, ''), '第 3 行：没有写角色'],
    [changed(2, '群主'), '第 3 行：群主只有一位，请写别的角色'],
    [changed(3, ''), '第 3 行：没有写单位'],
    [changed(0, '王'.repeat(21)), '第 3 行：姓名太长了，最多 20 个字'],
    [changed(4, '帮'.repeat(101)), '第 3 行：能帮什么太长了，最多 100 个字'],
  ])('says what is wrong: %j', (row, sentence) => {
    expect(saidOf(row)).toEqual([sentence])
  })

  it('names a cell that calculates, and everything wrong in a row at once', () => {
    expect(saidOf(changed(1, null), ['2.1'])).toEqual(['第 3 行：手机号是公式，请改成文字'])
    expect(saidOf(['', '12', '', '', '', ''])).toHaveLength(4)
  })

  it('lets 群主’s own row say 群主', () => {
    expect(saidOf(Object.assign(changed(2, '群主'), { 1: 13800000009 }))).toEqual([])
  })

  it('is refused when it is empty, has no headings or is too long', () => {
    const none = new Set<string>()
    const never = () => false
    expect(readSheet({ cells: [], formulas: none }, never)).toEqual({ code: 'SHEET_EMPTY' })
    expect(readSheet({ cells: [HEADINGS, [null, ' ']], formulas: none }, never)).toEqual({
      code: 'SHEET_EMPTY',
    })
    expect(readSheet({ cells: [['a'], RIGHT], formulas: none }, never)).toEqual({ code: 'SHEET_NO_HEADINGS' })
    expect(read(Array.from({ length: SHEET_ROWS_MAX + 1 }, () => RIGHT))).toEqual({ code: 'SHEET_TOO_LONG' })
  })
})

describe('an import beside the roster', () => {
  const words = { name: '王', role: '企业', organisation: '店', unitId: null, helpsWith: '', channel: '' }
  const row = (phoneDigest: string, more = {}) => ({ ...words, phoneDigest, state: 'open', ...more })

  it('changes only what differs, and takes nobody out', () => {
    const entries = [row('same'), row('other', { role: '律师', helpsWith: '合同' }), row('new')]
    const plan = planImport(entries, [row('same'), row('other'), row('gone')])
    expect(plan.added).toEqual([row('new')])
    expect(plan.changed).toMatchObject([
      { row: { phoneDigest: 'other' }, fields: { role: '律师', helpsWith: '合同' } },
    ])
    expect(plan.same).toBe(1)
    expect(plan.missing).toEqual([row('gone')])
  })

  it('wants back what was taken out and stands in the sheet again; what was taken out is not missing', () => {
    const plan = planImport(
      [row('back')],
      [row('back', { state: 'dropped' }), row('out', { state: 'dropped' })],
    )
    expect(plan).toMatchObject({ changed: [{ fields: {} }], same: 0, missing: [] })
  })
})
