/** Two cases about the same thing: how they are found beside each other, and made one. Pure. */
import type { CaseChange } from './case-moves'
import type { Case, CasePlace } from './cases'
import { metresBetween, type Position } from './distances'

/** As near as this is the same place; source: issue of the cases. */
export const SAME_PLACE_METRES = 50
/** Sides of a cell, in degrees: in Shunde some 55 m up and 51 m along, so all within 50 m lies in it or beside it. */
const CELL = 0.0005
/** Of two texts' pairs of neighbouring characters, so many in common are about the same thing. */
const ALIKE = 0.2

const cellOfIndex = (row: number, column: number) => `${row}.${column}`
const indexOf = (degrees: number) => Math.floor(degrees / CELL)

/** The cell of a place; null where none was given. */
export function cellOf(place: Position | null): string | null {
  return place && cellOfIndex(indexOf(place.latitude), indexOf(place.longitude))
}

/** A place's own cell and the eight around it. */
export function cellsAround({ latitude, longitude }: Position): string[] {
  const steps = [-1, 0, 1]
  return steps.flatMap((up) =>
    steps.map((along) => cellOfIndex(indexOf(latitude) + up, indexOf(longitude) + along)),
  )
}

/** 0 nothing in common … 1 the same words, by pairs of neighbouring characters: no dictionary, and typos do little. */
export function likeness(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)]
  const common = [...pairs].filter((pair) => others.has(pair)).length
  const least = Math.min(pairs.size, others.size)
  return least === 0 ? 0 : common / least
}

function pairsOf(text: string): Set<string> {
  const plain = [...text.normalize('NFKC').replace(/[\s\p{P}]/gu, '')]
  return new Set(plain.slice(1).map((character, place) => `${plain[place]}${character}`))
}

export interface Sought {
  text: string
  topicId: string
  place: CasePlace
}

/** Metres to a case that is probably the same thing: as near, and of the same topic or in like words. Else null. */
export function metresToSame(sought: Sought, other: Pick<Case, 'text' | 'topicId' | 'place'>): number | null {
  if (!other.place) return null
  const metres = metresBetween(sought.place, other.place)
  if (metres > SAME_PLACE_METRES) return null
  const alike = other.topicId === sought.topicId || likeness(sought.text, other.text) >= ALIKE
  return alike ? metres : null
}

/** Another case is the same thing: its requester and those who follow it hear of this one from now on. */
export function followedBy(current: Case, other: Case): CaseChange {
  const coming = [...(other.requesterId ? [other.requesterId] : []), ...other.followerIds]
  const ids = [...current.followerIds, ...coming].filter((id) => id !== current.requesterId)
  return { set: { followerIds: [...new Set(ids)] } }
}

/** It goes on as another one, under both numbers; its own history stays. */
export function mergedInto(current: Case, into: Pick<Case, '_id' | 'number'>): CaseChange {
  const { requesterId, requesterName, ownerId, ownerName } = current
  return {
    set: { mergedInto: { caseId: into._id, number: into.number }, left: null, offeredTo: null },
    tell: [
      ...(requesterId ? [{ personId: requesterId, name: requesterName }] : []),
      { personId: ownerId, name: ownerName },
    ],
  }
}
