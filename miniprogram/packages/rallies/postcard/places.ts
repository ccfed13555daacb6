/** The stamp side of a postcard: one named place for each point of the route. */
import type { RoutePoint, Stamp } from '../../../domain/contract/rallies'
import { postmarkDate } from '../../../domain/times'

export interface Place {
  pointId: string
  name: string
  kind: 'stamped' | 'waiting' | 'empty'
  date: string
  tilt: number
}

/** A point counts once, by its first stamp, whichever of the holder's cards it is on. */
export function placesOf(points: RoutePoint[], stamps: Stamp[]): Place[] {
  const ordered = [...stamps].sort((a, b) => a.at - b.at)
  return points.map((point) => {
    const stamp = ordered.find((each) => each.pointId === point.pointId)
    return {
      pointId: point.pointId,
      name: point.stampName,
      kind: stamp ? 'stamped' : 'empty',
      date: stamp ? postmarkDate(stamp.at) : '',
      tilt: tiltOf(point.order),
    }
  })
}

/** A turn between -9 and 9 degrees that stays the same for a point, so that a card looks the same each time. */
export function tiltOf(order: number): number {
  return ((order * 7 + 4) % 19) - 9
}
