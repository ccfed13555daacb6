import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalCloud } from '../../../local/cloud/index'
import nodeSdk from '@cloudbase/node-sdk'
import { aCloud, actAs, aFolder, aPhone, cleanUp, FUNCTIONS, nodeDatabase } from './support'

interface Echo {
  event: Record<string, unknown>
  calls: number
  OPENID?: string
  SOURCE?: string
  APPID: string
  ENV: string
  now: number
  fresh: number
}

describe('functions', () => {
  let cloud: LocalCloud
  const call = async (name: string, data: unknown, openid?: string) =>
    (await cloud.callFunction(name, data, openid)).result
  const echo = async (data: unknown, openid?: string) => (await call('echo', data, openid)) as Echo

  beforeAll(async () => {
    cloud = await aCloud({ functionsDir: FUNCTIONS })
    await nodeDatabase(cloud).createCollection('things')
    await nodeDatabase(cloud).createCollection('meeting')
  })
  afterAll(cleanUp)

  it('know who calls, and nobody but him, on one reused instance', async () => {
    const [first, nobody, second] = [await echo({ x: 1 }, 'anna'), await echo({}), await echo({}, 'ben')]
    expect(first).toMatchObject({
      OPENID: 'anna',
      APPID: 'wx-local-app',
      ENV: 'local-env',
      SOURCE: 'wx_client',
    })
    expect(first.event).toEqual({ x: 1, userInfo: { openId: 'anna', appId: 'wx-local-app' } })
    expect(nobody).not.toHaveProperty('OPENID')
    expect(nobody.event).toEqual({})
    expect(second.OPENID).toBe('ben')
    expect(second.calls).toBe(first.calls + 2) // the same instance all the time
  })

  it('run eight at once, each with its own caller', async () => {
    const guests = Array.from({ length: 8 }, (_, n) => `guest-${n}`)
    const met = await Promise.all(guests.map((openid) => call('shop', { story: 'meet', guests: 8 }, openid)))
    expect(met).toEqual(guests)
  }, 20_000)

  it('keep one caller per invocation under many calls', async () => {
    const callers = Array.from({ length: 200 }, (_, n) => `person-${n}`)
    const answers = await Promise.all(callers.map((openid) => echo({ wait: 1 }, openid)))
    expect(answers.map(({ OPENID }) => OPENID)).toEqual(callers)
  }, 20_000)

  it('carry the caller into a function they call', async () => {
    expect(await call('shop', { story: 'nested' }, 'anna')).toMatchObject({
      OPENID: 'anna',
      SOURCE: 'wx_client,scf',
    })
  })

  it('can be called by a program with the SDK, as whom it says', async () => {
    const database = nodeDatabase(cloud)
    expect((await database.collection('things').count()).total).toBe(0)
    actAs(cloud, 'carla')
    const answer = await nodeSdk.init({ env: cloud.envId }).callFunction({ name: 'echo', data: { x: 1 } })
    expect(answer.result).toMatchObject({ OPENID: 'carla', SOURCE: 'scf', event: { x: 1 } })
  })

  it('are charged for their database requests, and logged without the openid', async () => {
    const { databaseRequests, requestId } = await cloud.callFunction(
      'shop',
      { story: 'write', id: 'w' },
      'anna',
    )
    expect(databaseRequests).toBe(2)
    const record = cloud.invocations().find((entry) => entry.requestId === requestId)
    expect(record).toMatchObject({ function: 'shop', databaseRequests: 2, ok: true })
    expect(JSON.stringify(cloud.invocations())).not.toContain('anna')
  })

  it.each([
    ['a thrown error', 'shop', { story: 'boom' }, -504002, /functions execute fail \| errMsg: Error: boom/],
    ['a rejection nobody caught', 'shop', { story: 'stray' }, -504002, /nobody caught me/],
    ['too much time', 'slow', {}, -504003, /timed out after 1 seconds/],
    ['an unknown function', 'none', {}, -501000, /FunctionName parameter could not be found/],
    ['a path for a name', '../echo', {}, -501000, /could not be found/],
  ])('report %s as the platform does, and go on', async (_what, name, data, errCode, errMsg) => {
    await expect(call(name, data, 'anna')).rejects.toMatchObject({
      errCode,
      errMsg: expect.stringMatching(errMsg),
    })
    expect((await echo({}, 'ben')).OPENID).toBe('ben')
  })

  it('answer a phone over HTTP', async () => {
    const phone = aPhone(cloud, 'anna')
    const answer = await phone.call('/client/function', { name: 'echo', data: { x: 1 } })
    expect(answer).toMatchObject({ result: { OPENID: 'anna' }, requestID: expect.any(String) })
    expect(await phone.call('/client/function', { name: 'none' })).toMatchObject({ errCode: -501000 })
    const large = await phone.call('/client/function', { name: 'echo', data: 'x'.repeat(101 * 1024) })
    expect(large.errMsg).toMatch(/larger than 100 KB/)
    expect((await aPhone(cloud).call('/client/function', { name: 'echo' })).result).not.toHaveProperty(
      'OPENID',
    )
  })

  it('fail on demand', async () => {
    const phone = aPhone(cloud, 'anna')
    const write = (id: string) =>
      phone.call('/client/function', { name: 'shop', data: { story: 'write', id } })
    const count = async () =>
      (await nodeDatabase(cloud).collection('things').where({ _id: 'faulty' }).count()).total
    cloud.breakFunction('shop', 'throw')
    expect(await write('faulty')).toMatchObject({ errCode: -504002 })
    cloud.breakFunction('shop', 'unreachable')
    await expect(write('faulty')).rejects.toThrow(/fetch failed/)
    expect(await count()).toBe(0)
    cloud.breakFunction('shop', 'lostAnswer')
    await expect(write('faulty')).rejects.toThrow(/fetch failed/)
    expect(await count()).toBe(1)
    cloud.breakFunction('shop', null)
    expect(await write('fine')).toMatchObject({ result: { _id: 'fine' } })
  })

  it("follow the cloud's clock, as server dates do", async () => {
    const noon = Date.UTC(2030, 0, 1, 12)
    cloud.clock.freeze()
    cloud.clock.set(noon)
    expect(await echo({})).toMatchObject({ now: noon, fresh: noon })
    expect(await call('shop', { story: 'write', id: 'noon' })).toMatchObject({
      at: new Date(noon).toISOString(),
    })
    cloud.clock.advance(60_000)
    expect((await echo({})).now).toBe(noon + 60_000)
    cloud.clock.resume()
    expect((await echo({})).now).toBeGreaterThanOrEqual(noon + 60_000)
    cloud.clock.set(Date.now())
  })
})

describe('code that cannot be loaded', () => {
  afterEach(cleanUp)

  it.each([
    ['throws', "throw new Error('half written')", /half written/],
    ['exits', 'process.exit(3)', /exited with code 3/],
    ['has no main', 'exports.man = 1', /exports no main/],
  ])('%s: the call fails with the reason', async (_what, code, reason) => {
    const functionsDir = aFolder()
    mkdirSync(join(functionsDir, 'broken'))
    writeFileSync(join(functionsDir, 'broken/index.js'), code)
    const cloud = await aCloud({ functionsDir })
    await expect(cloud.callFunction('broken', {})).rejects.toThrow(reason)
    writeFileSync(join(functionsDir, 'broken/index.js'), 'exports.main = () => 1')
    await cloud.reloadFunction('broken')
    expect((await cloud.callFunction('broken', {})).result).toBe(1)
  })
})

describe('new code', () => {
  afterEach(cleanUp)

  it('runs after a reload, not before', async () => {
    const functionsDir = aFolder()
    mkdirSync(join(functionsDir, 'greet'))
    const write = (word: string) =>
      writeFileSync(
        join(functionsDir, 'greet/index.js'),
        `exports.main = () => '${word} ' + process.env.WHERE`,
      )
    write('hello')
    const cloud = await aCloud({ functionsDir, functionEnv: { WHERE: 'here' } })
    const greet = async () => (await cloud.callFunction('greet', {})).result
    expect(await greet()).toBe('hello here')
    write('bye')
    expect(await greet()).toBe('hello here')
    await cloud.reloadFunction('greet')
    expect(await greet()).toBe('bye here')
    cpSync(join(functionsDir, 'greet'), join(functionsDir, 'late'), { recursive: true })
    expect((await cloud.callFunction('late', {})).result).toBe('bye here')
  })
})
