export interface PickerData {
  mode: string
  range: unknown[]
  rangeKey: string
  value: unknown
  start: string
  end: string
  fields: string
}

/** What a picker shows: columns of words, where they start, and what chosen positions mean. */
export interface PickerColumns {
  columns: string[][]
  indexes: number[]
  read(indexes: number[]): unknown
}

const two = (number: number) => String(number).padStart(2, '0')
const from = (start: number, end: number, write: (value: number) => string) =>
  Array.from({ length: Math.max(end - start + 1, 0) }, (_, index) => write(start + index))

const word = (item: unknown, key: string) =>
  String(key && item && typeof item === 'object' ? (item as Record<string, unknown>)[key] : item)

function timeColumns({ value, start, end }: PickerData): PickerColumns {
  const columns = [from(0, 23, two), from(0, 59, two)]
  const inside = (time: string) => (start && time < start ? start : end && time > end ? end : time)
  const [hour = 0, minute = 0] = inside(String(value || '00:00'))
    .split(':')
    .map(Number)
  return { columns, indexes: [hour, minute], read: ([h = 0, m = 0]) => inside(`${two(h)}:${two(m)}`) }
}

function dateColumns({ value, start, end, fields }: PickerData): PickerColumns {
  const today = new Date()
  const given = String(value || `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`)
  const [year = today.getFullYear(), month = 1, day = 1] = given.split('-').map(Number)
  const first = Number(start?.slice(0, 4)) || year - 100
  const last = Number(end?.slice(0, 4)) || year + 100
  const all = [
    from(first, last, (one) => `${one}年`),
    from(1, 12, (one) => `${one}月`),
    from(1, 31, (one) => `${one}日`),
  ]
  const count = fields === 'year' ? 1 : fields === 'month' ? 2 : 3
  const inside = (date: string) => (start && date < start ? start : end && date > end ? end : date)
  return {
    columns: all.slice(0, count),
    indexes: [year - first, month - 1, day - 1].slice(0, count),
    read: ([y = 0, m = 0, d = 0]) => {
      // the 31st of a short month is its last day
      const longest = new Date(first + y, m + 1, 0).getDate()
      return inside([String(first + y), two(m + 1), two(Math.min(d + 1, longest))].slice(0, count).join('-'))
    },
  }
}

/** @returns null for a mode the phone does not have */
export function columnsFor(data: PickerData): PickerColumns | null {
  const { mode, range, rangeKey, value } = data
  if (mode === 'selector') {
    const columns = [(range ?? []).map((item) => word(item, rangeKey))]
    return { columns, indexes: [Number(value) || 0], read: ([index = 0]) => index }
  }
  if (mode === 'multiSelector') {
    const columns = (range ?? []).map((column) => (column as unknown[]).map((item) => word(item, rangeKey)))
    const given = Array.isArray(value) ? (value as number[]) : []
    return { columns, indexes: columns.map((_, index) => given[index] ?? 0), read: (indexes) => indexes }
  }
  if (mode === 'time') return timeColumns(data)
  if (mode === 'date') return dateColumns(data)
  return null
}
