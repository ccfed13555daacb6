/** One spreadsheet of people: what its cells say, and what is wrong with them in words the one who filled it in knows. */
import { GIVEN_ROLES, HEAD_ROLE, isGivenRole } from './roles'

export const SHEET_ROWS_MAX = 2000

/** One right row. The number goes no further than its digest and its masked form. */
export interface SheetPerson {
  /** The row's number as the spreadsheet shows it. */
  row: number
  name: string
  /** Eleven digits. */
  number: string
  role: string
  organisation: string
  helpsWith: string
  channel: string
}

/** One thing that is wrong, by row and column. */
export interface SheetProblem {
  row: number
  column: string
  sentence: string
}

/** The columns of the template. `starts` recognises a heading that someone shortened or explained. */
export const COLUMNS = [
  { field: 'name', heading: '姓名', starts: ['姓名'], required: true, max: 20 },
  { field: 'number', heading: '手机号', starts: ['手机', '电话'], required: true, max: 20 },
  { field: 'role', heading: '角色', starts: ['角色'], required: true, max: 10 },
  {
    field: 'organisation',
    heading: '单位（企业或科室）',
    starts: ['单位', '企业', '科室'],
    required: true,
    max: 40,
  },
  { field: 'helpsWith', heading: '能帮什么', starts: ['能帮'], required: false, max: 100 },
  { field: 'channel', heading: '视频号', starts: ['视频号'], required: false, max: 40 },
] as const

type Field = (typeof COLUMNS)[number]['field']

export interface Sheet {
  /** Rows of cells as a spreadsheet reader gives them: text, number, date, yes or no, or null. */
  cells: unknown[][]
  /** Cells that calculate, as `row.column` counted from 0: their value may be missing or old. */
  formulas: Set<string>
}

export type SheetReading =
  | { people: SheetPerson[]; problems: SheetProblem[] }
  | { code: 'SHEET_EMPTY' | 'SHEET_NO_HEADINGS' | 'SHEET_TOO_LONG' }

/** How far down the headings are looked for: some put a title above them. */
const HEADINGS_WITHIN = 5

/**
 * Reads a sheet row by row. Right rows count although others are wrong.
 * @param headNumber decides whether a number is 群主's own: only his row may say 群主
 */
export function readSheet({ cells, formulas }: Sheet, isHead: (number: string) => boolean): SheetReading {
  if (!cells.some((row) => row.some((cell) => textOf(cell) !== ''))) return { code: 'SHEET_EMPTY' }
  const headings = headingsOf(cells)
  if (!headings) return { code: 'SHEET_NO_HEADINGS' }
  const filled = cells
    .map((row, index) => ({ row, index }))
    .slice(headings.index + 1)
    .filter(({ row }) => row.some((cell) => textOf(cell) !== ''))
  if (filled.length === 0) return { code: 'SHEET_EMPTY' }
  if (filled.length > SHEET_ROWS_MAX) return { code: 'SHEET_TOO_LONG' }

  const people: SheetPerson[] = []
  const problems: SheetProblem[] = []
  const rowOfNumber = new Map<string, number>()
  for (const { row, index } of filled) {
    const place = index + 1
    const found: SheetProblem[] = []
    const say = (column: string, words: string) =>
      found.push({ row: place, column, sentence: `第 ${place} 行：${words}` })
    const texts = {} as Record<Field, string>
    for (const { field, heading, required, max } of COLUMNS) {
      const at = headings.columns[field]
      const text = at === undefined ? '' : textOf(row[at])
      texts[field] = text
      if (at !== undefined && formulas.has(`${index}.${at}`))
        say(heading, `${short(heading)}是公式，请改成文字`)
      else if (required && text === '') say(heading, `没有写${short(heading)}`)
      else if ([...text].length > max) say(heading, `${short(heading)}太长了，最多 ${max} 个字`)
    }
    const number = numberOf(texts.number)
    if (!found.some(({ column }) => column === '手机号')) {
      const wrong = wrongNumber(number)
      const first = rowOfNumber.get(number)
      if (wrong) say('手机号', wrong)
      else if (first !== undefined) say('手机号', `手机号和第 ${first} 行一样`)
      else rowOfNumber.set(number, place)
    }
    const mayHead = texts.role === HEAD_ROLE && isHead(number)
    if (!found.some(({ column }) => column === '角色') && !isGivenRole(texts.role) && !mayHead) {
      if (texts.role === HEAD_ROLE) say('角色', '群主只有一位，请写别的角色')
      else say('角色', `角色「${texts.role}」不认识，可以写：${GIVEN_ROLES.join('、')}`)
    }
    if (found.length > 0) problems.push(...found)
    else people.push({ row: place, ...texts, number })
  }
  return { people, problems }
}

function headingsOf(cells: unknown[][]): { index: number; columns: Partial<Record<Field, number>> } | null {
  for (const [index, row] of cells.slice(0, HEADINGS_WITHIN).entries()) {
    const columns: Partial<Record<Field, number>> = {}
    for (const [at, cell] of row.entries()) {
      const text = textOf(cell).replace(/\s/g, '')
      const column = COLUMNS.find(({ starts }) => starts.some((start) => text.startsWith(start)))
      if (column && columns[column.field] === undefined) columns[column.field] = at
    }
    if (COLUMNS.every(({ field, required }) => !required || columns[field] !== undefined))
      return { index, columns }
  }
  return null
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).replace(/\s+/g, ' ').trim()
}

/** 单位（企业或科室） is said as 单位. */
function short(heading: string): string {
  return heading.replace(/（.*）/, '')
}

function numberOf(text: string): string {
  return text.replace(/[\s-]/g, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}

/** Null for a Chinese mobile number, else what is wrong with it. */
function wrongNumber(number: string): string | null {
  if (!/^\d+$/.test(number)) return '手机号里有数字以外的字'
  if (number.length < 11) return `手机号少了${count(11 - number.length)}位`
  if (number.length > 11) return `手机号多了${count(number.length - 11)}位`
  return /^1[3-9]/.test(number) ? null : '手机号开头不对'
}

function count(many: number): string {
  return '零一两三四五六七八九十'[many] ?? ` ${many} `
}
