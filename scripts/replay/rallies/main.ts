/**
 * `npm run replay -- rallies [--schedules N] [--seed S] [--break GUARD] [--json]`: carnivals with failing networks, killed
 * phones and dying functions. The phone's own modules, the functions as they are uploaded, the real SDK; an independent
 * reader of the store counts. The same seed gives the same decisions of people and phones.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { startCloud } from '../../../local/cloud'
import { adminDatabase } from '../../admin-database'
import { buildFunctions } from '../../build'
import { withoutGuard } from '../guards'
import { GUARDS } from './guards'
import { runSchedule, type ScheduleResult } from './schedule'

const root = resolve(__dirname, '../../..')
const START = Date.UTC(2026, 3, 13, 2)
const DAY = 86_400_000

const options = process.argv.slice(2)
const option = (name: string, otherwise: string) =>
  options.includes(name) ? (options[options.indexOf(name) + 1] ?? otherwise) : otherwise

async function main(): Promise<void> {
  const schedules = Number(option('--schedules', '20'))
  const seed = Number(option('--seed', '1'))
  const broken = option('--break', '')
  if (!Number.isSafeInteger(schedules) || schedules < 1 || !Number.isSafeInteger(seed))
    throw new Error('usage: npm run replay -- rallies [--schedules N] [--seed S] [--break GUARD] [--json]')
  if (options.includes('--guards')) return console.log(Object.keys(GUARDS).join('\n'))
  const plugins = broken ? [withoutGuard(GUARDS, broken)] : []
  const folder = mkdtempSync(join(tmpdir(), 'qsj-replay-'))
  try {
    const total = await replay({ schedules, seed, plugins, folder })
    console.log(JSON.stringify({ schedules, ...total }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function replay(run: {
  schedules: number
  seed: number
  plugins: Plugin[]
  folder: string
}): Promise<ScheduleResult> {
  const { schedules, seed, plugins, folder } = run
  await buildFunctions({ from: join(root, 'cloudfunctions'), to: folder }, plugins)
  const code = await phoneCode(plugins)
  const variables = {
    AREAS: 'rallies',
    DISTRICT_NAME: '示例区',
    SCENE_KEYS: JSON.stringify({ '1': 'a key of the replay' }),
    PHONE_KEY: 'a phone key of the replay',
  }
  Object.assign(process.env, variables)
  const cloud = await startCloud({
    configDir: join(root, 'database'),
    functionsDir: folder,
    functionEnv: variables,
    clock: { at: START, frozen: true },
    log: () => undefined, // functions are meant to fail here
  })
  const total: ScheduleResult = {
    ...{ scans: 0, faultsInjected: 0, kills: 0, lost: 0, double: 0, falselyConfirmed: 0 },
    ...{ claims: 0, oversold: 0, refusedWhileStock: 0, stockMismatch: 0 },
  }
  try {
    const db = adminDatabase(cloud)
    for (let at = 0; at < schedules; at += 1) {
      cloud.clock.set(START + at * 10 * DAY)
      const key = `${seed.toString(36)}n${at.toString(36)}`
      const result = await runSchedule({ cloud, db, code }, { key, random: generator(seed * 7919 + at) })
      if (result.scans < 20 || result.faultsInjected < 5) throw new Error(`schedule ${at} was too easy`)
      for (const name of Object.keys(total) as (keyof ScheduleResult)[]) total[name] += result[name]
      const wrong = Object.entries(result).filter(
        ([name, count]) => count > 0 && !['scans', 'faultsInjected', 'kills', 'claims'].includes(name),
      )
      if (wrong.length > 0)
        console.error(`schedule ${at} (seed ${seed}): ${JSON.stringify(Object.fromEntries(wrong))}`)
      if ((at + 1) % 20 === 0) console.error(`${at + 1} of ${schedules}: ${JSON.stringify(total)}`)
    }
  } finally {
    await cloud.stop()
  }
  return total
}

/** The phone's modules as one script; each start of a phone runs it anew. */
async function phoneCode(plugins: Plugin[]): Promise<string> {
  const built = await build({
    entryPoints: [join(__dirname, 'phone-app.ts')],
    ...{ bundle: true, write: false, format: 'cjs', platform: 'neutral', target: 'es2020', plugins },
  })
  return built.outputFiles![0]!.text
}

/** mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

main().catch((error: Error) => {
  console.error(error.stack)
  process.exit(1)
})
