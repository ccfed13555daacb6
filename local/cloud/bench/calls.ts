/**
 * The second half of `npm run soak -- calls`: 100,000 calls (SOAK_MEMORY_CALLS) by 8 callers at once, the memory of the
 * whole process at every tenth. It is flat when the second half's greatest is at most a tenth above the first half's.
 */
import { join } from 'node:path'
import { startCloud } from '../index'

const CALLS = Number(process.env.SOAK_MEMORY_CALLS ?? 100_000)
const CALLERS = 8
const STEPS = 10
const GROWTH = 1.1

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
  for (let step = 1; step <= STEPS; step++) {
    const started = Date.now()
    const each = CALLS / STEPS / CALLERS
    await Promise.all(Array.from({ length: CALLERS }, (_, n) => caller(`caller-${n}`, each)))
    found.push(process.memoryUsage().rss)
    const perCall = ((Date.now() - started) / (CALLS / STEPS)).toFixed(2)
    console.log(`${(CALLS / STEPS) * step} calls: ${megabytes(found.at(-1)!)} MB, ${perCall} ms a call`)
  }
  await cloud.stop()
  const [first, second] = [Math.max(...found.slice(0, STEPS / 2)), Math.max(...found.slice(STEPS / 2))]
  const flat = second <= first * GROWTH
  console.log(`memory ${flat ? 'flat' : 'GROWS'}: ${megabytes(first)} MB, then ${megabytes(second)} MB`)
  process.exit(flat ? 0 : 1)
}

void main()
