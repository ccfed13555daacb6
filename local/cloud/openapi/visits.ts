import type { Clock } from '../clock'
import type { Sqlite } from '../database/sqlite'

const RECENT_MS = 2 * 3600_000

/** Who used the mini program, and when last: the content checks ask for it. */
export interface Visits {
  note(openid: string): void
  /** 'stranger' never came; 'long ago' is more than two hours, by the cloud's clock. */
  of(openid: unknown): 'recent' | 'long ago' | 'stranger'
}

export function createVisits(store: Sqlite, clock: Clock): Visits {
  // In memory first: everybody who comes by is noted at every call.
  const last = new Map<string, number>()
  const lastOf = (openid: string) => {
    const row = store.sql('SELECT at FROM visits WHERE openid = ?').get(openid) as { at: number } | undefined
    return last.get(openid) ?? row?.at
  }
  return {
    note(openid) {
      const now = clock.now()
      const before = last.get(openid)
      last.set(openid, now)
      if (before !== undefined && Math.abs(now - before) < 60_000) return
      store.sql('INSERT OR REPLACE INTO visits VALUES (?, ?)').run(openid, now)
    },
    of(openid) {
      const at = typeof openid === 'string' ? lastOf(openid) : undefined
      if (at === undefined) return 'stranger'
      return clock.now() - at < RECENT_MS ? 'recent' : 'long ago'
    },
  }
}
