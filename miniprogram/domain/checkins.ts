/** One judge for every check-in. It knows no clock and no database: what it needs is passed in. */
import { ROTATING_GOOD_MS } from './codes'
import type { FlagKind, Way } from './contract/rallies/presence'
import { metresBetween, sayMetres, type Position } from './distances'
import { UNCERTAIN_MS, type ScanTime } from './scan-times'
import { sayDate, sayTime } from './times'
import type { ErrorCode, ErrorFacts } from './errors'

/** Scans made without network are taken until so long after the event closes. */
export const ACCEPTED_AFTER_MS = 72 * 3_600_000
/** How far staff phones and the cloud may disagree about a slot. */
const SKEW_MS = 30_000
/** Faster than this between two points nobody goes in a district, in metres a second (90 km/h). */
const IMPOSSIBLE_SPEED = 25
/** Neighbouring points prove nothing, whatever their times. */
const TRAVEL_LEAST_METRES = 500

/** All times in ms. */
export interface Weeks {
  opensAt: number
  closesAt: number
}

/** What was shown, and what bounds it in time. */
export type Proof =
  | { way: 'sheet'; withdrawnAt: number | null }
  | { way: 'rotating'; slotFrom: number }
  /** From when until when the six digits were good. */
  | { way: 'digits'; from: number; until: number }
  /** The shift of whoever set the stamp, with its leeway. */
  | { way: 'staff'; from: number; until: number }

export interface CheckInFacts {
  /** The cloud's time: the phone's own is evidence only. */
  now: number
  scan: ScanTime
  proof: Proof
  event: { closesAt: number; draft: boolean; closedFrom: number | null }
  /** `formerWeeks` were in force until `changedAt`. */
  route: Weeks & { closedFrom: number | null; formerWeeks: (Weeks & { changedAt: number })[] }
  point: { ways: Way[]; closedFrom: number | null; position: Position | null; radius: number | null }
  /** Where the phone was, if it said so. */
  position: (Position & { accuracy: number }) | null
  /** The holder's stamps at other points. */
  before: { at: number; position: Position | null }[]
}

export interface Refused {
  code: ErrorCode
  facts: ErrorFacts
}
export interface Flag {
  kind: FlagKind
  /** For the person who looks, in words. */
  detail: string
}
export type Judgement = { refused: Refused } | { at: number; flags: Flag[] }

const refuse = (code: ErrorCode, facts: ErrorFacts = {}): { refused: Refused } => ({
  refused: { code, facts },
})

/**
 * Whether a stamp is deserved: every window is kept by whoever can have been inside it. Suspicions are flags for a
 * person and never a refusal.
 */
export function judgeCheckIn(facts: CheckInFacts): Judgement {
  const { now, proof, event, point } = facts
  if (!point.ways.includes(proof.way)) return refuse('WAY_NOT_HERE')
  const scan = within(facts.scan, proof)
  if (!scan) return refuse(proof.way === 'staff' ? 'SHIFT_NOT_ON' : 'CODE_EXPIRED')
  if (proof.way === 'sheet' && proof.withdrawnAt !== null && scan.earliest >= proof.withdrawnAt)
    return refuse('CODE_WITHDRAWN')
  const outside = outsideWeeks(facts, scan)
  if (outside) return outside
  const closedFrom = Math.min(...[event, facts.route, point].map((each) => each.closedFrom ?? Infinity))
  if (scan.earliest >= closedFrom) return refuse('POINT_CLOSED', { from: sayTime(closedFrom, now) })
  if (now >= event.closesAt + ACCEPTED_AFTER_MS)
    return refuse('CHECK_IN_TOO_LATE', { closed: sayDate(event.closesAt - 1) })
  return { at: scan.at, flags: flagsOf(facts, scan) }
}

/** The scan's time as far as the proof leaves it open; null when the two cannot both be true. */
function within(scan: ScanTime, proof: Proof): ScanTime | null {
  if (proof.way === 'sheet') return scan
  const [from, until] =
    proof.way === 'rotating'
      ? [proof.slotFrom - SKEW_MS, proof.slotFrom + ROTATING_GOOD_MS]
      : [proof.from, proof.until]
  if (scan.latest < from || scan.earliest >= until) return null
  const earliest = Math.max(scan.earliest, from)
  const latest = Math.min(scan.latest, until)
  return { earliest, latest, at: Math.min(Math.max(scan.at, earliest), latest) }
}

function outsideWeeks({ route, event }: CheckInFacts, scan: ScanTime): { refused: Refused } | null {
  const canBeIn = ({ opensAt, closesAt }: Weeks) => scan.latest >= opensAt && scan.earliest < closesAt
  if (event.draft) return refuse('ROUTE_NOT_OPEN', { opens: sayDate(route.opensAt) })
  if (canBeIn(route)) return null
  if (route.formerWeeks.some((weeks) => canBeIn(weeks) && scan.earliest < weeks.changedAt)) return null
  return scan.latest < route.opensAt
    ? refuse('ROUTE_NOT_OPEN', { opens: sayDate(route.opensAt) })
    : refuse('ROUTE_OVER', { closed: sayDate(route.closesAt - 1) })
}

function flagsOf({ proof, point, position, before }: CheckInFacts, scan: ScanTime): Flag[] {
  const flags: Flag[] = []
  const minutes = Math.round((scan.latest - scan.earliest) / 60_000)
  if (scan.latest - scan.earliest > UNCERTAIN_MS)
    flags.push({ kind: 'uncertain', detail: `扫码时间有 ${minutes} 分钟说不准` })
  if (proof.way === 'sheet' && proof.withdrawnAt !== null)
    flags.push({ kind: 'late', detail: '这张码后来停用了，扫码时间早于停用' })
  if (position && point.position && point.radius !== null) {
    const metres = metresBetween(position, point.position)
    if (metres - position.accuracy > point.radius)
      flags.push({ kind: 'far', detail: `离点位 ${sayMetres(metres)}` })
  }
  const here = point.position
  const jump = here && before.find((stamp) => isImpossible(stamp, { at: scan.at, position: here }))
  if (here && jump?.position) {
    const seconds = Math.round(Math.abs(scan.at - jump.at) / 1000)
    flags.push({
      kind: 'travel',
      detail: `${seconds} 秒走了 ${sayMetres(metresBetween(jump.position, here))}`,
    })
  }
  return flags
}

interface Visit {
  at: number
  position: Position | null
}

function isImpossible(one: Visit, other: Visit & { position: Position }): boolean {
  if (!one.position) return false
  const metres = metresBetween(one.position, other.position)
  const seconds = Math.abs(other.at - one.at) / 1000
  return metres > TRAVEL_LEAST_METRES && metres > IMPOSSIBLE_SPEED * seconds
}

export type RouteState = 'soon' | 'open' | 'over'

export function routeState(route: Weeks, now: number): RouteState {
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
