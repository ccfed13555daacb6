/** The rallies area's own collections. */
import type {
  RallyEvent,
  RoutePoint,
  RouteSummary,
  Treasure,
} from '../../miniprogram/domain/contract/rallies'
import { command, db } from '../_kit/cloud'

export interface EventDocument extends Omit<RallyEvent, 'eventId'> {
  _id: string
  /** Events belong to a unit of the district's tree. */
  unitId: string
  state: 'on' | 'over'
}

export interface RouteDocument extends Omit<
  RouteSummary,
  'routeId' | 'opensAt' | 'closesAt' | 'state' | 'stamped'
> {
  _id: string
  eventId: string
  opensAt: Date
  closesAt: Date
  /** The picture side of this route's postcard; the same for all, kept here so that a route is one reading. */
  treasures: Treasure[]
}

export interface PointDocument extends Omit<RoutePoint, 'pointId'> {
  _id: string
  routeId: string
}

/** One printed code. Withdrawing it stops this paper only. */
export interface SheetDocument {
  _id: string
  eventId: string
  routeId: string
  pointId: string
  keyVersion: string
  withdrawnAt: Date | null
}

/** A postcard: one holder's, for one route. Stamps belong to it, not to an account. */
export interface CardDocument {
  _id: string
  kind: 'app' | 'paper'
  eventId: string
  routeId: string
  serial: string
  /** Whose it is: set at the start for a card in the app, once (null → person) for one of paper. */
  joinedTo: string | null
  createdAt: Date
  history: { moveId: string; move: string; by: string; at: Date }[]
}

export interface StampDocument {
  /** Card + point: a point is on a card once, whatever happens at the same instant. */
  _id: string
  cardId: string
  routeId: string
  pointId: string
  sheetId: string
  at: Date
  /** The phone's own time of the scan: evidence only. */
  scannedAt: Date
}

/** A person's cards in one event, at most a few per route. Index (joinedTo, eventId). */
export async function cardsOf(personId: string, eventId: string): Promise<CardDocument[]> {
  const { data } = await db.collection('cards').where({ joinedTo: personId, eventId }).limit(50).get()
  return data as CardDocument[]
}

/** The stamps of a few cards in one request. Index (cardId). */
export async function stampsOf(cards: CardDocument[]): Promise<StampDocument[]> {
  if (cards.length === 0) return []
  const { data } = await db
    .collection('stamps')
    .where({ cardId: command.in(cards.map((card) => card._id)) })
    .limit(1000)
    .get()
  return data as StampDocument[]
}
