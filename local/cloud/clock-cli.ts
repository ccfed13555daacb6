import { parseArgs } from 'node:util'
import { runningUrl } from './running'

const USAGE =
  'usage: npm run --silent clock -- [--set TIME | --advance 3h] [--freeze | --resume] [--url URL | --data DIR]\n' +
  '  TIME: 2026-04-13T10:00 (China time), with a zone 2026-04-13T10:00Z, or now; 3h: any of 2d 3h 15m 30s together'

/** Shows or moves the clock of a running local cloud; prints one line of JSON: {now, time, frozen}. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string' },
      advance: { type: 'string' },
      freeze: { type: 'boolean' },
      resume: { type: 'boolean' },
      url: { type: 'string' },
      data: { type: 'string' },
    },
  })
  const { set, advance, freeze, resume } = values
  if ((set && advance) || (freeze && resume)) throw new Error(USAGE)
  const change = {
    ...(freeze ? { freeze } : {}),
    ...(resume ? { resume } : {}),
    ...(set ? { set: timeOf(set) } : {}),
    ...(advance ? { advance: distanceOf(advance) } : {}),
  }
  const url = `${runningUrl(values)}/admin/clock`
  const asked = Object.keys(change).length > 0
  const headers = { 'content-type': 'application/json' }
  const request = asked ? { method: 'POST', headers, body: JSON.stringify(change) } : {}
  const response = await fetch(url, request).catch((error: Error) => error)
  if (response instanceof Error) throw new Error(`no local cloud answers at ${url}`)
  const answer = (await response.json()) as { now: number; frozen: boolean; message?: string }
  if (!response.ok) throw new Error(answer.message ?? `${url} answered ${response.status}`)
  console.log(JSON.stringify({ ...answer, time: chinaTime(answer.now) }))
}

/** A time without a zone is China's: the timers' schedules are, too. */
function timeOf(text: string): number | 'now' {
  if (text === 'now') return text
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}+08:00`
  const dateOnly = /^\d{4}-\d\d-\d\d\+08:00$/.test(zoned) ? zoned.replace('+', 'T00:00+') : zoned
  const ms = Date.parse(dateOnly)
  if (Number.isNaN(ms)) throw new Error(`--set ${text}: not a time\n${USAGE}`)
  return ms
}

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 }

function distanceOf(text: string): number {
  if (!/^(\d+[dhms])+$/.test(text)) throw new Error(`--advance ${text}: not a distance\n${USAGE}`)
  const parts = [...text.matchAll(/(\d+)([dhms])/g)]
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS], 0)
}

const chinaTime = (ms: number) =>
  `${new Date(ms + 8 * UNITS.h).toISOString().replace('T', ' ').slice(0, 19)} UTC+8`

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
