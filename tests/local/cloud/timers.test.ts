import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAlarm } from '../../../local/cloud/alarm'
import { createClock } from '../../../local/cloud/clock'
import { parseCron } from '../../../local/cloud/timers/cron'
import { createTimers } from '../../../local/cloud/timers/timers'
import { aCloud, aFolder, aPhone, cleanUp, nodeDatabase } from './support'

const TIMERS = join(__dirname, 'fixtures/timers')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Monday 2026-04-13, 08:28:30 in China. */
const START = Date.UTC(2026, 3, 13, 0, 28, 30)

describe('a schedule', () => {
  /** The next moments after START, in China's time. */
  const next = (config: string, count = 3) => {
    const cycle = parseCron(config)
    const moments: string[] = []
    for (let at = cycle.after(START); moments.length < count && at < Infinity; at = cycle.after(at)) {
      moments.push(new Date(at + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' '))
    }
    return moments
  }

  it.each([
    ['*/20 * * * * * *', ['2026-04-13 08:28:40', '2026-04-13 08:29:00', '2026-04-13 08:29:20']],
    ['0 * * * * * *', ['2026-04-13 08:29:00', '2026-04-13 08:30:00', '2026-04-13 08:31:00']],
    ['0 1/10 * * * * *', ['2026-04-13 08:31:00', '2026-04-13 08:41:00', '2026-04-13 08:51:00']],
    ['0 */30 9-10 * * * *', ['2026-04-13 09:00:00', '2026-04-13 09:30:00', '2026-04-13 10:00:00']],
    ['0 0 10,14 * * * *', ['2026-04-13 10:00:00', '2026-04-13 14:00:00', '2026-04-14 10:00:00']],
    ['0 5-50/20 8 * * * *', ['2026-04-13 08:45:00', '2026-04-14 08:05:00', '2026-04-14 08:25:00']],
    ['0 0 2 1 * * *', ['2026-05-01 02:00:00', '2026-06-01 02:00:00', '2026-07-01 02:00:00']],
    ['0 0 0 31 * * *', ['2026-05-31 00:00:00', '2026-07-31 00:00:00', '2026-08-31 00:00:00']],
    ['0 15 10 * * MON-FRI *', ['2026-04-13 10:15:00', '2026-04-14 10:15:00', '2026-04-15 10:15:00']],
    ['0 0 8 * * 0 *', ['2026-04-19 08:00:00', '2026-04-26 08:00:00', '2026-05-03 08:00:00']],
    ['0 0 12 15 * fri *', ['2026-04-15 12:00:00', '2026-04-17 12:00:00', '2026-04-24 12:00:00']], // either
    ['0 0 0 1 JAN,jul * 2027', ['2027-01-01 00:00:00', '2027-07-01 00:00:00']],
    ['0 0 0 1 1 * 2020', []],
    ['0 0 0 30 2 * *', []],
  ])('%s', (config, moments) => expect(next(config)).toEqual(moments))

  it.each([
    ['0 * * * *', '5 fields'],
    ['0 0 2 1 * *', '6 fields'],
    ['60 * * * * * *', '秒 60: 60 is not between 0 and 59'],
    ['0 0 0 0 * * *', '日 0'],
    ['0 0 0 L * * *', '日 L: L is not supported'],
    ['0 0 0 15W * * *', '日 15W: 15W is not supported'],
    ['0 0 0 * * 1#2 *', '周 1#2: 1#2 is not supported'],
    ['0 0 0 ? * 1 *', '日 ?: ? is not supported'],
    ['0 0 0 * * 7 *', '周 7'],
    ['0 0 0 * * MONDAY *', 'MONDAY is not a value'],
    ['0 30-10 * * * * *', '30-10 runs backwards'],
    ['0 */0 * * * * *', 'a step of 0'],
    ['0 /5 * * * * *', 'is neither'],
    ['0 1,,2 * * * * *', 'is neither'],
    ['0 * * * * * 1969', '年 1969'],
  ])('%s is refused', (config, why) => expect(() => parseCron(config)).toThrow(why))
})

describe('timers of functions', () => {
  afterAll(cleanUp)

  const aClerk = async () => {
    const cloud = await aCloud({ functionsDir: TIMERS, clock: { at: START, frozen: true } })
    const runs = nodeDatabase(cloud).collection('runs')
    await nodeDatabase(cloud).createCollection('runs')
    const written = async () => (await runs.orderBy('now', 'asc').limit(1000).get()).data
    return { cloud, runs, written }
  }

  it('come as the platform’s event, from nobody, each at its own time while time passes', async () => {
    const { cloud, written } = await aClerk()
    const fired = await cloud.advance(2 * MINUTE)
    expect(cloud.clock.now()).toBe(START + 2 * MINUTE)
    expect(fired.map(({ trigger, at, ok }) => [trigger, (at - START) / 1000, ok])).toEqual([
      ['every-minute', 30, true],
      ['every-minute', 90, true],
      ['breakfast', 90, false], // tells nobody but whoever looks
    ])
    expect(fired[2]!.error).toContain('the kettle is broken')
    const [first, second] = await written()
    expect(first).toMatchObject({
      Type: 'Timer',
      TriggerName: 'every-minute',
      Time: '2026-04-13T00:29:00Z',
      Message: '',
      OPENID: null,
      SOURCE: 'wx_trigger',
      now: START + 30_000,
      at: new Date(START + 30_000),
    })
    expect(first).not.toHaveProperty('userInfo')
    expect(second.now).toBe(START + 90_000)
    expect(cloud.timers.list().map(({ trigger, next }) => [trigger, (next - START) / 1000])).toEqual([
      ['every-minute', 150],
      ['breakfast', 24 * 3600 + 90],
    ])
  })

  it('do not fire for a jump of the clock, and every time due in an hour that passes', async () => {
    const { cloud, written } = await aClerk()
    cloud.clock.advance(3 * HOUR)
    cloud.clock.set(START + 6 * HOUR)
    expect(await cloud.advance(29_999)).toEqual([])
    expect(await written()).toEqual([])
    const [one, other] = await Promise.all([cloud.advance(HOUR / 2), cloud.advance(HOUR / 2)])
    expect([one!.length, other!.length]).toEqual([30, 30])
    expect((await written()).map(({ now }) => (now - START - 6 * HOUR) / MINUTE - 0.5)).toEqual(
      Array.from({ length: 60 }, (_, minute) => minute),
    )
  })

  it('fire when asked, also while the run before is under way', async () => {
    const { cloud, runs, written } = await aClerk()
    await runs.add({ _id: 'wait-for-two' })
    const both = [cloud.timers.fire('clerk', 'every-minute'), cloud.timers.fire('clerk', 'every-minute')]
    expect((await Promise.all(both)).flat().map(({ ok }) => ok)).toEqual([true, true])
    expect(await written()).toHaveLength(3)
    await expect(cloud.timers.fire('clerk', 'lunch')).rejects.toThrow('clerk has no trigger lunch')
  })

  it('fire twice, and are counted, when faults say so', async () => {
    const { cloud, written } = await aClerk()
    cloud.faults.timersTwice = true
    expect(await cloud.advance(MINUTE)).toHaveLength(2)
    expect((await written()).map(({ Time }) => Time)).toEqual([
      '2026-04-13T00:29:00Z',
      '2026-04-13T00:29:00Z',
    ])
    expect(cloud.faults.state().counts.timersTwice).toBe(1)
  })

  it('fire by themselves while the clock runs', async () => {
    const { cloud, written } = await aClerk()
    cloud.clock.set(START + 30_000 - 50)
    cloud.clock.resume()
    while ((await written()).length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect((await written())[0]).toMatchObject({ Time: '2026-04-13T00:29:00Z' })
  })

  it('cannot be imitated by a phone: its call has its openid and source', async () => {
    const { cloud, written } = await aClerk()
    const data = { Type: 'Timer', TriggerName: 'every-minute', Time: '2026-04-13T00:29:00Z' }
    await aPhone(cloud, 'anna').call('/client/function', { name: 'clerk', data })
    expect((await written())[0]).toMatchObject({ OPENID: 'anna', SOURCE: 'wx_client' })
  })

  it('are read anew with the function, and a mistake in one stops the start by its name', async () => {
    const functionsDir = aFolder()
    cpSync(TIMERS, functionsDir, { recursive: true })
    const write = (triggers: unknown) =>
      writeFileSync(join(functionsDir, 'plain/config.json'), JSON.stringify({ triggers }))
    const cloud = await aCloud({ functionsDir, clock: { at: START, frozen: true } })
    const trigger = { name: 'now-and-then', type: 'timer', config: '0 0 * * * * *' }
    write([trigger])
    await cloud.reloadFunction('plain')
    expect(await cloud.advance(HOUR)).toContainEqual(
      expect.objectContaining({ function: 'plain', trigger: 'now-and-then', ok: true }),
    )
    for (const [wrong, why] of [
      [[{ ...trigger, config: '0 0 0 L * * *' }], 'now-and-then: "0 0 0 L * * *": 日 L'],
      [[{ ...trigger, type: 'cos' }], 'now-and-then: type "cos"'],
      [[{ ...trigger, name: '1st' }], 'not "1st"'],
      [[trigger, trigger], 'two triggers'],
      [trigger, 'must be a list'],
    ] as const) {
      write(wrong)
      await expect(cloud.reloadFunction('plain')).rejects.toThrow(why)
      await expect(aCloud({ functionsDir })).rejects.toThrow(why)
    }
    expect(cloud.timers.list().map((each) => each.trigger)).toContain('now-and-then')
  })
})

describe('a timer', () => {
  const aTimer = (twice: boolean) => {
    const functionsDir = aFolder()
    mkdirSync(join(functionsDir, 'clerk'))
    cpSync(join(TIMERS, 'clerk'), join(functionsDir, 'clerk'), { recursive: true })
    const clock = createClock({ at: START, frozen: true })
    const events: unknown[] = []
    const invoke = async ({ data }: { data: unknown }) => {
      events.push(data)
      return { text: 'null', requestId: '', databaseRequests: 0 }
    }
    return {
      events,
      clock,
      timers: createTimers({ functionsDir, functions: { invoke }, clock, twice: () => twice }),
    }
  }

  it('fires twice when told so, with the same event', async () => {
    const { timers, events } = aTimer(true)
    expect(await timers.advance(MINUTE)).toHaveLength(2)
    expect(events).toHaveLength(2)
    expect(events[0]).toEqual(events[1])
  })

  it('is no more than an alarm: time passes through both in order, and waits for what they do', async () => {
    const { timers, events, clock } = aTimer(false)
    const due = [START + 10_000, START + 40_000, START + 50 * MINUTE]
    const rang: number[] = []
    const alarm = createAlarm(
      clock,
      () => due[0] ?? null,
      async () => {
        while (due[0] && due[0] <= clock.now()) {
          due.shift()
          await new Promise((resolve) => setImmediate(resolve))
          rang.push((clock.now() - START) / 1000)
        }
      },
    )
    await timers.advance(35_000)
    expect([rang, events.length]).toEqual([[10], 1])
    await timers.advance(5000)
    expect(rang).toEqual([10, 40])
    alarm.stop()
    await timers.advance(HOUR)
    expect(rang).toEqual([10, 40])
  })

  it('costs next to nothing itself: 30 days, minute by minute', async () => {
    const { timers, events } = aTimer(false)
    for (let minute = 0; minute < 30 * 24 * 60; minute++) await timers.advance(MINUTE)
    expect(events).toHaveLength(30 * 24 * 60 + 22) // 22 weekday breakfasts
  })
})
