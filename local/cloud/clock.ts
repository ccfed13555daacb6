import { readClockFile, writeClockFile } from './clock-file'

/** The one clock of a local cloud. Times are epoch milliseconds. */
export interface Clock {
  now(): number
  /** Does it stand still? */
  frozen(): boolean
  /**
   * Makes the clock show `ms` from now on (it keeps running unless frozen). A jump: timers that lie between do not
   * fire, as if the cloud had been down. `cloud.advance` passes through them.
   */
  set(ms: number): void
  /** The same by a distance, which may be negative. */
  advance(ms: number): void
  freeze(): void
  /** Lets a frozen clock run again from where it stands. */
  resume(): void
  /** Tells of every change other than the passing of time. @returns how to stop listening */
  onMove(listener: () => void): () => void
  /** What else is due at times: `cloud.advance` stops at each and waits for it. Alarms (alarm.ts) put themselves here. */
  readonly appointments: Set<Appointment>
  /** Shared with function workers, whose Date follows it: [offset, frozenAt or -1]. */
  readonly shared: SharedArrayBuffer
}

export interface Appointment {
  /** Epoch ms of what comes first, or null. */
  next(): number | null
  /** Resolves when everything that was due has been done. */
  done(): Promise<unknown>
}

export interface ClockOptions {
  /**
   * Keeps the clock over restarts, in clock.json of this folder: data written "tomorrow" would otherwise meet a
   * cloud in which it is today again.
   */
  dataDir?: string
  /** What it shows at first; the machine's time, or what the folder says. */
  at?: number
  /** Frozen at first, so that no timer fires before a test says so. */
  frozen?: boolean
}

const RUNNING = -1n

export function createClock({ dataDir, at, frozen }: ClockOptions = {}): Clock {
  const shared = new SharedArrayBuffer(16)
  const cells = new BigInt64Array(shared)
  const listeners = new Set<() => void>()
  const kept = dataDir ? readClockFile(dataDir) : { offset: 0, frozenAt: Number(RUNNING) }
  Atomics.store(cells, 0, BigInt(kept.offset))
  Atomics.store(cells, 1, BigInt(kept.frozenAt))

  const isFrozen = () => Atomics.load(cells, 1) !== RUNNING
  const now = () => {
    const frozenAt = Atomics.load(cells, 1)
    return frozenAt === RUNNING ? Date.now() + Number(Atomics.load(cells, 0)) : Number(frozenAt)
  }
  const show = (ms: number) => {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`clock: not a time in milliseconds: ${ms}`)
    if (isFrozen()) Atomics.store(cells, 1, BigInt(Math.round(ms)))
    else Atomics.store(cells, 0, BigInt(Math.round(ms) - Date.now()))
  }
  const moved = () => {
    const [offset, frozenAt] = [Number(Atomics.load(cells, 0)), Number(Atomics.load(cells, 1))]
    if (dataDir) writeClockFile(dataDir, { offset, frozenAt })
    for (const listener of listeners) listener()
  }
  if (frozen) Atomics.store(cells, 1, BigInt(now()))
  if (at !== undefined) show(at)

  return {
    now,
    frozen: isFrozen,
    set: (ms) => (show(ms), moved()),
    advance: (ms) => (show(now() + ms), moved()),
    freeze: () => (Atomics.store(cells, 1, BigInt(now())), moved()),
    resume() {
      const stood = now()
      Atomics.store(cells, 1, RUNNING)
      show(stood)
      moved()
    },
    onMove(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    appointments: new Set(),
    shared,
  }
}
