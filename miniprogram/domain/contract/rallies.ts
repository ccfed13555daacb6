/** 打卡: events, routes, points, check-ins, stamps and postcards. */
import type { Action, EpochMs } from './envelope'
import type { Card, RallyCards, Stamp } from './rallies/cards'
import type { RallyDesk, RallyGifts } from './rallies/gifts'
import type { EventChange, RallyOperating } from './rallies/operating'
import type { PointPicture, RallyPictures } from './rallies/pictures'
import type { RallyPresence, Way } from './rallies/presence'
import type { RallyStaff } from './rallies/staff'

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
  /** 停办, 改期 of the route, newest first. */
  changes?: EventChange[]
}

export interface RallyEvent {
  eventId: string
  name: string
  theme: string
  district: string
  /** The dates of the source article, as text; the sample's own dates are in the routes. */
  articleDates: string
  organisers: { host: string[]; coHost: string[]; carriedOutBy: string[] }
  partners?: string[]
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
  /** The sheets that hang or hung here: they name a scan's point without a network. Useless for making one. */
  sheetIds?: string[]
  /** The first characters of their short codes: they name a typed one without a network, and make none. */
  codeHeads?: string[]
  position?: { latitude: number; longitude: number } | null
  /** Those that passed WeChat's check, at most three. */
  pictures?: PointPicture[]
  /** Metres within which a scan is not thought strange; null where the place is not asked. */
  radius?: number | null
  /** How presence may be proved here; absent: sheet and staff. */
  ways?: Way[]
  /** What an elder wants to know before walking; '' where nothing is known. */
  toilet?: string
  seats?: string
  steps?: string
  lunch?: string
  openHours?: { from: EpochMs; to: EpochMs }[]
  sessions?: { sessionId: string; name: string; startsAt: EpochMs; endsAt: EpochMs }[]
  /** 停办 from this moment. */
  closedFrom?: EpochMs | null
  /** 停办, 换点, changed sessions, newest first. */
  changes?: EventChange[]
}

export type { Card, Stamp }

/** Every action of the area. */
export interface Rallies
  extends RallyPresence, RallyCards, RallyGifts, RallyDesk, RallyStaff, RallyOperating, RallyPictures {
  /** Anyone: the event that is on, with its routes. Null when there is none. */
  openEvent: Action<Record<string, never>, { event: RallyEvent | null; routes: RouteSummary[] }>
  /**
   * Anyone: one route with its points, and the reader's own cards and stamps on it. Pictures that the phone keeps already
   * come without a link.
   */
  openRoute: Action<
    { routeId: string; keptPictures?: string[] },
    {
      route: RouteSummary
      treasures: Treasure[]
      points: RoutePoint[]
      /** The reader's own (the one in the app first) and those he carries. */
      cards: Card[]
      stamps: Stamp[]
      /** The text of the reader's own code, for staff to scan; '' for a stranger. */
      pass: string
    }
  >
}
