/** The one clock of a local cloud. Times are epoch milliseconds. */
export interface Clock {
  now(): number
  /** Makes the clock show `ms` from now on (it keeps running unless frozen). */
  set(ms: number): void
  advance(ms: number): void
  freeze(): void
  /** Lets a frozen clock run again from where it stands. */
  release(): void
  /** Shared with function workers, whose Date follows it: [offset, frozenAt or -1]. */
  readonly shared: SharedArrayBuffer
}

const RUNNING = -1n

/** Starts a clock that shows the machine's time. */
export function createClock(): Clock {
  const shared = new SharedArrayBuffer(16)
  const cells = new BigInt64Array(shared)
  Atomics.store(cells, 1, RUNNING)

  const now = () => {
    const frozenAt = Atomics.load(cells, 1)
    return frozenAt === RUNNING ? Date.now() + Number(Atomics.load(cells, 0)) : Number(frozenAt)
  }
  const set = (ms: number) => {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`clock: not a time in milliseconds: ${ms}`)
    if (Atomics.load(cells, 1) === RUNNING) Atomics.store(cells, 0, BigInt(Math.round(ms) - Date.now()))
    else Atomics.store(cells, 1, BigInt(Math.round(ms)))
  }
  return {
    now,
    set,
    advance: (ms) => set(now() + ms),
    freeze: () => void Atomics.store(cells, 1, BigInt(now())),
    release() {
      const at = now()
      Atomics.store(cells, 1, RUNNING)
      set(at)
    },
    shared,
  }
}
