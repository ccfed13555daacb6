/** What the phone gets to see of the documents. */
import { routeState, stampedPoints } from '../../miniprogram/domain/checkins'
import type { RoutePoint, RouteSummary, Stamp } from '../../miniprogram/domain/contract/rallies'
import type { EventChange } from '../../miniprogram/domain/contract/rallies/operating'
import type { Change, PointDocument, RouteDocument, StampDocument } from './store'

export function presentRoute(
  route: RouteDocument,
  stamps: Pick<StampDocument, 'routeId' | 'pointId'>[],
  now: number,
): RouteSummary {
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
    changes: presentChanges(route.changes),
  }
}

export function presentStamp(stamp: StampDocument): Stamp {
  return { stampId: stamp._id, cardId: stamp.cardId, pointId: stamp.pointId, at: stamp.at.getTime() }
}

export function presentPoint(point: PointDocument): RoutePoint {
  const { _id: pointId, order, name, stampName, place, hours, activity } = point
  const { position, radius, ways, toilet, seats, steps, lunch } = point
  const known = Object.fromEntries(
    Object.entries({ position, radius, ways, toilet, seats, steps, lunch }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  return {
    ...{ pointId, order, name, stampName, place, hours, activity, ...known },
    openHours: (point.openHours ?? []).map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() })),
    sessions: (point.sessions ?? []).map(({ sessionId, name: title, startsAt, endsAt }) => ({
      sessionId,
      name: title,
      startsAt: startsAt.getTime(),
      endsAt: endsAt.getTime(),
    })),
    closedFrom: point.closedFrom?.getTime() ?? null,
    changes: presentChanges(point.changes),
  }
}

/** Newest first. */
export function presentChanges(changes: Change[] = []): EventChange[] {
  return changes
    .map(({ changeId, kind, text, at }) => ({ changeId, kind, text, at: at.getTime() }))
    .sort((one, other) => other.at - one.at)
}
