/** When a scan was made, from what a phone can say about it. See docs/decisions/0040. */
import type { ScanEvidence } from './contract/rallies/presence'

export interface ScanTime {
  /** The likeliest moment. */
  at: number
  /** It can have been made from here … */
  earliest: number
  /** … until here. */
  latest: number
}

/** More than this between earliest and latest is for a person to look at. */
export const UNCERTAIN_MS = 30 * 60_000

/**
 * The phone's clock was off by so much when it last heard from the cloud, and by so much when it sent the scan. If both
 * agree it ran on, and the moment is known; if not it was set in between, and the scan lies at one of the two or
 * between. Without either, nothing is known but that it is not later than now.
 * @param now the cloud's time, in ms
 */
export function timeOfScan({ scannedAt, seen, sentAt }: ScanEvidence, now: number): ScanTime {
  const moments: number[] = []
  if (seen) moments.push(scannedAt + (seen.cloud - seen.phone))
  if (sentAt !== undefined) moments.push(scannedAt + (now - sentAt))
  if (moments.length === 0) moments.push(scannedAt, now)
  const notBefore = Math.min(seen?.cloud ?? -Infinity, now)
  const clipped = moments.map((moment) => Math.min(Math.max(moment, notBefore), now))
  return { at: clipped[0]!, earliest: Math.min(...clipped), latest: Math.max(...clipped) }
}
