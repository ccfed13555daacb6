/** 已答应: the times that are offered, as people name them. Pure. */
import { sayAhead, startOfShanghaiDay } from '../../domain/times'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Nearer than this "by six" is a promise nobody keeps. */
const SOON_MS = 45 * MINUTE
const MOST = 6

export interface PromiseTime {
  label: string
  /** By when, in epoch ms. */
  by: number
}

/** At most six, the nearest first, all within seven days. @param now the cloud's clock, in ms */
export function promiseTimes(now: number): PromiseTime[] {
  const at = (day: number, hour: number) => startOfShanghaiDay(now, day) + hour * HOUR
  const minute = Math.ceil(now / MINUTE) * MINUTE
  const near = [
    { label: '半小时内', by: minute + 30 * MINUTE },
    { label: '两小时内', by: minute + 2 * HOUR },
  ]
  const named = [at(0, 9), at(0, 12), at(0, 18), at(1, 9), at(1, 18), at(3, 18), at(6, 18)]
    .filter((by) => by > now + SOON_MS)
    .map((by) => ({ label: `${sayAhead(by, now)} 前`, by }))
  return [...near, ...named].slice(0, MOST)
}
