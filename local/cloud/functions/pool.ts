import { functionFailed, tooManyWaiting } from './errors'
import type { Instance, Invocation } from './instance'

/** Of one function, unless the cloud was started with another number. */
const MAX_INSTANCES = 16
/** Loading code is heavy: more at once would only make each of them slower. */
const MAX_STARTING = 4
const MAX_WAITING = 1000
const IDLE_MS = 60_000

/**
 * The instances of one function: reused warm, more on demand, all but one sent away when idle. A call takes
 * the first instance that is free, be it a new one or one that has just finished.
 */
export interface Pool {
  run(invocation: Invocation): Promise<string>
  /** Ends the instance that is at this invocation; a later one, or none, is left alone. */
  kill(invocation: string, error: Error): void
  /** Starts one instance ahead of the first call; resolves when it is ready. */
  warm(): Promise<void>
  /** New code: idle instances go now, busy ones after their invocation. */
  renew(): Promise<void>
  stop(): Promise<void>
}

export function createPool(name: string, start: () => Instance, most = MAX_INSTANCES): Pool {
  const all = new Set<Instance>()
  const idle: { instance: Instance; since: NodeJS.Timeout }[] = []
  const queue: { resolve(instance: Instance): void; reject(error: Error): void }[] = []
  const leaving = new Set<Promise<void>>()
  const busy = new Map<string, Instance>()
  let generation = new WeakSet<Instance>()
  let starting = 0
  let stopped = false

  const launch = async () => {
    starting++
    const instance = start()
    all.add(instance)
    generation.add(instance)
    await instance.ready
    starting--
    // Code that dies while it is loaded would be started for ever: whoever waits is told.
    if (instance.failure && generation.has(instance)) queue.shift()?.reject(instance.failure)
    offer(instance)
  }
  const grow = () => {
    const wanted = Math.min(queue.length, MAX_STARTING)
    while (!stopped && starting < wanted && all.size < most) void launch()
  }
  const discard = (instance: Instance) => {
    all.delete(instance)
    const gone = instance.stop()
    leaving.add(gone)
    return gone.finally(() => leaving.delete(gone))
  }
  /** A free instance serves the first who waits, rests, or goes. */
  const offer = (instance: Instance) => {
    if (!instance.alive || !generation.has(instance) || stopped) void discard(instance)
    else if (queue.length) queue.shift()!.resolve(instance)
    else rest(instance)
    grow()
  }
  const rest = (instance: Instance) => {
    const since = setTimeout(() => {
      if (all.size === 1) return
      const at = idle.findIndex((entry) => entry.instance === instance)
      if (at >= 0) void discard(idle.splice(at, 1)[0]!.instance)
    }, IDLE_MS)
    since.unref()
    idle.push({ instance, since })
  }
  const take = (): Promise<Instance> | Instance => {
    while (idle.length) {
      const { instance, since } = idle.pop()! // the warmest first, so that the others can go
      clearTimeout(since)
      if (instance.alive) return instance
      void discard(instance)
    }
    if (queue.length >= MAX_WAITING) throw tooManyWaiting(name)
    return new Promise((resolve, reject) => {
      queue.push({ resolve, reject })
      grow()
    })
  }

  return {
    async run(invocation) {
      if (stopped) throw functionFailed('Error: the local cloud has stopped')
      const instance = await take()
      busy.set(invocation.id, instance)
      try {
        return await instance.invoke(invocation)
      } finally {
        busy.delete(invocation.id)
        offer(instance)
      }
    },
    kill: (invocation, error) => busy.get(invocation)?.kill(error),
    warm: async () => (stopped || all.size > 0 ? undefined : launch()),
    async renew() {
      generation = new WeakSet()
      for (const { instance, since } of idle.splice(0)) {
        clearTimeout(since)
        await discard(instance)
      }
    },
    async stop() {
      stopped = true
      for (const { reject } of queue.splice(0)) reject(functionFailed('Error: the local cloud has stopped'))
      for (const { since } of idle.splice(0)) clearTimeout(since)
      for (const instance of [...all]) void discard(instance)
      await Promise.all([...leaving])
    },
  }
}
