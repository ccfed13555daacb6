/** The rallies area's own documents: what people walk and what is stamped. Stock stands in gifts/, shifts in staff/. */
import type {
  RallyEvent,
  RoutePoint,
  RouteSummary,
  Treasure,
} from '../../miniprogram/domain/contract/rallies'
import type { FlagKind, Way } from '../../miniprogram/domain/contract/rallies/presence'
import type { Position } from '../../miniprogram/domain/distances'

/** A step of a document's life: see docs/decisions/0007. */
export interface Step {
  moveId: string
  move: string
  /** Who did it; the timer where no person did. */
  by: string
  at: Date
  detail?: string
}

export interface EventDocument extends Omit<RallyEvent, 'eventId'> {
  _id: string
  /** Events belong to a unit of the district's tree. */
  unitId: string
  /** Drafts are seen by operators and staff alone. */
  state: 'draft' | 'on' | 'over' | 'cancelled'
  /** When the last route closes; absent: asked of the routes. */
  closesAt?: Date
  /** Called off from this moment. */
  closedFrom?: Date | null
  partners?: string[]
  history?: Step[]
}

export interface Change {
  changeId: string
  kind: '停办' | '改期' | '换点' | '场次'
  text: string
  at: Date
}

export interface RouteDocument extends Omit<
  RouteSummary,
  'routeId' | 'opensAt' | 'closesAt' | 'state' | 'stamped' | 'changes'
> {
  _id: string
  eventId: string
  opensAt: Date
  closesAt: Date
  /** The picture side of this route's postcard; the same for all, kept here so that a route is one reading. */
  treasures: Treasure[]
  closedFrom?: Date | null
  /** Weeks that were in force until a change: an honest scan from then stays good. */
  formerWeeks?: { opensAt: Date; closesAt: Date; changedAt: Date }[]
  changes?: Change[]
}

export interface Hours {
  from: Date
  to: Date
}

export interface PointDocument extends Omit<
  RoutePoint,
  'pointId' | 'openHours' | 'sessions' | 'closedFrom' | 'changes' | 'saved' | 'pictures'
> {
  _id: string
  routeId: string
  eventId?: string
  openHours?: Hours[]
  sessions?: { sessionId: string; name: string; startsAt: Date; endsAt: Date }[]
  /** Who answers for the point, hour by hour. Numbers are for staff and operators only. */
  duty?: (Hours & { name: string; phone: string })[]
  closedFrom?: Date | null
  changes?: Change[]
  /** At most three; whether they may be seen stands in `pictures`, by pictureId. */
  pictures?: { pictureId: string; fileId: string; width: number; height: number }[]
  history?: Step[]
}

/** One printed code. Withdrawing it stops this paper only. */
export interface SheetDocument {
  _id: string
  eventId: string
  routeId: string
  pointId: string
  keyVersion: string
  /** To type when no camera will do: see domain/serials.ts. */
  shortCode?: string
  withdrawnAt: Date | null
}

/** A paper postcard: one holder's, for one route; its id is its serial. Stamps belong to it, not to an account. */
export interface CardDocument {
  _id: string
  /** The card in the app is not stored any more; environments from before may hold some. */
  kind: 'app' | 'paper'
  eventId: string
  routeId: string
  serial: string
  /** Whose it is: once, null → person. */
  joinedTo: string | null
  /** On whose phone it is shown and stamped, and what its owner is called there. */
  carriedBy?: string | null
  carriedAs?: string
  createdAt: Date
  history: Step[]
}

export interface StampDocument {
  /** Card + point: a point is on a card once, whatever happens at the same instant. */
  _id: string
  cardId: string
  eventId?: string
  routeId: string
  pointId: string
  /** Whose card in the app it is; absent for paper. */
  personId?: string
  way?: Way
  sheetId: string | null
  /** Staff who set it, for the way of staff. */
  by?: string
  /** When the scan was made, as far as it is known. */
  at: Date
  /** When the cloud took it. */
  receivedAt?: Date
  /** The phone's own time of the scan: evidence only. */
  scannedAt: Date
  /** Where the point stood then, to see impossible travel. Never where a person was. */
  position?: Position | null
  flagged?: boolean
  flags?: { kind: FlagKind; detail: string }[]
}

export const WAYS_AT_FIRST: Way[] = ['sheet', 'staff']

export const waysOf = (point: PointDocument): Way[] => point.ways ?? WAYS_AT_FIRST

/** When the event is over for everybody. */
export function eventClosesAt(event: EventDocument | undefined, route: RouteDocument): number {
  return (event?.closesAt ?? route.closesAt).getTime()
}
