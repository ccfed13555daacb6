/**
 * The phone's own time in epoch ms, the one place where the app reads it: for words such as 今天 and 还剩 5 分钟, and for
 * evidence. It may be wrong; whatever counts is judged by the cloud's clock, and its times come with answers.
 */
export function phoneTime(): number {
  return Date.now()
}

/** How far this phone runs ahead of the cloud, in ms; 0 until an answer has told. */
let ahead = 0

/** An answer told the cloud's time, in epoch ms. Its way here makes the cloud seem a little behind. */
export function hearCloudTime(now: number | undefined): void {
  if (now !== undefined) ahead = phoneTime() - now // a cloud of the version before does not tell
}

/** The cloud's time in epoch ms, as far as this phone knows: for what the cloud counts by its own clock. */
export function cloudTime(): number {
  return phoneTime() - ahead
}
