import { performance } from 'node:perf_hooks'

/** A long work cut into steps, between which others may have their turn. */
export type Steps<T> = Generator<unknown, T>

/** Others wait no longer than about this (and one step more). */
const TURN_MILLISECONDS = 5

/** Does it all now. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Does it in turns with whatever else the process has to do. A short work is done in one. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  const turn = takeTurns()
  try {
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
      await turn()
    }
  } finally {
    steps.return(undefined as never)
  }
}

/** @returns to be awaited now and then: lets others go first when this one has had its time */
export function takeTurns(): () => Promise<void> | undefined {
  let start = performance.now()
  return () => {
    if (performance.now() - start < TURN_MILLISECONDS) return undefined
    return new Promise((resolve) =>
      setImmediate(() => {
        start = performance.now()
        resolve()
      }),
    )
  }
}
