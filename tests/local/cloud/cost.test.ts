import { join } from 'node:path'
import { createCostMeter, documentsWritten, nothingSpent } from '../../../local/cloud/cost/meter'
import { aCloud, cleanUp, nodeDatabase } from './support'

afterAll(cleanUp)

async function aClerk() {
  const functionsDir = join(__dirname, 'fixtures/cost')
  const cloud = await aCloud({ functionsDir })
  await nodeDatabase(cloud).createCollection('papers')
  const call = (action?: string) =>
    cloud.callFunction('clerk', action ? { action } : {}, 'anna').catch(() => {})
  return { cloud, call }
}

it('counts for each action what it asked, read, wrote and answered', async () => {
  const { cloud, call } = await aClerk()
  for (const action of ['add', 'one', 'all', 'change', 'put', 'fail', undefined, 'clear']) await call(action)
  const costs = cloud.costs()
  const counted = Object.entries(costs).map(([name, cost]) => [
    name,
    cost.invocations,
    cost.databaseRequests,
    cost.documentsRead,
    cost.documentsWritten,
  ])
  expect(counted).toEqual([
    ['clerk.add', 1, 1, 0, 3],
    ['clerk.one', 1, 1, 1, 0],
    ['clerk.all', 1, 1, 3, 0],
    ['clerk.change', 1, 1, 3, 3],
    ['clerk.put', 1, 2, 0, 2],
    ['clerk.fail', 1, 1, 0, 0],
    ['clerk', 1, 1, 1, 0],
    ['clerk.clear', 1, 1, 4, 4],
  ])
})

it('sums up over invocations, counts a nested call for the one called, and starts from zero when told', async () => {
  const { cloud, call } = await aClerk()
  await call('add')
  const answer = await call('one')
  await call('ask')
  await call('fail')
  const { 'clerk.one': one, 'clerk.ask': ask, 'clerk.fail': fail } = cloud.costs()
  expect(one).toMatchObject({ invocations: 2, failed: 0, databaseRequests: 2, documentsRead: 2 })
  expect(one!.bytesToCaller).toBe(2 * Buffer.byteLength(JSON.stringify(answer!.result)))
  expect(one!.bytesOut).toBe(one!.bytesToCaller + one!.bytesFromDatabase)
  expect(one!.bytesFromDatabase).toBeGreaterThan(2 * JSON.stringify({ _id: 'a', n: 1 }).length)
  expect(ask).toMatchObject({ invocations: 1, databaseRequests: 0, bytesToCaller: one!.bytesToCaller / 2 })
  expect(fail).toMatchObject({ invocations: 1, failed: 1, databaseRequests: 1, bytesToCaller: 0 })
  const record = cloud.invocations().find(({ requestId }) => requestId === answer!.requestId)
  expect(record).toMatchObject({
    databaseRequests: 1,
    documentsRead: 1,
    bytesToCaller: one!.bytesToCaller / 2,
  })

  const costs = async (method: string) => (await fetch(`${cloud.adminUrl}/costs`, { method })).json()
  expect(await costs('GET')).toEqual({ actions: cloud.costs() })
  expect(await costs('DELETE')).toEqual({ actions: {} })
  expect(cloud.costs()).toEqual({})
})

it('adds without end, whatever the log forgets', () => {
  const meter = createCostMeter()
  const invocation = { ...nothingSpent(), function: 'clerk', action: 'one', ok: true, documentsRead: 2 }
  for (let n = 0; n < 5000; n++) meter.add(invocation)
  expect(meter.actions()['clerk.one']).toMatchObject({ invocations: 5000, documentsRead: 10_000 })
})

it.each([
  [{ data: { insertedIds: ['a', 'b'] } }, 2],
  [{ data: { updated: 3 } }, 3],
  [{ data: { updated: 0, upsert_id: 'a' } }, 1],
  [{ data: { deleted: 4 } }, 4],
  [{ data: { list: ['{}'] } }, 0],
  [{ data: { total: 7 } }, 0],
  [{ transactionId: 't' }, 0],
])('%j wrote %i', (answer, written) => expect(documentsWritten(answer)).toBe(written))
