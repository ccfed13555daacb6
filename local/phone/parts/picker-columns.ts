import { REGIONS, type Region } from './regions'

export interface PickerData {
  mode: string
  range: unknown[]
  rangeKey: string
  value: unknown
  start: string
  end: string
  fields: string
  level: string
  customItem: string
}

/** What a picker shows: columns of words, where they start, and what chosen positions mean. */
export interface PickerColumns {
  columns: string[][]
  indexes: number[]
  read(indexes: number[]): unknown
  /** More facts of the change event, for chosen positions. */
  facts?(indexes: number[]): object
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

const LEVELS: Record<string, number> = { province: 1, city: 2, region: 3, 'sub-district': 3 }

/** Province, city, district; each column depends on the one before. `custom-item` is a first word in each. */
function regionColumns({ value, level, customItem }: PickerData, turned?: number[]): PickerColumns {
  const depth = LEVELS[level] ?? 3
  const names = Array.isArray(value) ? (value as string[]) : []
  const own = customItem ? [customItem] : []
  const path = (at: (level: number, words: string[]) => number) => {
    let places: Region[] = REGIONS
    const columns: string[][] = []
    const chosen: { index: number; code: string; name: string }[] = []
    for (let step = 0; step < depth; step++) {
      const words = [...own, ...places.map(({ name }) => name)]
      const index = Math.min(Math.max(at(step, words), 0), Math.max(words.length - 1, 0))
      const place = places[index - own.length]
      columns.push(words)
      chosen.push({ index, code: place?.code ?? '', name: words[index] ?? '' })
      places = place?.inside ?? []
    }
    return { columns, chosen }
  }
  const now = path((step, words) => turned?.[step] ?? words.indexOf(names[step] ?? ''))
  const chosenAt = (indexes: number[]) => path((step) => indexes[step] ?? 0).chosen
  return {
    columns: now.columns,
    indexes: now.chosen.map(({ index }) => index),
    read: (indexes) => chosenAt(indexes).map(({ name }) => name),
    facts: (indexes) => {
      const code = chosenAt(indexes).map((one) => one.code)
      return { code, postcode: code.at(-1) ?? '' }
    },
  }
}

/**
 * @param turned positions the columns have been turned to, where later ones depend on earlier ones
 * @returns null for a mode the platform does not have
 */
export function columnsFor(data: PickerData, turned?: number[]): PickerColumns | null {
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
  if (mode === 'region') return regionColumns(data, turned)
  return null
}
