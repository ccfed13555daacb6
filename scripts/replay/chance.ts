/** Chance that comes again: the same seed gives the same numbers, on any machine. */
import { createHash } from 'node:crypto'

export interface Chance {
  /** From 0, below 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  happens(share: number): boolean
  /** @throws Error for an empty list */
  oneOf<Item>(list: readonly Item[]): Item
}

/** @param seed any parts; each combination is a chance of its own, so that one more draw here moves nothing there */
export function chanceOf(...seed: (string | number)[]): Chance {
  // mulberry32: four lines that are the same everywhere, good enough for stories.
  let state = createHash('sha256').update(JSON.stringify(seed)).digest().readUInt32LE(0)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    happens: (share) => next() < share,
    oneOf(list) {
      if (list.length === 0) throw new Error('chance: nothing to choose from')
      return list[Math.floor(next() * list.length)]!
    },
  }
}
