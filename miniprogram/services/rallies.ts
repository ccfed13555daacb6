/**
 * 打卡: the event that is on and its routes. What was loaded last is kept, whole, for reading without a network; scans
 * stand in rallies/check-ins.ts.
 */
import type { Answer } from '../domain/contract/envelope'
import type { Rallies, RoutePoint } from '../domain/contract/rallies'
import type { PointPicture } from '../domain/contract/rallies/pictures'
import { headOf } from '../domain/serials'
import { callAction } from './cloud'
import { dropOtherPictures, keptPictures, savePictures } from './rallies/point-pictures'

export type OpenEvent = Rallies['openEvent']['output']
export type OpenRoute = Rallies['openRoute']['output']
export type CheckedIn = Rallies['checkIn']['output']

const EVENT_KEY = 'rallies/event'
const routeKey = (routeId: string) => `rallies/route/${routeId}`

/** The event that is on, with its routes. Afterwards the whole of it is on this phone. */
export async function openEvent(): Promise<Answer<OpenEvent>> {
  const answer = await callAction('rallies', 'openEvent', {})
  if (!answer.ok) return answer
  keepEvent(answer.data)
  dropOtherPictures(answer.data.routes.map(({ routeId }) => routeId))
  void keepRoutes(answer.data)
  return answer
}

let event: OpenEvent | null = null

/** The event as this phone saw it last, or null. */
export function lastEvent(): OpenEvent | null {
  event = event ?? ((wx.getStorageSync(EVENT_KEY) as OpenEvent | '') || null)
  return event
}

function keepEvent(seen: OpenEvent): void {
  event = seen
  wx.setStorage({ key: EVENT_KEY, data: seen })
}

/** One route with its points, and the holder's cards and stamps on it. */
export async function openRoute(routeId: string): Promise<Answer<OpenRoute>> {
  const kept = keptPictures(routeId)
  const answer = await callAction('rallies', 'openRoute', {
    routeId,
    ...(kept.length > 0 ? { keptPictures: kept } : {}),
  })
  if (!answer.ok) return answer
  keepRoute(answer.data)
  void savePictures(routeId, answer.data.points)
  return answer
}

/** Routes read from storage or just written to it: a page asks for them once per scan that waits. */
const known = new Map<string, OpenRoute>()

/** The route as this phone saw it last, or null. */
export function lastRoute(routeId: string): OpenRoute | null {
  const route = known.get(routeId) ?? ((wx.getStorageSync(routeKey(routeId)) as OpenRoute | '') || null)
  if (route) known.set(routeId, route)
  return route
}

/** Every route of the event as this phone saw it last. */
export function lastRoutes(): OpenRoute[] {
  return (lastEvent()?.routes ?? []).flatMap(({ routeId }) => lastRoute(routeId) ?? [])
}

function keepRoute(route: OpenRoute): void {
  known.set(route.route.routeId, route)
  // Links end within minutes: what is read again later are the phone's own files.
  const points = route.points.map((point) => ({ ...point, pictures: point.pictures?.map(withoutLink) }))
  wx.setStorage({ key: routeKey(route.route.routeId), data: { ...route, points } })
}

const withoutLink = (picture: PointPicture): PointPicture => ({ ...picture, url: '' })

/** Routes nobody opened yet are fetched as well, one after the other: there may be no network where they are walked. */
async function keepRoutes({ routes }: OpenEvent): Promise<void> {
  for (const { routeId } of routes) if (!lastRoute(routeId)) await openRoute(routeId)
}

/** A stamp that was just given stands on the kept copies, too, which may be what is read next. */
export function keepStamps({ card, stamp, others, route }: CheckedIn): void {
  const seen = lastEvent()
  const mine = card.tie !== 'carried'
  if (seen && mine) {
    const routes = seen.routes.map((each) => (each.routeId === route.routeId ? route : each))
    keepEvent({ ...seen, routes })
  }
  const before = lastRoute(route.routeId)
  if (!before) return
  const added = [stamp, ...others.map((other) => other.stamp)]
  const ids = new Set(added.map(({ stampId }) => stampId))
  const stamps = [...before.stamps.filter(({ stampId }) => !ids.has(stampId)), ...added]
  keepRoute({ ...before, route: mine ? route : before.route, stamps })
}

/** The point a typed short code is likely of, or null: where two begin alike, none is named. */
export function likelyPoint(shortCode: string): RoutePoint | null {
  const points = lastRoutes().flatMap((route) => route.points)
  const [point, other] = points.filter(({ codeHeads }) => codeHeads?.includes(headOf(shortCode)))
  return other ? null : (point ?? null)
}

/** A point as this phone knows it: by its id, or by a sheet that hangs or hung there. */
export function lastPoint(which: {
  pointId?: string
  sheetId?: string
}): { point: RoutePoint; route: OpenRoute } | null {
  for (const route of lastRoutes()) {
    const point = route.points.find(
      ({ pointId, sheetIds }) => pointId === which.pointId || sheetIds?.includes(which.sheetId ?? ''),
    )
    if (point) return { point, route }
  }
  return null
}
