/** 打卡: events, routes, points, check-ins, stamps and postcards. */
import type { Action, EpochMs } from './envelope'
import type { Card, Stamp } from './rallies/cards'

export interface RouteSummary {
  routeId: string
  order: number
  name: string
  pointKind: string
  base: string
  gathering: string
  opensAt: EpochMs
  closesAt: EpochMs
  state: 'soon' | 'open' | 'over'
  pointCount: number
  /** How many of its points the reader has stamped, over all his cards. */
  stamped: number
}

export interface RallyEvent {
  eventId: string
  name: string
  theme: string
  district: string
  /** The dates of the source article, as text; the sample's own dates are in the routes. */
  articleDates: string
  organisers: { host: string[]; coHost: string[]; carriedOutBy: string[] }
}

export interface Treasure {
  /** 两站, 两校, 两品, 四地标. */
  group: string
  name: string
  /** Which of the app's drawings shows it. */
  drawing: string
}

export interface RoutePoint {
  pointId: string
  order: number
  name: string
  /** The few characters that fit on a round stamp. */
  stampName: string
  place: string
  hours: string
  activity: string
}

export type { Card, Stamp }

export interface Rallies {
  /** Anyone: the event that is on, with its routes. Null when there is none. */
  openEvent: Action<Record<string, never>, { event: RallyEvent | null; routes: RouteSummary[] }>
  /** Anyone: one route with its points, and the reader's own cards and stamps on it. */
  openRoute: Action<
    { routeId: string },
    { route: RouteSummary; treasures: Treasure[]; points: RoutePoint[]; cards: Card[]; stamps: Stamp[] }
  >
  /**
   * A person: stamps the point whose printed code he scanned. The same point again gives the first stamp.
   * `scannedAt` is the phone's time: evidence only, the server's clock decides.
   */
  checkIn: Action<
    { scene: string; scannedAt: EpochMs },
    {
      stamp: Stamp
      /** True when this card had the stamp before. */
      already: boolean
      card: Card
      route: RouteSummary
      point: RoutePoint
    }
  >
}
