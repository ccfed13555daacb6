/** Following one counter while a page is on screen: by watch, and by asking from time to time when watch is lost. */
import { watchTick } from './cloud'

const ASK_EVERY_MS = 8_000
/** How many times it asks before it tries to watch again: about a minute. */
const ASK_TIMES = 8

/**
 * Calls `onChange` at the start and whenever the counter may have moved, until stopped. Stop it in onHide: the platform
 * counts open watches. One at a time: of two answers crossing on a slow network the older one would stay.
 * @param has whether the caller has everything up to a number already: then nobody needs to be asked
 */
export function followTick(
  conversationId: string,
  onChange: () => void | Promise<void>,
  has: (n: number) => boolean = () => false,
): { stop(): void } {
  let stopped = false
  let busy = false
  let again = false
  let watcher: { close(): void } | null = null

  const change = async (): Promise<void> => {
    again = true
    if (busy) return
    busy = true
    while (again && !stopped) {
      again = false
      await onChange()
    }
    busy = false
  }
  const ask = (times: number) => {
    if (stopped) return
    void change()
    if (times === 0) watch()
    else setTimeout(() => ask(times - 1), ASK_EVERY_MS)
  }
  const watch = () => {
    watcher = watchTick(
      conversationId,
      (n) => {
        if (!has(n)) void change()
      },
      () => ask(ASK_TIMES),
    )
  }
  watch()
  return {
    stop: () => {
      stopped = true
      watcher?.close()
    },
  }
}
