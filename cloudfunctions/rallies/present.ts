/** What the phone gets to see of the documents. */
import { routeState, stampedPoints } from '../../miniprogram/domain/checkins'
import type { RoutePoint, RouteSummary, Stamp } from '../../miniprogram/domain/contract/rallies'
import type { PointDocument, RouteDocument, StampDocument } from './store'

export function presentRoute(route: RouteDocument, stamps: StampDocument[], now: number): RouteSummary {
  const [opensAt, closesAt] = [route.opensAt.getTime(), route.closesAt.getTime()]
  return {
    routeId: route._id,
    order: route.order,
    name: route.name,
    pointKind: route.pointKind,
    base: route.base,
    gathering: route.gathering,
    opensAt,
    closesAt,
    state: routeState({ opensAt, closesAt }, now),
    pointCount: route.pointCount,
    stamped: stampedPoints(stamps.filter((stamp) => stamp.routeId === route._id)),
  }
}

export function presentStamp(stamp: StampDocument): Stamp {
  return { stampId: stamp._id, cardId: stamp.cardId, pointId: stamp.pointId, at: stamp.at.getTime() }
}

export function presentPoint(point: PointDocument): RoutePoint {
  const { _id: pointId, order, name, stampName, place, hours, activity } = point
  return { pointId, order, name, stampName, place, hours, activity }
}
