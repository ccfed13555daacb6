/** One route as a card of the event. */
import type { RouteSummary } from '../../domain/contract/rallies'
import { sayDate } from '../../domain/times'

const STATES = { soon: '未开始', open: '开放中', over: '已结束' } as const

export interface RouteCard {
  routeId: string
  name: string
  state: RouteSummary['state']
  stateLabel: string
  dates: string
  what: string
  base: string
  progress: string
  dots: { place: number; on: boolean }[]
}

export function routeCard(route: RouteSummary): RouteCard {
  return {
    routeId: route.routeId,
    name: route.name,
    state: route.state,
    stateLabel: STATES[route.state],
    dates: `${sayDate(route.opensAt)} 至 ${sayDate(route.closesAt - 1)}`,
    what: `${route.pointCount} 个${route.pointKind}`,
    base: route.base,
    progress: `${route.stamped}/${route.pointCount}`,
    dots: Array.from({ length: route.pointCount }, (_, place) => ({ place, on: place < route.stamped })),
  }
}
