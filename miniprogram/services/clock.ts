/**
 * The phone's own time in epoch ms, the one place where the app reads it: for words such as 今天 and 还剩 5 分钟, and for
 * evidence. It may be wrong; whatever counts is judged by the cloud's clock, and its times come with answers.
 */
export function phoneTime(): number {
  return Date.now()
}
