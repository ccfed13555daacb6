/** From a plan to the documents it asks for: ids follow from event and name, so that importing again finds them. */
import { createHmac } from 'node:crypto'
import {
  hoursBetween,
  type EventPlan,
  type PlannedDuty,
  type Span,
} from '../../../miniprogram/domain/event-plan'
import type { Treasure } from '../../../miniprogram/domain/contract/rallies'
import { serialFrom } from '../../../miniprogram/domain/serials'
import { derivedId } from '../../_kit/ids'
import { newestKey } from '../point-secrets'
import { sceneKeys } from '../scene-check'

export interface PlannedDocument {
  collection: 'events' | 'routes' | 'points' | 'sheets' | 'desks' | 'gifts'
  _id: string
  /** What people call it, for what is listed. */
  label: string
  /** What the workbook says: compared with what it said last time. */
  said: Record<string, unknown>
  /** What it is born with and no workbook changes. */
  born: Record<string, unknown>
}

const dates = ({ from, to }: Span) => ({ from: new Date(from), to: new Date(to) })
const duties = (duty: PlannedDuty[]) =>
  duty.map((each) => ({ ...dates(each), name: each.name, phone: each.phone }))

/** @param treasures the picture side of every postcard */
export function plannedDocuments(plan: EventPlan, eventId: string, treasures: Treasure[]): PlannedDocument[] {
  const { event, routes, points, desks, gifts } = plan
  const routeId = (name: string) => derivedId('route', eventId, name)
  const pointId = (route: string, name: string) => derivedId('point', eventId, route, name)
  const closesAt = new Date(Math.max(...routes.map((route) => route.closesAt)))
  return [
    {
      ...{ collection: 'events' as const, _id: eventId, label: event.name, said: { ...event, closesAt } },
      born: { unitId: '', state: 'draft', articleDates: '', closedFrom: null, history: [] },
    },
    ...routes.map((route) => ({
      ...{ collection: 'routes' as const, _id: routeId(route.name), label: route.name },
      said: {
        ...route,
        opensAt: new Date(route.opensAt),
        closesAt: new Date(route.closesAt),
        pointCount: points.filter((point) => point.route === route.name).length,
      },
      born: { eventId, treasures, closedFrom: null, formerWeeks: [], changes: [] },
    })),
    ...points.flatMap((point) => {
      const { route: routeName, sessions, duty, ...rest } = point
      const route = routes.find(({ name }) => name === routeName)!
      const _id = pointId(routeName, point.name)
      const said = {
        ...rest,
        openHours: hoursBetween(point.daily, route.opensAt, route.closesAt).map(dates),
        sessions: sessions.map(({ from, to, name }) => ({
          sessionId: derivedId('session', _id, name, String(from)),
          name,
          startsAt: new Date(from),
          endsAt: new Date(to),
        })),
        duty: duties(duty),
      }
      const born = { eventId, routeId: routeId(routeName), closedFrom: null, changes: [] }
      return [
        { collection: 'points' as const, _id, label: `${routeName} · ${point.name}`, said, born },
        firstSheet(eventId, routeId(routeName), _id),
      ]
    }),
    ...desks.map(({ openHours, duty, ...desk }) => ({
      ...{ collection: 'desks' as const, _id: derivedId('desk', eventId, desk.name), label: desk.name },
      said: { ...desk, openHours: openHours.map(dates), duty: duties(duty) },
      born: { eventId },
    })),
    ...gifts.map(({ route, required, atLeast, ...gift }) => ({
      ...{ collection: 'gifts' as const, _id: derivedId('gift', eventId, gift.name), label: gift.name },
      said: {
        ...gift,
        rule: { routeId: route ? routeId(route) : null, required: requiredIds(route, required), atLeast },
      },
      born: { eventId },
    })),
  ]

  function requiredIds(route: string, names: string[]): string[] {
    return points
      .filter((point) => (!route || point.route === route) && names.includes(point.name))
      .map((point) => pointId(point.route, point.name))
  }
}

/** The sheet a point is born with. Ids and short codes follow from a secret, so that they cannot be counted through. */
function firstSheet(eventId: string, routeId: string, pointId: string): PlannedDocument {
  const { sheetId, ...born } = newSheet(pointId, 'first')
  return {
    ...{ collection: 'sheets', _id: sheetId, label: '', said: {} },
    born: { eventId, routeId, pointId, withdrawnAt: null, ...born },
  }
}

/** @param which makes it another sheet of the same point */
export function newSheet(pointId: string, which: string) {
  const keyVersion = newestKey()
  const secret = createHmac('sha256', sceneKeys()[keyVersion]!).update(`sheet ${pointId} ${which}`).digest()
  return {
    sheetId: secret.toString('hex').slice(0, 12),
    keyVersion,
    shortCode: serialFrom(secret.subarray(8)),
  }
}
