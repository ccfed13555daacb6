/** Whether a message outside the app would reach somebody: by what is known of him, and no more is claimed. Pure. */

const MINUTE = 60_000

/** Somebody seen this long ago has the app before his eyes. Source: issue of the obligations. */
export const SEEN_MS = 5 * MINUTE
/** 试过 counts for one duty: the longest shift and what it takes to arrive. */
const TRIED_MS = 14 * 60 * MINUTE

/** What is known of a person's ways; of all his identities together. */
export interface Ways {
  /** The last time he was in the app, in ms; null when that is not known. */
  seenAt: number | null
  /** How many messages he has let WeChat bring him, of the kind that tells of an @. */
  credits: number
  /** His unit has a robot in its WeCom group. */
  robot: boolean
  /** When he last answered a test message, in ms. */
  triedAt: number | null
}

/** A push may be tried: who is not reachable is passed over, and his inbox holds it all the same. */
export function isReachable({ seenAt, credits, robot }: Ways, now: number): boolean {
  return (seenAt !== null && now - seenAt < SEEN_MS) || credits > 0 || robot
}

/** tried: 试过 at a known time · expected: 应能收到 · call: 请打电话. */
export type Reach = 'tried' | 'expected' | 'call'

export function reachOf(ways: Ways, now: number): Reach {
  if (!isReachable(ways, now)) return 'call'
  return ways.triedAt !== null && now - ways.triedAt < TRIED_MS ? 'tried' : 'expected'
}
