import { performance } from 'node:perf_hooks'

export const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!

/** The median time of one call. */
export async function medianMicroseconds(times: number, work: () => unknown): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await work()
    taken.push((performance.now() - start) * 1000)
  }
  return median(taken)
}

/**
 * Medians of several synchronous works, measured in turn so that a busy moment of the machine hits all of
 * them. A warm-up round is not counted; the figure is the median of the rounds' medians.
 */
export function measureInTurn<Name extends string>(
  rounds: number,
  times: number,
  works: Record<Name, () => unknown>,
): Record<Name, number> {
  const names = Object.keys(works) as Name[]
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const taken: number[] = []
      for (let i = 0; i < times; i++) {
        const start = performance.now()
        works[name]()
        taken.push((performance.now() - start) * 1000)
      }
      if (round > 0) found[name].push(median(taken))
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(found[name])])) as Record<Name, number>
}
