import { Cron } from 'croner'

/** When a timer is due. */
export interface Cycle {
  /** The first moment after `ms` (epoch milliseconds); Infinity when there is none any more. */
  after(ms: number): number
}

// UTC+8 without summer time, whatever the machine's zone is.
const UTC8_MINUTES = 8 * 60
const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ')
const FIELDS: { name: string; least: number; most: number; words: string[] }[] = [
  { name: '秒', least: 0, most: 59, words: [] },
  { name: '分', least: 0, most: 59, words: [] },
  { name: '时', least: 0, most: 23, words: [] },
  { name: '日', least: 1, most: 31, words: [] },
  { name: '月', least: 1, most: 12, words: MONTHS },
  { name: '周', least: 0, most: 6, words: DAYS },
  { name: '年', least: 1970, most: 2099, words: [] },
]
const PART = /^(?:\*|([^-/]+)(?:-([^-/]+))?)(?:\/(\d+))?$/

/**
 * Reads the platform's schedule: seven fields "秒 分 时 日 月 周 年", each of numbers, JAN-DEC, SUN-SAT (0 = Sunday),
 * lists, ranges and steps. Day and week both given mean either of them. Source: developers.weixin.qq.com, 定时触发器.
 * @throws Error naming the field and what is wrong with it
 */
export function parseCron(text: string): Cycle {
  const fields = text.trim().split(/\s+/)
  if (fields.length !== FIELDS.length) {
    throw new Error(`"${text}" has ${fields.length} fields; seven are needed: 秒 分 时 日 月 周 年`)
  }
  fields.forEach((field, at) => checkField(field, FIELDS[at]!, text))
  // sloppyRanges: "1/10" is the platform's own way to say "from 1 on, every 10".
  const options = { paused: true, utcOffset: UTC8_MINUTES, mode: '7-part', sloppyRanges: true } as const
  const cron = new Cron(fields.join(' '), options)
  return { after: (ms) => cron.nextRun(new Date(ms))?.getTime() ?? Infinity }
}

/** The platform's grammar is narrower than the library's, which would take L, W, # and ? for something. */
function checkField(
  field: string,
  { name, least, most, words }: (typeof FIELDS)[number],
  text: string,
): void {
  const refuse = (why: string) => {
    throw new Error(`"${text}": ${name} ${field}: ${why}`)
  }
  const valueOf = (value: string) => {
    const word = words.indexOf(value.toUpperCase())
    const number = /^\d+$/.test(value) ? Number(value) : word < 0 ? NaN : word + least
    if (Number.isNaN(number)) {
      const special = /^[?]$|L$|W$|#/.test(value)
      refuse(
        special ? `${value} is not supported by the local cloud` : `${value} is not a value of this field`,
      )
    }
    if (number < least || number > most) refuse(`${value} is not between ${least} and ${most}`)
    return number
  }
  for (const part of field.split(',')) {
    const match = PART.exec(part)
    if (!match) return refuse(`"${part}" is neither *, a value, a range nor one of them with a step`)
    const [, from, to, step] = match
    const first = from === undefined ? least : valueOf(from)
    if (to !== undefined && valueOf(to) < first) refuse(`${part} runs backwards`)
    if (step !== undefined && Number(step) === 0) refuse('a step of 0 would never move')
  }
}
