/**
 * The phone's own time in epoch ms, the one place where the app reads it: for words such as 今天 and 还剩 5 分钟, and for
 * evidence. It may be wrong; whatever counts is judged by the cloud's clock, and its times come with answers.
 */
export function phoneTime(): number {
  return Date.now()
}

/** What the cloud's clock and this phone's said at one moment, in epoch ms: evidence for scans, so it outlives a kill. */
export interface HeardTime {
  cloud: number
  phone: number
}

const KEY = 'clock/heard'
/** Kept again when it is so old, or when one of the clocks was set. */
const KEEP_AGAIN_MS = 10 * 60_000
const SET_MS = 2_000

let heard: HeardTime | null | undefined
let kept: HeardTime | null = null

/** What was heard last, perhaps before a kill; null on a phone that never reached the cloud. */
export function heardTime(): HeardTime | null {
  if (heard === undefined) heard = kept = (wx.getStorageSync(KEY) as HeardTime | '') || null
  return heard
}

/** An answer told the cloud's time, in epoch ms. Its way here makes the cloud seem a little behind. */
export function hearCloudTime(now: number | undefined): void {
  if (now === undefined) return // a cloud of the version before does not tell
  heardTime()
  heard = { cloud: now, phone: phoneTime() }
  if (kept && heard.phone - kept.phone < KEEP_AGAIN_MS && Math.abs(aheadOf(heard) - aheadOf(kept)) < SET_MS)
    return
  kept = heard
  wx.setStorage({ key: KEY, data: kept })
}

/** How far the phone ran ahead of the cloud then, in ms. */
const aheadOf = ({ cloud, phone }: HeardTime) => phone - cloud

/** The cloud's time in epoch ms, as far as this phone knows: for what the cloud counts by its own clock. */
export function cloudTime(): number {
  const last = heardTime()
  return last ? phoneTime() - aheadOf(last) : phoneTime()
}
