import type { LocalCloud } from '../cloud'
import { clockOverHttp } from '../cloud/clock-over-http'
import { PlatformError } from '../cloud/platform-error'
import type { DeskClock } from './data'
import { BadRequest } from './json'

type CloudWithClock = Pick<LocalCloud, 'clock' | 'advance'>

/** A year of firing timers, one by one, is more than anybody waits for. */
const LONGEST_ADVANCE = 366 * 24 * 3600_000

export const readClock = ({ clock }: CloudWithClock): DeskClock => ({
  now: clock.now(),
  frozen: clock.frozen(),
})

/** Moves the cloud's clock as `/admin/clock` does. @throws BadRequest; nothing has changed then */
export async function moveClock(cloud: CloudWithClock, body: Record<string, unknown>): Promise<DeskClock> {
  const { advance } = body
  if (typeof advance === 'number' && !(advance > 0 && advance <= LONGEST_ADVANCE)) {
    throw new BadRequest(`advance: a number of milliseconds up to ${LONGEST_ADVANCE} expected`)
  }
  try {
    return await clockOverHttp({ clock: cloud.clock, timers: cloud }, 'POST', body)
  } catch (error) {
    throw error instanceof PlatformError ? new BadRequest(error.message) : error
  }
}
