/** Cells of a spreadsheet as text, days and clocks: people write them in many ways, and programs store them in more. */
import { startOfShanghaiDay } from './times'

const DAY = 86_400_000

export function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '')
  return String(cell).replace(/\s+/g, ' ').trim()
}

/** The moment a day begins in Shanghai, in ms; null when it is none. Spreadsheets keep a day as midnight in UTC. */
export function dayOf(cell: unknown): number | null {
  if (cell instanceof Date) return startOfShanghaiDay(cell.getTime())
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(textOf(cell))
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const at = Date.UTC(year, month - 1, day)
  // The 31st of a short month would become the 1st of the next.
  return new Date(at).getUTCDate() === day && month <= 12 ? startOfShanghaiDay(at) : null
}

/** Minutes since midnight; null when it is none. A spreadsheet may keep a time as a part of a day. */
export function clockOf(cell: unknown): number | null {
  if (cell instanceof Date) return cell.getUTCHours() * 60 + cell.getUTCMinutes()
  if (typeof cell === 'number') return cell >= 0 && cell <= 1 ? Math.round((cell * DAY) / 60_000) : null
  const match = /^(\d{1,2})[:：](\d{2})(?::00)?$/.exec(textOf(cell))
  if (!match) return null
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes : null
}

/** 09:00 */
export function sayClock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
