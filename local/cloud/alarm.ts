import type { Clock } from './clock'

/** The longest a timer of Node's can wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

/** Rings when the cloud's clock reaches a time, whether time passes or the clock is moved. */
export interface Alarm {
  /** Looks anew at when it has to ring. */
  set(): void
  stop(): void
}

/**
 * @param next epoch ms of what comes first, or null
 * @param ring does everything that is due; called also when the clock was moved and nothing may be. What it promises
 *   is awaited while time is let pass
 */
export function createAlarm(clock: Clock, next: () => number | null, ring: () => unknown): Alarm {
  let timer: NodeJS.Timeout | undefined
  let rang: Promise<unknown> = Promise.resolve()
  const set = () => {
    clearTimeout(timer)
    const at = next()
    if (at === null || clock.frozen()) return
    timer = setTimeout(go, Math.min(Math.max(at - clock.now(), 0), LONGEST_WAIT_MS)).unref()
  }
  const go = () => {
    rang = Promise.allSettled([rang, ring()])
    set()
  }
  const stopListening = clock.onMove(go)
  const appointment = { next, done: () => rang }
  clock.appointments.add(appointment)
  return {
    set,
    stop() {
      stopListening()
      clock.appointments.delete(appointment)
      clearTimeout(timer)
    },
  }
}
