/** Following one counter while a page is on screen: by watch, and by asking from time to time when watch is lost. */
import { phoneTime } from './clock'
import { readTick, watchTick } from './cloud'

const ASK_EVERY_MS = 8_000
/** How many times it asks before it tries to watch again: about a minute. */
const ASK_TIMES = 8
/** In a lively group the counter moves many times a second; a question a second shows everything soon enough. */
const PACE_MS = 1_000
/** A cloud that takes long to answer is asked less often: it pauses for as long as the last answer took. */
const PACE_MAX_MS = 5_000

export interface Following {
  /** Asks as if the counter had moved. */
  ask(): void
  stop(): void
}

/**
 * Calls `onChange` at the start and whenever the counter may have moved, until stopped: the first time at once, then at
 * most once a second, less often while answers are slow. Stop it in onHide: the platform counts open watches. One at a
 * time: of two answers crossing on a slow network the older one would stay.
 * @param has whether the caller has everything up to a number already: then nobody needs to be asked
 * @param leastPause between two questions, in ms
 * @param asked when the caller itself asked last, by the phone's clock in ms: leaving a page and coming back is no reason
 * to ask twice in a second
 */
export function followTick(
  conversationId: string,
  onChange: () => void | Promise<void>,
  has: (n: number) => boolean = () => false,
  leastPause: number = PACE_MS,
  asked: number = -Infinity,
): Following {
  let stopped = false
  let busy = false
  /** The number to ask for; Infinity when nothing but asking will tell; null when nothing is wanted. */
  let wanted: number | null = null
  let begun = asked
  let pace = leastPause
  let watcher: { close(): void } | null = null

  const want = async (upTo: number): Promise<void> => {
    wanted = Math.max(wanted ?? upTo, upTo)
    if (busy) return
    busy = true
    while (wanted !== null && !stopped) {
      const rest = Math.min(begun + pace - phoneTime(), pace) // no longer: a phone's clock may be set back
      if (rest > 0) await new Promise((resume) => setTimeout(resume, rest))
      const n: number = wanted
      wanted = null
      if (stopped || has(n)) continue
      begun = phoneTime()
      await onChange()
      pace = Math.min(Math.max(leastPause, 2 * (phoneTime() - begun)), PACE_MAX_MS)
    }
    busy = false
  }
  const ask = async (times: number): Promise<void> => {
    if (stopped) return
    // The counter alone first: as long as it stands still nobody else needs to be asked.
    const n = await readTick(conversationId)
    if (stopped) return
    if (n === null || !has(n)) void want(n ?? Infinity)
    if (times === 0) watch()
    else setTimeout(() => void ask(times - 1), ASK_EVERY_MS)
  }
  const watch = () => {
    watcher = watchTick(
      conversationId,
      (n) => {
        if (!has(n)) void want(n)
      },
      () => void ask(ASK_TIMES),
    )
  }
  watch()
  return {
    ask: () => void want(Infinity),
    stop: () => {
      stopped = true
      watcher?.close()
    },
  }
}
