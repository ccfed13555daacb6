/** One workbook that makes a carnival: its sheets and columns, and what its cells say. Problems in the words of the sheet. */
import type { Way } from './contract/rallies/presence'
import type { EventSheetProblem } from './contract/rallies/operating'
import { clockOf, dayOf, textOf } from './sheet-cells'

interface Column {
  heading: string
  /** How the cell is read; absent: text. */
  as?: 'day' | 'clock' | 'number'
  required?: boolean
  max?: number
  hint?: string
}

const WAY_WORDS: Record<string, Way> = {
  打卡码: 'sheet',
  动态码: 'rotating',
  口令: 'digits',
  工作人员: 'staff',
}

/** The sheets in their order. A heading names a column wherever it stands. */
export const EVENT_SHEETS = {
  活动: [
    { heading: '活动', required: true, max: 30 },
    { heading: '主题', max: 40 },
    { heading: '地点', max: 40 },
    { heading: '主办', max: 200, hint: '几家之间用顿号' },
    { heading: '协办', max: 200 },
    { heading: '承办', max: 200 },
    { heading: '合作伙伴', max: 400 },
  ],
  路线: [
    { heading: '路线', required: true, max: 20 },
    { heading: '开始日期', as: 'day', required: true, hint: '2026-04-13' },
    { heading: '结束日期', as: 'day', required: true },
    { heading: '片区', max: 30 },
    { heading: '点位类型', max: 20 },
    { heading: '集市', max: 30 },
  ],
  点位: [
    { heading: '路线', required: true, max: 20 },
    { heading: '点位', required: true, max: 20 },
    { heading: '章名', max: 6, hint: '章上的字，最多 6 个' },
    { heading: '地址', required: true, max: 60 },
    { heading: '活动内容', max: 200 },
    { heading: '开门', as: 'clock', required: true, hint: '09:00' },
    { heading: '关门', as: 'clock', required: true },
    { heading: '午休', max: 20, hint: '12:00-13:00，没有就空着' },
    { heading: '厕所', max: 40 },
    { heading: '座位', max: 40 },
    { heading: '台阶', max: 40 },
    { heading: '纬度', as: 'number' },
    { heading: '经度', as: 'number' },
    { heading: '范围', as: 'number', hint: '米；不看位置就空着' },
    { heading: '打卡方式', max: 40, hint: '打卡码、工作人员、动态码、口令，用顿号隔开' },
  ],
  场次: [
    { heading: '路线', required: true, max: 20 },
    { heading: '点位', required: true, max: 20 },
    { heading: '场次', required: true, max: 30 },
    { heading: '日期', as: 'day', required: true },
    { heading: '开始', as: 'clock', required: true },
    { heading: '结束', as: 'clock', required: true },
  ],
  值守: [
    { heading: '路线', max: 20, hint: '兑换台的值守空着' },
    { heading: '点位或兑换台', required: true, max: 20 },
    { heading: '日期', as: 'day', required: true },
    { heading: '开始', as: 'clock', required: true },
    { heading: '结束', as: 'clock', required: true },
    { heading: '姓名', required: true, max: 20 },
    { heading: '电话', required: true, max: 20 },
  ],
  兑换台: [
    { heading: '兑换台', required: true, max: 20 },
    { heading: '地址', required: true, max: 60 },
    { heading: '开门', as: 'clock', required: true },
    { heading: '关门', as: 'clock', required: true },
    { heading: '纬度', as: 'number' },
    { heading: '经度', as: 'number' },
  ],
  礼物: [
    { heading: '礼物', required: true, max: 20 },
    { heading: '说明', max: 100 },
    { heading: '路线', max: 20, hint: '任意路线就空着' },
    { heading: '至少几个点', as: 'number', required: true },
    { heading: '必到点位', max: 200, hint: '用顿号隔开' },
    { heading: '券有效分钟', as: 'number', hint: '到收摊为止就空着' },
  ],
} satisfies Record<string, Column[]>

export type EventSheetName = keyof typeof EVENT_SHEETS
export const EVENT_SHEET_NAMES = Object.keys(EVENT_SHEETS) as EventSheetName[]

/** One right row: its texts, its numbers (days and clocks as ms and minutes), and where it stands. */
export interface EventRow {
  row: number
  text: Record<string, string>
  number: Record<string, number | null>
}

export type EventRows = Record<EventSheetName, EventRow[]>

export const EVENT_ROWS_MAX = 1000

/**
 * Reads every sheet row by row.
 * @param sheets cells by the sheet's name, as a spreadsheet reader gives them
 */
export function readEventSheets(sheets: Record<string, unknown[][]>): {
  rows: EventRows
  problems: EventSheetProblem[]
} {
  const problems: EventSheetProblem[] = []
  const rows = {} as EventRows
  for (const name of EVENT_SHEET_NAMES) rows[name] = readOne(name, sheets[name] ?? [], problems)
  return { rows, problems }
}

function readOne(sheet: EventSheetName, cells: unknown[][], problems: EventSheetProblem[]): EventRow[] {
  const columns: Column[] = EVENT_SHEETS[sheet]
  const headings = (cells[0] ?? []).map((cell) => textOf(cell).replace(/[（(].*/, ''))
  const say = (row: number, column: string, words: string) =>
    problems.push({ sheet, row, column, sentence: `「${sheet}」第 ${row} 行：${words}` })
  const missing = columns.filter(({ heading, required }) => required && !headings.includes(heading))
  if (cells.length > 0 && missing.length > 0) {
    say(
      1,
      missing[0]!.heading,
      `没有「${missing.map(({ heading }) => heading).join('、')}」这一列，请用模板来填`,
    )
    return []
  }
  const filled = cells
    .map((cellsOfRow, index) => ({ cellsOfRow, row: index + 1 }))
    .slice(1)
    .filter(({ cellsOfRow }) => cellsOfRow.some((cell) => textOf(cell) !== ''))
  if (filled.length > EVENT_ROWS_MAX) say(EVENT_ROWS_MAX + 1, '', `太长了，最多 ${EVENT_ROWS_MAX} 行`)
  return filled.slice(0, EVENT_ROWS_MAX).map(({ cellsOfRow, row }) => {
    const read: EventRow = { row, text: {}, number: {} }
    for (const column of columns) {
      const at = headings.indexOf(column.heading)
      readCell(read, column, at < 0 ? null : cellsOfRow[at], (words) => say(row, column.heading, words))
    }
    return read
  })
}

function readCell(read: EventRow, column: Column, cell: unknown, say: (words: string) => void): void {
  const { heading, as, required, max = 200 } = column
  const text = textOf(cell)
  read.text[heading] = text
  read.number[heading] = null
  if (text === '') {
    if (required) say(`没有写${heading}`)
    return
  }
  if ([...text].length > max) return say(`${heading}太长了，最多 ${max} 个字`)
  if (!as) return
  const value = as === 'day' ? dayOf(cell) : as === 'clock' ? clockOf(cell) : Number(text)
  if (value === null || !Number.isFinite(value)) {
    const form = as === 'day' ? '日期，像 2026-04-13' : as === 'clock' ? '时间，像 09:00' : '数字'
    return say(`${heading}「${text}」看不懂，请写成${form}`)
  }
  read.number[heading] = value
}

/** 打卡码、工作人员 as ways; null when a word is not known. None written: sheet and staff. */
export function waysIn(text: string): Way[] | null {
  const words = listIn(text)
  if (words.length === 0) return ['sheet', 'staff']
  const ways = words.map((word) => WAY_WORDS[word])
  return ways.every((way) => way !== undefined) ? (ways as Way[]) : null
}

/** What stands between 、 ， , ; or line breaks. */
export function listIn(text: string): string[] {
  return text
    .split(/[、，,；;\n]/)
    .map((word) => word.trim())
    .filter(Boolean)
}
