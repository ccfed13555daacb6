let depth = 0

/** Runs what a finger's tap sets off; only inside it may an app ask its holder for something. */
export function withTap<T>(work: () => T): T {
  depth++
  try {
    return work()
  } finally {
    depth--
  }
}

/**
 * Is the app inside a tap's handler right now? After the first await or callback it no longer is: a real phone is
 * sometimes more patient, but must not be counted on.
 */
export const insideTap = () => depth > 0
