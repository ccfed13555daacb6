/** The stamp side of a postcard: one named place for each point of the route. */
import type { Card, RoutePoint, Stamp } from '../../../domain/contract/rallies'
import { postmarkDate } from '../../../domain/times'

export interface Place {
  pointId: string
  name: string
  kind: 'stamped' | 'waiting' | 'empty'
  date: string
  tilt: number
}

/**
 * A point counts once, by its first stamp, whichever of the holder's cards it is on.
 * @param waiting points whose scan is kept on this phone
 */
export function placesOf(points: RoutePoint[], stamps: Stamp[], waiting: (string | null)[] = []): Place[] {
  const ordered = [...stamps].sort((a, b) => a.at - b.at)
  return points.map((point) => {
    const stamp = ordered.find((each) => each.pointId === point.pointId)
    return {
      pointId: point.pointId,
      name: point.stampName,
      kind: stamp ? 'stamped' : waiting.includes(point.pointId) ? 'waiting' : 'empty',
      date: stamp ? postmarkDate(stamp.at) : '',
      tilt: tiltOf(point.order),
    }
  })
}

/** A turn between -9 and 9 degrees that stays the same for a point, so that a card looks the same each time. */
export function tiltOf(order: number): number {
  return ((order * 7 + 4) % 19) - 9
}

/** The stamps of one's own cards: someone else's card on this phone counts for himself. */
export function ownStamps(cards: Card[], stamps: Stamp[]): Stamp[] {
  const carried = new Set(cards.filter(({ tie }) => tie === 'carried').map(({ cardId }) => cardId))
  return stamps.filter(({ cardId }) => !carried.has(cardId))
}
