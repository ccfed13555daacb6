/**
 * `npm run bench -- cold [--rounds 7] [--json]`: how long a built function takes from nothing to its first answer, which
 * asks the database who calls, beside a bare `require('wx-server-sdk')`. Each in a fresh worker thread with the
 * environment of an instance, in turn, so that a busy moment of the machine hits all of them.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { startCloud } from '../local/cloud'
import { median } from '../local/cloud/bench/median'
import { AREAS } from '../miniprogram/domain/areas'
import { CONTRACT_VERSION } from '../miniprogram/domain/contract/envelope'
import { areaNames, buildFunctions } from './build'

const BARE = "require('wx-server-sdk')"
/** At most this share of the bare SDK. */
const LIMIT = 0.85

/** The first thing a phone asks of each area. */
const FIRST_ACTIONS: Record<string, string> = {
  duty: 'listInbox',
  groups: 'listConversations',
  people: 'me',
  rallies: 'openEvent',
}

/** Milliseconds of one require, or of one require and one call, in a fresh thread. */
function measure(code: string, environment: Record<string, string>): Promise<number> {
  const script = `
    const { parentPort } = require('node:worker_threads')
    const started = performance.now()
    Promise.resolve(${code}).then(({ code }) => parentPort.postMessage({ ms: performance.now() - started, code }))`
  return new Promise((done, failed) => {
    const worker = new Worker(script, { eval: true, env: environment, execArgv: [] })
    worker.once('message', ({ ms, code: refusal }: { ms: number; code?: string }) => {
      // Anything else ended before the database was asked, and would look faster than it is.
      if (refusal === undefined || refusal === 'CONSENT_NEEDED') done(ms)
      else failed(new Error(`${code} answered ${refusal}`))
    })
    worker.once('error', failed)
  })
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '7' },
      json: { type: 'boolean' },
    },
  })
  await buildFunctions()
  const root = resolve(__dirname, '..')
  const names = await areaNames()
  const cloud = await startCloud({ configDir: join(root, 'database') })
  const areas = { AREAS: AREAS.join(','), PHONE_KEY: 'a key of the measurement' }
  const environment = { ...process.env, ...areas, ...cloud.env('cold-caller') } as Record<string, string>
  const first = (name: string) => {
    const event = { action: FIRST_ACTIONS[name] ?? 'none', input: {}, contract: CONTRACT_VERSION }
    return `require(${JSON.stringify(join(root, 'dist/cloudfunctions', name))}).main(${JSON.stringify(event)}, {})`
  }
  const works = Object.fromEntries([['bare', BARE], ...names.map((name) => [name, first(name)])]) as Record<
    string,
    string
  >
  const taken = Object.fromEntries(Object.keys(works).map((name) => [name, [] as number[]]))
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [name, code] of Object.entries(works)) {
      const ms = await measure(code, environment)
      if (round > 0) taken[name]!.push(ms) // the first round fills the file system's cache
    }
  }
  await cloud.stop()
  const bare = median(taken.bare!)
  const rows = Object.entries(taken).map(([name, list]) => {
    return { name, ms: Math.round(median(list)), share: Math.round((median(list) / bare) * 100) / 100 }
  })
  if (values.json) console.log(JSON.stringify({ limit: LIMIT, rows }))
  else {
    console.log(`medians of ${values.rounds} fresh threads each, from nothing to the first answer`)
    for (const { name, ms, share } of rows) {
      const what = name === 'bare' ? BARE : name
      console.log(`${what.padEnd(26)} ${String(ms).padStart(5)} ms   ${share.toFixed(2)} of the bare SDK`)
    }
  }
  if (rows.some(({ name, share }) => name !== 'bare' && share > LIMIT)) {
    console.error(`over ${LIMIT}: something heavy is loaded before it is needed`)
    process.exitCode = 1
  }
}

void main()
