import { join, resolve } from 'node:path'
import type { Clock } from '../clock'
import { functionNames } from '../functions/config'
import type { Functions } from '../functions/functions'
import { readTriggers, type Trigger } from './triggers'

/** One delivery of a timer's event. The platform tells nobody how it went; tests may look. */
export interface TimerRun {
  function: string
  trigger: string
  /** The moment it was due, in epoch ms. */
  at: number
  ok: boolean
  /** What the function failed with. */
  error?: string
}

export interface Timers {
  /** Every timer and when it is due next; Infinity = never. */
  list(): { function: string; trigger: string; config: string; next: number }[]
  /** Delivers the event of one timer now, due or not. @throws Error when there is no such timer */
  fire(functionName: string, trigger: string): Promise<TimerRun[]>
  /** See LocalCloud.advance. */
  advance(ms: number): Promise<TimerRun[]>
  /** Reads the triggers of a function anew. @throws Error when its config.json is wrong; the old ones stay then */
  reload(functionName: string): void
  /** From now on timers fire by themselves, unless the clock is frozen. */
  start(): void
  stop(): void
}

export interface TimersOptions {
  functionsDir?: string
  functions: Pick<Functions, 'invoke'>
  clock: Clock
  /** Does every timer fire twice now? At least once is all the platform promises. */
  twice(): boolean
}

interface Schedule {
  function: string
  trigger: Trigger
  next: number
}

/** setTimeout takes no more, and a laptop that slept is noticed within this time. */
const LONGEST_SLEEP_MS = 60_000

/** Fires the timers of all functions by the cloud's clock. @throws Error when a config.json is wrong */
export function createTimers({ functionsDir, functions, clock, twice }: TimersOptions): Timers {
  const schedulesOf = (name: string): Schedule[] =>
    readTriggers(join(resolve(functionsDir!), name)).map((trigger) => {
      return { function: name, trigger, next: trigger.cycle.after(clock.now()) }
    })
  let schedules = functionsDir ? functionNames(functionsDir).sort().flatMap(schedulesOf) : []
  let sleep: NodeJS.Timeout | undefined
  let walking = false
  let running = false
  let lastWalk: Promise<unknown> = Promise.resolve()

  const deliver = async ({ function: name, trigger }: Schedule, at: number): Promise<TimerRun[]> => {
    const Time = new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
    const data = { Type: 'Timer', TriggerName: trigger.name, Time, Message: '' }
    const once = async (): Promise<TimerRun> => {
      const run = { function: name, trigger: trigger.name, at }
      try {
        await functions.invoke({ name, data, source: 'wx_trigger' })
        return { ...run, ok: true }
      } catch (error) {
        return { ...run, ok: false, error: (error as Error).message }
      }
    }
    return Promise.all(twice() ? [once(), once()] : [once()])
  }

  /** Sleeps until the next timer is due. Whoever was overslept fires once, late: never once for each time missed. */
  const rest = () => {
    clearTimeout(sleep)
    if (!running || walking || clock.frozen() || schedules.length === 0) return
    const wait = Math.min(...schedules.map(({ next }) => next)) - clock.now()
    sleep = setTimeout(wake, Math.min(Math.max(wait, 0), LONGEST_SLEEP_MS))
    sleep.unref()
  }
  const wake = () => {
    const now = clock.now()
    for (const schedule of schedules) {
      const due = schedule.next
      if (due > now) continue
      schedule.next = schedule.trigger.cycle.after(now)
      void deliver(schedule, due) // also when the run before is still under way
    }
    rest()
  }
  const lookAgain = () => {
    if (walking) return
    const now = clock.now()
    for (const schedule of schedules) schedule.next = schedule.trigger.cycle.after(now)
    rest()
  }
  const stopListening = clock.onMove(lookAgain)

  const appointmentsAfter = (now: number) =>
    [...clock.appointments].map((each) => each.next() ?? Infinity).filter((at) => at > now)
  const settled = () => Promise.all([...clock.appointments].map((each) => each.done()))

  const walk = async (ms: number): Promise<TimerRun[]> => {
    const ran = !clock.frozen()
    const end = clock.now() + ms
    const runs: TimerRun[] = []
    walking = true
    try {
      clock.freeze()
      for (;;) {
        const due = Math.min(...schedules.map(({ next }) => next), ...appointmentsAfter(clock.now()))
        if (due > end) break
        clock.set(due) // alarms ring by themselves when it moves
        await settled()
        // One after the other and in a fixed order, so that a replay goes the same way each time.
        for (const schedule of schedules.filter(({ next }) => next === due)) {
          schedule.next = schedule.trigger.cycle.after(due)
          runs.push(...(await deliver(schedule, due)))
        }
      }
      clock.set(end)
      await settled()
    } finally {
      if (ran) clock.resume()
      walking = false
      rest() // every `next` is right already; finding them anew is what a long replay would pay most for
    }
    return runs
  }

  return {
    list: () =>
      schedules.map(({ function: name, trigger, next }) => {
        return { function: name, trigger: trigger.name, config: trigger.config, next }
      }),
    async fire(functionName, triggerName) {
      const found = schedules.find(
        (schedule) => schedule.function === functionName && schedule.trigger.name === triggerName,
      )
      if (!found) throw new Error(`function ${functionName} has no trigger ${triggerName}`)
      return deliver(found, clock.now())
    },
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError(`advance: not a distance in milliseconds: ${ms}`)
      const mine = lastWalk.then(() => walk(ms))
      lastWalk = mine.catch(() => {})
      return mine
    },
    reload(functionName) {
      const renewed = schedulesOf(functionName)
      const others = schedules.filter((schedule) => schedule.function !== functionName)
      schedules = [...others, ...renewed].sort((one, other) => one.function.localeCompare(other.function))
      rest()
    },
    start() {
      running = true
      rest()
    },
    stop() {
      running = false
      schedules = []
      clearTimeout(sleep)
      stopListening()
    },
  }
}
