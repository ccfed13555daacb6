/**
 * `npm run bench -- rallies [--json] [--residents N] [--stored N]`: a thousand residents stamp twenty points each, all at
 * once. The yardstick is a function that does nothing, called in the same way on the same cloud: the ratio tells what a
 * check-in costs beside the call itself. `--stored` puts so many other check-ins into the event first.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import { startCloud, type LocalCloud } from '../../local/cloud'
import { adminDatabase, type Database } from '../admin-database'
import { buildFunctions } from '../build'
import { aCarnival, type Carnival } from '../replay/rallies/carnival'

const root = resolve(__dirname, '../..')
const START = Date.UTC(2026, 3, 13, 2)
/** Calls under way at once. */
const AT_ONCE = 64
const EMPTY_CALLS = 4_000

const options = process.argv.slice(2)
const option = (name: string, otherwise: number) =>
  options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
const say = (line: string) => console.error(line)

async function main(): Promise<void> {
  const [residents, stored] = [option('--residents', 1_000), option('--stored', 0)]
  const folder = mkdtempSync(join(tmpdir(), 'qsj-bench-'))
  const variables = {
    AREAS: 'rallies',
    DISTRICT_NAME: '示例区',
    SCENE_KEYS: JSON.stringify({ '1': 'a key of the bench' }),
    PHONE_KEY: 'a phone key of the bench',
  }
  Object.assign(process.env, variables)
  await buildFunctions({ from: join(root, 'cloudfunctions'), to: folder })
  mkdirSync(join(folder, 'empty'))
  writeFileSync(join(folder, 'empty/index.js'), 'exports.main = async () => ({ ok: true })\n')
  writeFileSync(join(folder, 'empty/config.json'), '{ "timeout": 10 }\n')
  const cloud = await startCloud({
    configDir: join(root, 'database'),
    functionsDir: folder,
    functionEnv: variables,
    functionInstances: 2 * availableParallelism(),
    clock: { at: START, frozen: true },
  })
  try {
    const db = adminDatabase(cloud)
    const carnival = await aCarnival(db, { key: 'bench', now: START, people: 0, items: 1 })
    const people = await aCrowd(db, residents)
    if (stored > 0) await store(db, carnival, stored)
    console.log(JSON.stringify(await measure(cloud, db, carnival, people)))
  } finally {
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(cloud: LocalCloud, db: Database, carnival: Carnival, openids: string[]) {
  const empty = (count: number) =>
    allAtOnce(Array(count).fill(() => cloud.callFunction('empty', {}, 'oBench')))
  const scans = openids.flatMap((openid) =>
    carnival.spots.map(({ scene }) => async () => {
      const input = { scene, scannedAt: START }
      const data = { action: 'checkIn', input, contract: CONTRACT_VERSION }
      const { result, databaseRequests } = await cloud.callFunction('rallies', data, openid)
      if (!(result as { ok: boolean }).ok) say(JSON.stringify(result))
      requests += databaseRequests
    }),
  )
  let requests = 0
  await empty(200) // every instance is warm
  await allAtOnce(scans.slice(0, 40))
  requests = 0
  // Before and after, since the machine may be busier at one time than at another.
  const before = await empty(EMPTY_CALLS / 2)
  const seconds = await allAtOnce(scans.slice(40))
  const after = await empty(EMPTY_CALLS / 2)
  const [perSecond, emptyPerSecond] = [(scans.length - 40) / seconds, EMPTY_CALLS / (before + after)]
  say(`${Math.round(perSecond)} check-ins a second; ${Math.round(emptyPerSecond)} calls of an empty function`)
  const asked = cloud.databaseRequests().filter(({ collection }) => collection === 'sheets')
  const ms = asked.map((request) => request.ms).sort((one, other) => one - other)
  say(`reading before a stamp, in the store: median ${ms[ms.length >> 1]} ms`)
  say(`documents looked at by the last check-ins' reading: ${asked.at(-1)?.examined ?? 'unknown'}`)
  const { total } = await db
    .collection('stamps')
    .where({ sheetId: db.command.neq('stored') })
    .count()
  const keys = await distinct(db)
  return {
    checkIns: scans.length,
    lost: scans.length - keys,
    double: total - keys,
    throughputRatioToEmptyFunction: round(perSecond / emptyPerSecond),
    requestsPerCheckIn: round(requests / (scans.length - 40)),
  }
}

const round = (value: number) => Math.round(value * 1_000) / 1_000

/** Pairs of person and point that are stored. */
async function distinct(db: Database): Promise<number> {
  const $ = db.command.aggregate
  const { data } = await db
    .collection('stamps')
    .aggregate()
    .match({ sheetId: db.command.neq('stored') })
    .group({ _id: { personId: '$personId', pointId: '$pointId' } })
    .group({ _id: null, count: $.sum(1) })
    .end()
  return (data[0] as { count: number } | undefined)?.count ?? 0
}

/** @returns seconds */
async function allAtOnce(calls: (() => Promise<unknown>)[]): Promise<number> {
  const from = performance.now()
  const rest = [...calls]
  const work = async () => {
    for (let next = rest.pop(); next; next = rest.pop()) await next()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return (performance.now() - from) / 1_000
}

async function aCrowd(db: Database, count: number): Promise<string[]> {
  const { identityIdOf } = await import('../../cloudfunctions/_kit/ids')
  const { CONSENT_VERSION } = await import('../../miniprogram/domain/people')
  const openids = Array.from({ length: count }, (_, at) => `oBench-${at}`)
  for (let from = 0; from < count; from += 500)
    await db.collection('identities').add(
      openids.slice(from, from + 500).map((openid) => ({
        ...{
          _id: identityIdOf(openid),
          openid,
          personId: `person-${openid}`,
          consentVersion: CONSENT_VERSION,
        },
        phoneDigest: null,
      })),
    )
  return openids
}

/** Check-ins of other people in the same event. */
async function store(db: Database, { eventId, spots }: Carnival, count: number): Promise<void> {
  const at = new Date(START)
  for (let from = 0; from < count; from += 1_000) {
    const stamps = Array.from({ length: Math.min(1_000, count - from) }, (_, more) => {
      const number = from + more
      const { pointId, routeId } = spots[number % spots.length]!
      const person = `other-${Math.floor(number / spots.length)}`
      return {
        ...{
          _id: `${person}.${pointId}`,
          cardId: `${person}.${routeId}`,
          eventId,
          routeId,
          pointId,
          personId: person,
        },
        ...{
          way: 'sheet',
          sheetId: 'stored',
          at,
          receivedAt: at,
          scannedAt: at,
          position: null,
          flagged: false,
        },
      }
    })
    await db.collection('stamps').add(stamps)
    if (from % 100_000 === 0) say(`${from} stored`)
  }
}

main().catch((error: Error) => {
  console.error(error.stack)
  process.exit(1)
})
