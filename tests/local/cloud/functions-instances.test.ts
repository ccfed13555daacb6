import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { functionFailed } from '../../../local/cloud/functions/errors'
import type { Instance, Invocation } from '../../../local/cloud/functions/instance'
import { createPool } from '../../../local/cloud/functions/pool'
import type { CloudOptions } from '../../../local/cloud/index'
import { aCloud, aFolder, cleanUp, FUNCTIONS } from './support'

/** A cloud with one function of its own. */
async function aFunction(main: string, config: object = {}, options: CloudOptions = {}) {
  const functionsDir = aFolder()
  mkdirSync(join(functionsDir, 'mine'))
  writeFileSync(join(functionsDir, 'mine/index.js'), main)
  writeFileSync(join(functionsDir, 'mine/config.json'), JSON.stringify(config))
  const cloud = await aCloud({ functionsDir, ...options })
  return {
    cloud,
    call: async (data: object = {}, openid?: string) =>
      (await cloud.callFunction('mine', data, openid)).result,
  }
}

afterEach(cleanUp)

describe('an instance', () => {
  it('that computes for ever is stopped at its time, and the next call finds another', async () => {
    const { call } = await aFunction('exports.main = ({ stuck }) => { while (stuck); return 1 }', {
      timeout: 1,
    })
    await expect(call({ stuck: true })).rejects.toMatchObject({
      errCode: -504003,
      errMsg:
        'cloud.callFunction:fail Error: errCode: -504003 functions time limit exceeded' +
        ' | errMsg: Invoking task timed out after 1 seconds',
    })
    expect(await call()).toBe(1)
  })

  it('may use the memory of its config.json and no more', async () => {
    const hoard = `
      const { getHeapStatistics } = require('node:v8')
      exports.main = ({ megabytes }) => {
        const kept = []
        for (let i = 0; i < megabytes; i++) kept.push(new Array(131072).fill(i))
        return kept.length
      }`
    const { call } = await aFunction(hoard, { timeout: 20, memorySize: 128 })
    expect(await call({ megabytes: 60 })).toBe(60)
    await expect(call({ megabytes: 300 })).rejects.toMatchObject({
      errCode: -504002,
      errMsg: expect.stringMatching(/memory/),
    })
    expect(await call({ megabytes: 60 })).toBe(60)
  })

  it('has an environment of its own, of which a caller leaves nothing to the next', async () => {
    const main = `
      exports.main = ({ leave }) => {
        if (leave) process.env.WX_LEFT = process.env.LEFT = leave
        return { left: process.env.WX_LEFT, own: process.env.LEFT, openid: process.env.WX_OPENID }
      }`
    const { call } = await aFunction(main)
    expect(await call({ leave: 'x' }, 'anna')).toEqual({ left: 'x', own: 'x', openid: 'anna' })
    expect(await call()).toEqual({ own: 'x' }) // what is not the caller's stays warm, as on the platform
    expect(process.env.LEFT).toBeUndefined()
  })

  it.each([
    ['UTC', {}, 2, 0, 'Mon Apr 13 2026 02:00:00 GMT+0000 (Coordinated Universal Time)'],
    [
      'Asia/Shanghai',
      { TZ: 'Asia/Shanghai' },
      10,
      -480,
      'Mon Apr 13 2026 10:00:00 GMT+0800 (China Standard Time)',
    ],
  ])('lives in %s with %j', async (zone, functionEnv, hours, offset, text) => {
    const main = `
      exports.main = () => {
        const at = new Date(${Date.UTC(2026, 3, 13, 2)})
        const local = new Date(2026, 3, 13, at.getHours())
        local.setHours(local.getHours() + 1)
        return {
          hours: at.getHours(), offset: at.getTimezoneOffset(), text: String(at), local: local.getTime(),
          parsed: Date.parse('2026-04-13 ' + at.getHours() + ':00'),
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        }
      }`
    const { call } = await aFunction(main, {}, { functionEnv })
    const at = Date.UTC(2026, 3, 13, 2)
    expect(await call()).toEqual({ zone, hours, offset, text, local: at + 3_600_000, parsed: at })
  })
})

describe('a function called by a function', () => {
  it.each([
    ['kept', 'anna'],
    ['absent', undefined],
  ] as const)('with nestedOpenid %s learns %s', async (nestedOpenid, openid) => {
    const cloud = await aCloud({ functionsDir: FUNCTIONS, nestedOpenid })
    const { result } = await cloud.callFunction('shop', { story: 'nested' }, 'anna')
    expect(result).toMatchObject({ SOURCE: 'wx_client,scf', event: { from: 'shop' } })
    expect((result as { OPENID?: string }).OPENID).toBe(openid)
    const [inner, outer] = cloud.invocations()
    expect(inner).toMatchObject({ function: 'echo', source: 'wx_client,scf', ok: true })
    expect(outer).toMatchObject({ function: 'shop', source: 'wx_client', ok: true })
    expect(inner!.openidHash).toBe(openid ? outer!.openidHash : null)
  })
})

describe('the log of invocations', () => {
  it('says who, what, how long, how many requests and how it ended, also over HTTP', async () => {
    const lines: string[] = []
    const cloud = await aCloud({ functionsDir: FUNCTIONS, log: (line) => lines.push(line) })
    await cloud.callFunction('echo', { action: 'greet' }, 'anna')
    await expect(cloud.callFunction('shop', { story: 'boom' })).rejects.toThrow(/boom/)
    const [greeted, failed] = cloud.invocations()
    expect(greeted).toMatchObject({
      ...{ function: 'echo', action: 'greet', source: 'wx_client', databaseRequests: 0, ok: true },
      openidHash: expect.stringMatching(/^[0-9a-f]{12}$/),
      ms: expect.any(Number),
    })
    expect(failed).toMatchObject({
      function: 'shop',
      openidHash: null,
      ok: false,
      code: 'FUNCTIONS_EXECUTE_FAIL',
    })
    expect(await (await fetch(`${cloud.adminUrl}/invocations`)).json()).toEqual([greeted, failed])
    expect(lines.find((line) => line.startsWith(`[echo.greet ${greeted!.requestId}]`))).toMatch(
      / [0-9a-f]{12} wx_client, [\d.]+ ms, 0 database requests, ok$/,
    )
    expect(lines.join('\n')).not.toContain('anna')
  })
})

describe('a pool', () => {
  /** Instances that end their invocation when told. */
  function aStable() {
    const busy: { id: string; end(): void }[] = []
    let started = 0
    const start = (): Instance => {
      started++
      let inside = 0
      return {
        ready: Promise.resolve(),
        alive: true,
        kill: () => {},
        stop: async () => {},
        async invoke({ id }: Invocation) {
          if (++inside > 1) throw functionFailed('two at once')
          await new Promise<void>((resolve) => busy.push({ id, end: resolve }))
          inside--
          return id
        },
      }
    }
    return { start, busy, started: () => started }
  }
  const anInvocation = (id: number): Invocation => {
    return { id: String(id), environment: {}, event: {}, context: {}, timeoutSeconds: 1 }
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve))

  it('grows to 16 instances, each with one invocation; the others wait their turn', async () => {
    const stable = aStable()
    const pool = createPool('mine', stable.start)
    const answers = Promise.all(Array.from({ length: 40 }, (_, n) => pool.run(anInvocation(n))))
    await settled()
    expect(stable.started()).toBe(16)
    expect(stable.busy.map(({ id }) => Number(id))).toEqual(Array.from({ length: 16 }, (_, n) => n))
    while (stable.busy.length) {
      stable.busy.shift()!.end()
      await settled()
    }
    expect(await answers).toEqual(Array.from({ length: 40 }, (_, n) => String(n)))
    expect(stable.started()).toBe(16)
    await pool.stop()
  })

  it('refuses when too many wait', async () => {
    const pool = createPool('mine', aStable().start)
    const calls = Array.from({ length: 1017 }, (_, n) => pool.run(anInvocation(n)))
    calls.forEach((each) => each.catch(() => {}))
    await expect(calls.at(-1)).rejects.toMatchObject({ code: 'EXCEED_CONCURRENT_REQUEST_LIMIT' })
    await pool.stop()
  })
})
