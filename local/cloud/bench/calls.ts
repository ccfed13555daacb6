/**
 * The second half of `npm run soak -- calls`: 100,000 calls (SOAK_MEMORY_CALLS) by 8 callers at once, and at every tenth
 * the memory of the whole process, and what is alive in the cloud's own heap after a collection. Flat: the second half's
 * greatest is at most a tenth above the first half's, and what is alive does not grow (an eighth of a KB a call would show).
 */
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { startCloud } from '../index'

const CALLS = Number(process.env.SOAK_MEMORY_CALLS ?? 100_000)
const CALLERS = 8
const STEPS = 10
const GROWTH = 1.1
const ALIVE_GROWTH_BYTES = 128 * (CALLS / 2)

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)

async function main(): Promise<void> {
  const functionsDir = join(__dirname, '../../../tests/local/cloud/fixtures/functions')
  const cloud = await startCloud({ functionsDir })
  await fetch(cloud.adminUrl, {
    method: 'POST',
    body: JSON.stringify({ action: 'database.addCollection', collectionName: 'things' }),
  })
  const caller = async (openid: string, times: number) => {
    for (let i = 0; i < times; i++) {
      // Every fourth asks the database, over HTTP and the SDK as always.
      const [name, data] = i % 4 === 0 ? ['shop', { story: 'count' }] : ['echo', { i }]
      const { result } = await cloud.callFunction(name as string, data, openid)
      if ((result as { OPENID: string }).OPENID !== openid) throw new Error(`${openid} got another's answer`)
    }
  }
  const found: number[] = []
  const alive: number[] = []
  for (let step = 1; step <= STEPS; step++) {
    const started = Date.now()
    const each = CALLS / STEPS / CALLERS
    await Promise.all(Array.from({ length: CALLERS }, (_, n) => caller(`caller-${n}`, each)))
    found.push(process.memoryUsage().rss)
    collect()
    alive.push(process.memoryUsage().heapUsed)
    const perCall = ((Date.now() - started) / (CALLS / STEPS)).toFixed(2)
    const memory = `${megabytes(found.at(-1)!)} MB, alive in the cloud ${megabytes(alive.at(-1)!)} MB`
    console.log(`${(CALLS / STEPS) * step} calls: ${memory}, ${perCall} ms a call`)
  }
  await cloud.stop()
  const halves = (list: number[]) => [
    Math.max(...list.slice(0, STEPS / 2)),
    Math.max(...list.slice(STEPS / 2)),
  ]
  const [first = 0, second = 0] = halves(found)
  const [aliveFirst = 0, aliveSecond = 0] = halves(alive)
  const flat = second <= first * GROWTH && aliveSecond <= aliveFirst + ALIVE_GROWTH_BYTES
  const sizes = [first, second, aliveFirst, aliveSecond].map(megabytes)
  console.log(
    `memory ${flat ? 'flat' : 'GROWS'}: ${sizes[0]} MB, then ${sizes[1]} MB; alive ${sizes[2]} MB, then ${sizes[3]} MB`,
  )
  process.exit(flat ? 0 : 1)
}

void main()
