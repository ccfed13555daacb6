/** Whether a point is open at a moment, or when it will be: asked before anybody walks there. */
import type { RoutePoint } from './contract/rallies'
import { minuteOfShanghaiDay, sayClock, sayTime } from './times'

export interface Opening {
  state: 'open' | 'later' | 'closed' | 'unknown'
  /** 开着，到 18:00 · 明天 09:00 开 · 停办了 */
  words: string
}

type Hours = Pick<RoutePoint, 'hours' | 'openHours' | 'closedFrom'>

/** @param now in ms */
export function openingOf({ hours, openHours = [], closedFrom = null }: Hours, now: number): Opening {
  if (closedFrom !== null && closedFrom <= now) return { state: 'closed', words: '停办了' }
  // Without dated hours only what was written is known: no claim is made from it.
  if (openHours.length === 0) return { state: 'unknown', words: hours }
  const ends = (to: number) => Math.min(to, closedFrom ?? Infinity)
  const current = openHours.find(({ from, to }) => from <= now && now < ends(to))
  if (current) return { state: 'open', words: `开着，到 ${sayClock(minuteOfShanghaiDay(ends(current.to)))}` }
  const next = openHours
    .filter(({ from }) => from > now && from < (closedFrom ?? Infinity))
    .sort((one, other) => one.from - other.from)[0]
  return next
    ? { state: 'later', words: `${sayTime(next.from, now)} 开` }
    : { state: 'closed', words: '不再开了' }
}
