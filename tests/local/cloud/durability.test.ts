import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { EJSON } from 'bson'
import { aCloud, aConfig, aFolder, cleanUp, nodeDatabase } from './support'

const ROOT = join(__dirname, '../../..')
const running: ChildProcess[] = []

/** The local cloud as its own process, as a stranger would start it. */
async function aProcess(dataDir: string) {
  const args = ['--import', 'tsx', 'local/cloud/cli.ts', '--data', dataDir, '--port', '0']
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(child)
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string]
  return {
    child,
    ready: JSON.parse(line) as { url: string; envId: string; secretId: string; secretKey: string },
  }
}

/** One request as the SDKs send it, without their client-side waiting. */
async function send(url: string, fields: object) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(fields) })
  const answer = (await response.json()) as { code?: string; message?: string; transactionId?: string }
  if (answer.code) throw new Error(answer.message)
  return answer
}

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  await cleanUp()
})

it(
  'keeps every acknowledged write and no half transaction over kill -9',
  async () => {
    const dataDir = aFolder()
    const acknowledged: string[] = []
    const ROUNDS = Number(process.env.SOAK_KILLS ?? 5)
    for (let round = 0; round < ROUNDS; round++) {
      const { child, ready } = await aProcess(dataDir)
      const { url } = ready
      if (round === 0)
        for (const collectionName of ['a', 'b'])
          await send(url, { action: 'database.addCollection', collectionName })
      const goal = acknowledged.length + 40 + Math.floor(Math.random() * 60)
      const write = async (lane: number) => {
        for (let n = 0; ; n++) {
          const id = `${round}-${lane}-${n}`
          const insert = {
            action: 'database.insertDocument',
            data: [EJSON.stringify({ _id: id, pad: 'x'.repeat(300) })],
          }
          if (lane === 0) {
            const { transactionId } = await send(url, { action: 'database.startTransaction' })
            for (const collectionName of ['a', 'b'])
              await send(url, { ...insert, collectionName, transactionId })
            await send(url, { action: 'database.commitTransaction', transactionId })
          } else {
            await send(url, { ...insert, collectionName: 'a' })
          }
          acknowledged.push(id)
          // At any moment of the next write, not just after one.
          if (acknowledged.length === goal) setTimeout(() => child.kill('SIGKILL'), Math.random() * 8)
        }
      }
      const dead = once(child, 'exit')
      await Promise.allSettled([write(0), write(1), write(2)])
      await dead
    }
    const cloud = await aCloud({ dataDir }) // the lock of a killed process does not stay
    const db = nodeDatabase(cloud)
    const all = async (name: string) => {
      const ids = new Set<string>()
      for (;;) {
        const { data } = await db
          .collection(name)
          .orderBy('_id', 'asc')
          .skip(ids.size)
          .limit(1000)
          .field({ _id: true })
          .get()
        for (const { _id } of data) ids.add(_id as string)
        if (data.length < 1000) return ids
      }
    }
    const [a, b] = [await all('a'), await all('b')]
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 40)
    expect(acknowledged.filter((id) => !a.has(id))).toEqual([])
    const inTransactions = [...a].filter((id) => id.split('-')[1] === '0')
    expect(inTransactions.sort()).toEqual([...b].sort())
    await cloud.stop()
  },
  30_000 + 5_000 * Number(process.env.SOAK_KILLS ?? 5),
)

it('lets one process own a data folder, and stops cleanly', async () => {
  const dataDir = aFolder()
  const { child, ready } = await aProcess(dataDir)
  expect(ready).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/admin$/),
    envId: 'local-env',
    secretId: expect.any(String),
    secretKey: expect.any(String),
  })
  await expect(aCloud({ dataDir })).rejects.toThrow(
    new RegExp(`in use by another local cloud \\(process ${child.pid}\\)`),
  )
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
  const cloud = await aCloud({ dataDir })
  await expect(aCloud({ dataDir })).rejects.toThrow(/in use/)
  await cloud.stop()
  await cloud.stop()
}, 20_000)

it('does not outlive the shell of npm that started it', async () => {
  const command = `"${process.execPath}" --import tsx local/cloud/cli.ts --memory; true` // "; true": no exec
  const env = { ...process.env, npm_lifecycle_event: 'cloud' }
  const shell = spawn('sh', ['-c', command], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(shell)
  await once(createInterface(shell.stdout!), 'line')
  const gone = once(shell.stdout!, 'close') // the cloud holds it, too
  shell.kill('SIGTERM')
  await gone
}, 20_000)

it('brings collections and indexes to what the configuration says, also over old data', async () => {
  const dataDir = aFolder()
  const before = await aCloud({ dataDir, configDir: aConfig({ things: {} }) })
  await nodeDatabase(before)
    .collection('things')
    .add([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ])
  await before.stop()
  const indexes = [{ name: 'n', fields: [['n', 'asc']], unique: true }]
  const after = await aCloud({ dataDir, configDir: aConfig({ things: { indexes }, more: {} }) })
  const db = nodeDatabase(after)
  await expect(db.collection('things').add({ _id: 'c', n: 2 })).rejects.toThrow(/E11000.*index: n dup key/)
  expect((await db.collection('things').where({ n: 2 }).get()).data).toEqual([{ _id: 'b', n: 2 }])
  expect((await db.collection('more').count()).total).toBe(0)
  await after.stop()
})
