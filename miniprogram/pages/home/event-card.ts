/** The event that is on, as one card: what a resident can do today. */
import type { RallyEvent, RouteSummary } from '../../domain/contract/rallies'
import { sayDate } from '../../domain/times'

export interface EventCard {
  name: string
  theme: string
  line: string
}

/** Null when nothing is on and nothing is to come. */
export function eventCard(event: RallyEvent | null, routes: RouteSummary[]): EventCard | null {
  if (!event) return null
  const open = routes.find((route) => route.state === 'open')
  const soon = routes.find((route) => route.state === 'soon')
  const line = open
    ? `正在走：${open.name} · ${open.pointCount} 个点 · 到 ${sayDate(open.closesAt - 1)}`
    : soon
      ? `${soon.name} ${sayDate(soon.opensAt)} 开放`
      : '三条路线都走完了，盖过的章都在'
  return { name: event.name, theme: event.theme, line }
}
