/** Chance that can be replayed by its seed. */
export interface Chance {
  /** From 0, below 1. */
  next(): number
  below(n: number): number
  pick<T>(list: readonly T[]): T
  maybe(probability: number): boolean
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    pick: (list) => list[below(list.length)]!,
    maybe: (probability) => next() < probability,
  }
}
