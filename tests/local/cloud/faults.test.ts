import type { InjectedFault, LocalCloud, Plan, RandomFaults } from '../../../local/cloud/index'
import { aCloud, cleanUp, FUNCTIONS, nodeDatabase } from './support'

describe('faults on demand', () => {
  let cloud: LocalCloud
  const steps = async (data: object) => (await cloud.callFunction('steps', data, 'anna')).result as string[]
  const stored = async (id: string) => {
    const { data } = await nodeDatabase(cloud).collection('things').limit(1000).get()
    return data.map(({ _id }) => String(_id)).filter((each) => each.startsWith(`${id}.`))
  }

  beforeAll(async () => {
    cloud = await aCloud({ functionsDir: FUNCTIONS })
    await nodeDatabase(cloud).createCollection('things')
  })
  afterEach(() => cloud.faults.clear())
  afterAll(cleanUp)

  it.each([
    ['fail', 'fail', ['ok', 'DATABASE_REQUEST_FAILED', 'ok'], [1, 3]],
    ['timeout', 'out', ['ok', 'ECONNRESET', 'ok'], [1, 3]],
    ['lostAnswer', 'lost', ['ok', 'ECONNRESET', 'ok'], [1, 2, 3]],
  ] as const)('%s: the function hears it, and may go on', async (kind, id, went, applied) => {
    cloud.faults.plan({ function: 'steps', request: 2, kind, holdMs: 0 })
    expect(await steps({ id, goOn: true })).toEqual(went)
    expect(await stored(id)).toEqual(applied.map((step) => `${id}.${step}`))
    expect(cloud.faults.state().counts.requests[kind]).toBe(1)
    expect(await steps({ id: `${id}-after` })).toEqual(['ok', 'ok', 'ok']) // once unless told otherwise
  })

  it.each([
    ['killBefore', 'before', [1]],
    ['killAfter', 'after', [1, 2]],
  ] as const)('%s: the function is gone, and the next call finds another', async (kind, id, applied) => {
    cloud.faults.plan({ request: 2, kind })
    await expect(steps({ id, goOn: true })).rejects.toMatchObject({
      errCode: -504002,
      errMsg: expect.stringMatching(/killed on demand (before|after) its database request/),
    })
    expect(await stored(id)).toEqual(applied.map((step) => `${id}.${step}`))
    expect(await steps({ id: `${id}-after` })).toEqual(['ok', 'ok', 'ok'])
    expect(cloud.faults.state().counts).toMatchObject({ kills: 1, requests: { [kind]: 1 } })
  })

  it('lets a request without an answer wait until the function is over its time', async () => {
    cloud.faults.plan({ function: 'hasty', request: 1, kind: 'timeout' })
    await expect(cloud.callFunction('hasty', { id: 'hasty' })).rejects.toMatchObject({ errCode: -504003 })
    expect(await stored('hasty')).toEqual([])
  })

  it('hits only the function and action named, as often as told', async () => {
    cloud.faults.plan({ function: 'steps', action: 'write', request: 1, kind: 'fail', times: 2 })
    cloud.faults.plan({ function: 'other', request: 1, kind: 'fail' })
    const outcomes: string[][] = []
    for (const [n, action] of ['read', 'write', 'write', 'write'].entries())
      outcomes.push(await steps({ id: `named${n}`, action, steps: 1, goOn: true }))
    const failed = ['DATABASE_REQUEST_FAILED']
    expect(outcomes).toEqual([['ok'], failed, failed, ['ok']])
    const { injected, plans } = cloud.faults.state()
    expect(injected).toMatchObject([
      { function: 'steps', action: 'write', request: 1, kind: 'fail' },
      { function: 'steps', action: 'write', request: 1, kind: 'fail' },
    ])
    expect(cloud.invocations().map(({ requestId }) => requestId)).toContain(injected[0]!.requestId)
    expect(plans).toMatchObject([{ function: 'other', times: 1 }])
  })

  it('falls by chance the same way for the same seed, another for another, and as often as asked', async () => {
    let round = 0
    const replay = async (seed: number) => {
      cloud.faults.clear()
      cloud.faults.random({ seed, share: 0.3, kinds: ['fail', 'lostAnswer'] })
      for (let call = 0; call < 12; call++)
        await steps({ id: `chance${round}-${call}`, steps: 5, goOn: true })
      round++
      return cloud.faults.state().injected.map(({ request, kind }: InjectedFault) => `${request} ${kind}`)
    }
    const [first, again, other] = [await replay(7), await replay(7), await replay(8)]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    expect(first.length).toBeGreaterThan(60 * 0.15)
    expect(first.length).toBeLessThan(60 * 0.45)
  })

  it('lets every timer fire twice, and counts it', async () => {
    expect(await cloud.timers.fire('steps', 'once')).toHaveLength(1)
    cloud.faults.timersTwice = true
    expect(await cloud.timers.fire('steps', 'once')).toHaveLength(2)
    expect(cloud.faults.state().counts.timersTwice).toBe(1)
  })

  it('is driven over HTTP, and cleared', async () => {
    const send = async (method: string, body?: object) => {
      const response = await fetch(`${cloud.adminUrl}/faults`, { method, body: body && JSON.stringify(body) })
      return { status: response.status, ...((await response.json()) as object) }
    }
    const plan: Plan = { function: 'steps', request: 1, kind: 'fail', times: 3 }
    const random: RandomFaults = { seed: 1, share: 0, kinds: ['fail'] }
    await send('POST', { plan, random, timersTwice: true, function: 'shop', how: 'throw' })
    expect(await steps({ id: 'http', steps: 1, goOn: true })).toEqual(['DATABASE_REQUEST_FAILED'])
    expect(await send('GET')).toMatchObject({
      plans: [{ ...plan, times: 2 }],
      random,
      timersTwice: true,
      functions: { shop: 'throw' },
      counts: { requests: { fail: 1 } },
    })
    expect(await send('DELETE')).toMatchObject({
      ...{ plans: [], random: null, timersTwice: false, functions: {}, injected: [] },
      counts: { requests: { fail: 0 }, kills: 0 },
    })
    expect(await steps({ id: 'http-after', steps: 1 })).toEqual(['ok'])
  })

  it.each([
    [{ plan: { request: 0, kind: 'fail' } }, /request: a whole number from 1/],
    [{ plan: { request: 1, kind: 'explode' } }, /kind: one of fail, timeout/],
    [{ plan: { request: 1, kind: 'fail', funktion: 'x' } }, /funktion: no such field/],
    [{ random: { seed: 1, share: 2 } }, /share: 0 to 1/],
    [{ timersTwice: 'yes' }, /timersTwice: true or false/],
    [{ function: 'shop', how: 'explode' }, /how: one of throw/],
    [{ nonsense: 1 }, /nonsense: no such field/],
  ])('refuses %j, and nothing of it is in force', async (wrong, reason) => {
    const body = JSON.stringify({ plan: { request: 1, kind: 'fail' }, ...wrong })
    const response = await fetch(`${cloud.adminUrl}/faults`, { method: 'POST', body })
    expect(response.status).toBe(400)
    expect(((await response.json()) as { message: string }).message).toMatch(reason)
    expect(cloud.faults.state()).toMatchObject({ plans: [], random: null })
  })
})
