/** One judge for every check-in. It knows no clock and no database: what it needs is passed in. */
import { sayDate } from './times'
import type { ErrorCode, ErrorFacts } from './errors'

export interface CheckInFacts {
  /** The cloud's time, in ms: the phone's own is evidence only. */
  now: number
  sheet: { withdrawn: boolean }
  route: { opensAt: number; closesAt: number }
}

/** Null when the stamp is deserved, otherwise the reason in words a person understands. */
export function judgeCheckIn(facts: CheckInFacts): { code: ErrorCode; facts: ErrorFacts } | null {
  if (facts.sheet.withdrawn) return { code: 'CODE_WITHDRAWN', facts: {} }
  if (facts.now < facts.route.opensAt)
    return { code: 'ROUTE_NOT_OPEN', facts: { opens: sayDate(facts.route.opensAt) } }
  if (facts.now >= facts.route.closesAt)
    return { code: 'ROUTE_OVER', facts: { closed: sayDate(facts.route.closesAt - 1) } }
  return null
}

export type RouteState = 'soon' | 'open' | 'over'

export function routeState(route: { opensAt: number; closesAt: number }, now: number): RouteState {
  if (now < route.opensAt) return 'soon'
  return now < route.closesAt ? 'open' : 'over'
}

/**
 * How many points a person has: the union over his cards, since a paper card joined to him may hold the same points.
 * @param stamps of all his cards on one route
 */
export function stampedPoints(stamps: { pointId: string }[]): number {
  return new Set(stamps.map((stamp) => stamp.pointId)).size
}
