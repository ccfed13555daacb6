/** One clock: whatever a local cloud does by time follows it. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import nodeSdk from '@cloudbase/node-sdk'
import type { LocalCloud } from '../../../local/cloud/index'
import { aCloud, actAs, aFolder, aPhone, cleanUp, FUNCTIONS, nodeDatabase } from './support'

const NOON = Date.UTC(2030, 0, 1, 4)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

afterEach(cleanUp)

const aFrozenCloud = (options: object = {}) => aCloud({ clock: { at: NOON, frozen: true }, ...options })

describe('follow it:', () => {
  it('the Date of functions, server dates and $$NOW', async () => {
    const cloud = await aFrozenCloud({ functionsDir: FUNCTIONS })
    const db = nodeDatabase(cloud)
    await db.createCollection('things')
    await db.collection('things').add({ _id: 'a', at: db.serverDate() })
    const look = async () => {
      const { result } = await cloud.callFunction('echo', {})
      const { data } = await db.collection('things').doc('a').get()
      const $ = db.command.aggregate
      const { data: rows } = await db
        .collection('things')
        .aggregate()
        .match({ at: $.neq('$$NOW') })
        .addFields({ now: '$$NOW', said: $.literal('$$NOW') })
        .project({ now: 1, said: 1, past: $.lte(['$at', '$$NOW']) })
        .end()
      return { of: (result as { now: number }).now, at: data[0].at.getTime(), row: rows[0] }
    }
    expect(await look()).toMatchObject({ of: NOON, at: NOON, row: { said: '$$NOW', past: true } })
    cloud.clock.advance(HOUR)
    await db
      .collection('things')
      .doc('a')
      .update({ at: db.serverDate({ offset: 5 }) })
    const later = await look()
    expect(later).toMatchObject({ of: NOON + HOUR, at: NOON + HOUR + 5, row: { said: '$$NOW', past: false } })
    expect(new Date(later.row.now).getTime()).toBe(NOON + HOUR)
    const { total } = await db
      .collection('things')
      .where(db.command.expr(db.command.aggregate.gt(['$at', '$$NOW'])))
      .count()
    expect(total).toBe(1)
  })

  it('the two hours of a token that speaks for a person', async () => {
    const cloud = await aFrozenCloud({ functionsDir: FUNCTIONS })
    actAs(cloud, 'anna')
    const echo = async () =>
      (await nodeSdk.init({ env: cloud.envId }).callFunction({ name: 'echo', data: {} })).result as {
        OPENID?: string
      }
    cloud.clock.advance(2 * HOUR)
    expect((await echo()).OPENID).toBe('anna')
    cloud.clock.advance(1)
    await expect(echo()).rejects.toMatchObject({ code: 'WX_API_TOKEN_EXPIRED' })
    actAs(cloud)
    expect((await echo()).OPENID).toBeUndefined()
  })

  it('the five minutes of a phone code, and the times of the log', async () => {
    const cloud = await aFrozenCloud({ functionsDir: FUNCTIONS })
    const redeem = async (wait: number) => {
      const { code } = await aPhone(cloud, 'anna').call('/client/phone-code', {})
      cloud.clock.advance(wait)
      return (await cloud.callFunction('shop', { story: 'phone', code }, 'anna')).result
    }
    expect(await redeem(5 * MINUTE - 1)).toHaveProperty('phoneInfo')
    expect(await redeem(5 * MINUTE)).toMatchObject({ errCode: 40029 })
    expect(cloud.invocations().map(({ at }) => at)).toEqual([NOON + 5 * MINUTE - 1, NOON + 10 * MINUTE - 1])
  })

  it('the thirty seconds of a transaction, which then stands in nobody’s way', async () => {
    const cloud = await aFrozenCloud()
    const db = nodeDatabase(cloud)
    await db.createCollection('things')
    await db.collection('things').add({ _id: 'a', n: 0 })
    const transaction = await db.startTransaction()
    await transaction.collection('things').doc('a').update({ n: 1 })
    cloud.clock.advance(30_000)
    await transaction.collection('things').doc('a').update({ n: 2 })
    const outside = db.collection('things').doc('a').update({ n: 3 }) // waits for the transaction's end
    cloud.clock.advance(1)
    await outside
    await expect(transaction.commit()).rejects.toMatchObject({
      message: expect.stringContaining('TransactionNotExist') as string,
    })
    expect((await db.collection('things').doc('a').get()).data[0].n).toBe(3)
  })
})

describe('the clock itself', () => {
  it('runs on from where it was set, stands when frozen, and tells of every move', async () => {
    const { clock } = await aCloud()
    const moves: number[] = []
    const stop = clock.onMove(() => moves.push(clock.now()))
    clock.set(NOON)
    expect(clock.frozen()).toBe(false)
    expect(clock.now()).toBeGreaterThanOrEqual(NOON)
    clock.freeze()
    clock.set(NOON)
    clock.advance(-HOUR)
    expect([clock.frozen(), clock.now()]).toEqual([true, NOON - HOUR])
    clock.resume()
    expect(clock.frozen()).toBe(false)
    expect(moves).toHaveLength(5)
    stop()
    clock.set(NOON)
    expect(moves).toHaveLength(5)
    for (const wrong of [NaN, Infinity, -1]) expect(() => clock.set(wrong)).toThrow(RangeError)
  })

  it('stays with the data over a restart, frozen or not', async () => {
    const dataDir = aFolder()
    const first = await aCloud({ dataDir })
    first.clock.freeze()
    first.clock.set(NOON)
    await first.stop()
    const second = await aCloud({ dataDir })
    expect([second.clock.frozen(), second.clock.now()]).toEqual([true, NOON])
    second.clock.resume()
    await second.stop()
    const { offset, frozenAt } = JSON.parse(readFileSync(join(dataDir, 'clock.json'), 'utf8')) as never
    expect(frozenAt).toBe(-1)
    const third = await aCloud({ dataDir })
    const ahead = third.clock.now() - Date.now()
    expect(Math.abs(ahead - offset)).toBeLessThan(1000)
    await third.stop()
    writeFileSync(join(dataDir, 'clock.json'), '{"off')
    await expect(aCloud({ dataDir })).rejects.toThrow('clock.json is damaged')
  })
})

describe('from the shell', () => {
  const shell = async (...args: string[]) => {
    const file = resolve(__dirname, '../../../local/cloud/clock-cli.ts')
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', file, ...args])
    return run.then(
      ({ stdout }) => JSON.parse(stdout) as { now: number; frozen: boolean; time: string },
      (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }),
    )
  }

  it('it is set by China’s time, and a running cloud is found by its data', async () => {
    const dataDir = aFolder()
    const cloud = await aCloud({ dataDir })
    expect(await shell('--data', dataDir, '--freeze', '--set', '2030-01-01 12:00')).toEqual({
      now: NOON,
      frozen: true,
      time: '2030-01-01 12:00:00 UTC+8',
    })
    expect(await shell('--url', cloud.adminUrl, '--advance', '1h30m')).toMatchObject({
      now: NOON + 1.5 * HOUR,
      fired: 0,
    })
    expect(cloud.clock.now()).toBe(NOON + 1.5 * HOUR)
    const wrong = await shell('--url', cloud.url, '--set', 'teatime')
    expect(wrong).toEqual({ code: 1, stderr: expect.stringContaining('--set teatime: not a time') as string })
    await cloud.stop()
    const gone = await shell('--data', dataDir)
    expect(gone).toEqual({ code: 1, stderr: expect.stringContaining('no local cloud runs') as string })
  }, 30_000)
})

describe('over HTTP', () => {
  const post = async (cloud: LocalCloud, body: object) => {
    const response = await fetch(`${cloud.adminUrl}/clock`, { method: 'POST', body: JSON.stringify(body) })
    return { status: response.status, ...((await response.json()) as object) }
  }

  it('refuses what it does not understand, and changes nothing then', async () => {
    const cloud = await aFrozenCloud()
    for (const body of [{}, { forward: 1 }, { set: 'noon' }, { advance: -1 }, { set: 5, freeze: 'yes' }]) {
      expect(await post(cloud, body)).toMatchObject({ status: 400, code: 'INVALID_PARAM' })
    }
    expect(cloud.clock.now()).toBe(NOON)
    expect(await post(cloud, { set: 1000, resume: true })).toMatchObject({ status: 200, frozen: false })
  })
})
