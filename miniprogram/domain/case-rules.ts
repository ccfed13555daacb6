/** What a district has decided about its cases, and what it proposes for one. Pure. */
import { metresBetween, type Position } from './distances'

export interface CaseTopic {
  id: string
  name: string
  /** Proposed for it; null when the dispatcher has to think. */
  unitId: string | null
  /** Of places inside a zone another is proposed. */
  byZone: { zoneId: string; unitId: string }[]
}

/** Metres around a place. */
export interface CaseZone extends Position {
  id: string
  name: string
  radiusM: number
}

/** An answer that is given often, to begin with. */
export interface CaseTemplate {
  id: string
  name: string
  text: string
}

/**
 * Which unit a case goes to: the topic's one for the nearest zone that it lies in, else the topic's own.
 * @returns null when nobody has said so, or when that unit has refused it
 */
export function proposedUnit(
  { topics, zones }: { topics: readonly CaseTopic[]; zones: readonly CaseZone[] },
  { topicId, place, refusals }: { topicId: string; place: Position | null; refusals: { unitId: string }[] },
): string | null {
  const topic = topics.find(({ id }) => id === topicId)
  if (!topic) return null
  const near = place ? zones.map((zone) => ({ zone, metres: metresBetween(zone, place) })) : []
  const inside = near.filter(({ zone, metres }) => metres <= zone.radiusM)
  const byZone = inside
    .sort((one, other) => one.metres - other.metres)
    .flatMap(({ zone }) => topic.byZone.filter(({ zoneId }) => zoneId === zone.id))
  const proposals = [...byZone.map(({ unitId }) => unitId), topic.unitId]
  const free = proposals.find((unitId) => unitId && !refusals.some((refusal) => refusal.unitId === unitId))
  return free ?? null
}
