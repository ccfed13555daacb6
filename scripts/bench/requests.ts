/**
 * `npm run bench -- requests [--json] [--sizes 1000,1000000]`: a page of queues among a thousand and among a million
 * cases, called as a phone calls it. The last line tells how much longer the median call takes among a million.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCloud, type LocalCloud } from '../../local/cloud'
import { openDatabase } from '../../local/cloud/database/database'
import { readSchema } from '../../local/cloud/database/schema'
import { CONTRACT_VERSION } from '../../miniprogram/domain/contract/envelope'
import { buildFunctions } from '../build'
import { setStage } from '../replay/requests/stage'
import { functionVariables } from '../secrets'

const root = resolve(__dirname, '../..')
/** Friday 2026-07-10 10:00 in Shanghai. */
const NOW = Date.UTC(2026, 6, 10, 2)
const HOUR = 60 * 60_000
const CALLS = 60
const OFFICES = ['office', 'squad', 'park']
const OWNERS = ['chen', 'zhou', 'wu', 'he', 'zheng']

const options = process.argv.slice(2)
const sizes = (options.includes('--sizes') ? options[options.indexOf('--sizes') + 1]! : '1000,1000000')
  .split(',')
  .map(Number)
const say = (line: string) => console.error(line)

/** What a list and its indexes read of a case. One of three is open, and each unit and each owner has a share of all. */
function aCase(n: number) {
  const unitId = OFFICES[n % OFFICES.length]!
  const receivedAt = new Date(NOW - (n % 100_000) * HOUR)
  const stepDueAt = new Date(receivedAt.getTime() + 120 * HOUR + (n % 3_600) * 1_000)
  const open = Math.floor(n / OFFICES.length) % 3 === 0
  return {
    ...{
      _id: `case-${n}`,
      number: String(10_000_000 + n),
      door: 'form',
      text: `门口的招牌要怎么办手续 ${n}`,
    },
    ...{ requesterId: `firm-${n % 20_000}`, requesterName: '示例·掌柜', organisation: '示例小店' },
    ...{ topicId: 'permits', kind: 'ordinary', place: null, cell: null, photos: [], revision: 3, open },
    ...{ state: open ? 'handling' : 'closed', unitId, unitName: '示例办公室', unitPath: [unitId, 'town'] },
    ...{ ownerId: OWNERS[n % OWNERS.length]!, ownerName: '示例·科员', followerIds: [], coHandling: [] },
    ...{ receivedAt, dueAt: stepDueAt, stepDueAt, nextAt: open ? stepDueAt : null, history: [] },
    ...{ endedAt: open ? null : stepDueAt, ending: open ? null : 'confirmed' },
  }
}

/** Cases go into the folder before a cloud opens it: through its door a million would take an hour. */
async function store(folder: string, size: number): Promise<void> {
  const cases = readSchema(join(root, 'database')).find(({ name }) => name === 'cases')!
  const database = openDatabase(folder, [cases])
  try {
    for (let from = 0; from < size; from += 1_000) {
      const batch = Array.from({ length: Math.min(1_000, size - from) }, (_, more) => aCase(from + more))
      await database.insert('cases', batch)
      if (from % 100_000 === 0) say(`${from} of ${size} stored`)
    }
  } finally {
    database.close()
  }
}

interface Page {
  cases: { caseId: string; dueAt: number }[]
}

async function pageOf(cloud: LocalCloud, by: string, input: object) {
  const data = { action: 'listQueue', input, contract: CONTRACT_VERSION }
  const from = performance.now()
  const { result, databaseRequests } = await cloud.callFunction('requests', data, `o-${by}`)
  const ms = performance.now() - from
  const answer = result as { ok: boolean; data: Page }
  if (!answer.ok || answer.data.cases.length !== 20) throw new Error(JSON.stringify(result))
  return { ms, databaseRequests, page: answer.data }
}

/** A unit's first page, its second, and that of a person. */
const QUEUES = ['unit', 'unitNext', 'mine'] as const

interface Measured {
  size: number
  cloud: LocalCloud
  inputs: Record<(typeof QUEUES)[number], object>
  times: Record<(typeof QUEUES)[number], number[]>
  requests: number
}

async function opened(size: number, folder: string, functionsDir: string): Promise<Measured> {
  await store(folder, size)
  const cloud = await startCloud({
    ...{ dataDir: folder, configDir: join(root, 'database'), functionsDir },
    functionEnv: {
      ...functionVariables({ sceneKeys: { 1: 'of the bench' }, bootstrapCode: 'b', phoneKey: 'p' }),
      AREAS: 'groups,requests,rallies',
    },
    clock: { at: NOW, frozen: true },
  })
  await setStage(cloud, { keepsCases: true })
  const unit = { of: 'unit', unitId: 'office', after: null }
  const last = (await pageOf(cloud, 'chen', unit)).page.cases.at(-1)!
  return {
    ...{ size, cloud, requests: 0, times: { unit: [], unitNext: [], mine: [] } },
    inputs: {
      unit,
      unitNext: { ...unit, after: { dueAt: last.dueAt, caseId: last.caseId } },
      mine: { of: 'mine', unitId: null, after: null },
    },
  }
}

/** In turn, since the machine may be busier at one time than at another. */
async function measure(all: Measured[]): Promise<void> {
  for (let call = 0; call < CALLS; call += 1)
    for (const queue of QUEUES)
      for (const each of all) {
        const { ms, databaseRequests } = await pageOf(each.cloud, 'chen', each.inputs[queue])
        each.times[queue].push(ms)
        each.requests = Math.max(each.requests, databaseRequests)
      }
}

const median = (list: number[]) => [...list].sort((one, other) => one - other)[list.length >> 1]!

async function main(): Promise<void> {
  const functionsDir = join(root, 'dist/bench-requests')
  await buildFunctions({ from: join(root, 'cloudfunctions'), to: functionsDir })
  const folders = sizes.map(() => mkdtempSync(join(tmpdir(), 'qsj-bench-')))
  const all: Measured[] = []
  try {
    for (const [place, size] of sizes.entries()) all.push(await opened(size, folders[place]!, functionsDir))
    await measure(all)
    for (const { size, cloud, times } of all) {
      const asked = cloud.databaseRequests().filter(({ collection }) => collection === 'cases')
      const examined = Math.max(...asked.map((request) => request.examined ?? 0))
      const said = QUEUES.map((queue) => `${queue} ${median(times[queue]).toFixed(1)} ms`).join(', ')
      say(`${size} cases: ${said}; at most ${examined} documents looked at`)
    }
    // The worst of the queues.
    const [small, large] = [all[0]!, all.at(-1)!]
    const ratio = Math.max(...QUEUES.map((queue) => median(large.times[queue]) / median(small.times[queue])))
    const page1MOver1k = Math.round(ratio * 100) / 100
    console.log(JSON.stringify({ page1MOver1k, requestsPerPage: large.requests }))
  } finally {
    for (const { cloud } of all) await cloud.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

main().catch((error: Error) => {
  console.error(error.stack)
  process.exit(1)
})
