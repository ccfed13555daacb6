/**
 * Everything a stamp is judged by, in one reading: from what was shown (a sheet, a point, a shift) to its point, route
 * and event, and the holder's cards with their stamps. One database request however much there is, all of it by indexes.
 */
import { command, db } from '../_kit/cloud'
import type { CardDocument, EventDocument, PointDocument, RouteDocument, StampDocument } from './store'

/** Where a reading starts, and which field of it names the point. */
const STARTS = { sheets: 'pointId', points: '_id', shifts: 'placeId' } as const

export interface Arrival<Start> {
  start: Start
  point: PointDocument
  route: RouteDocument
  event: EventDocument | undefined
  /** Of paper: the holder's own, those he carries, and those asked for by serial. */
  cards: CardDocument[]
  /** On all of these cards and on the holder's cards in the app, in every event. */
  stamps: StampDocument[]
  /** Six digits that were tried. */
  tries: CodeTry[]
}

/** One of three, written before it is judged. */
export interface CodeTry {
  _id: string
  key: string
  digits: string
  at: Date
}

/**
 * @param where one document of `from`
 * @param holder whose cards: a person, or null for paper alone
 * @param serials of further paper cards
 * @param tries the key under which tries at six digits are kept, where they matter
 * @returns null when there is none, or what it belongs to is gone
 */
export async function readArrival<Start>(
  from: keyof typeof STARTS,
  where: Record<string, string>,
  holder: string | null,
  { serials = [], tries = '' }: { serials?: string[]; tries?: string } = {},
): Promise<Arrival<Start> | null> {
  const $ = command.aggregate
  const stages = db
    .collection(from)
    .aggregate()
    .match(where)
    .limit(1)
    .addFields({ holder: $.literal(holder ?? ''), serials: $.literal(serials), tries: $.literal(tries) })
    .lookup({ from: 'points', localField: STARTS[from], foreignField: '_id', as: 'point' })
    .lookup({ from: 'routes', localField: 'point.routeId', foreignField: '_id', as: 'route' })
    .lookup({ from: 'events', localField: 'route.eventId', foreignField: '_id', as: 'event' })
    .lookup({ from: 'cards', localField: 'holder', foreignField: 'joinedTo', as: 'owned' })
    .lookup({ from: 'cards', localField: 'serials', foreignField: '_id', as: 'asked' })
    .addFields({ cardIds: $.concatArrays(['$owned._id', '$asked._id']) })
    .lookup({ from: 'stamps', localField: 'holder', foreignField: 'personId', as: 'ownStamps' })
    .lookup({ from: 'stamps', localField: 'cardIds', foreignField: 'cardId', as: 'cardStamps' })
  const { data } = await (
    tries === ''
      ? stages
      : stages.lookup({ from: 'codeTries', localField: 'tries', foreignField: 'key', as: 'codeTries' })
  ).end()
  const [found] = data as Read<Start>[]
  const [point, route] = [found?.point[0], found?.route[0]]
  if (!found || !point || !route) return null
  const { event, owned, asked, ownStamps, cardStamps } = found
  const cards = unique([...owned, ...asked])
  return {
    start: found,
    point,
    route,
    event: event[0],
    cards,
    stamps: unique([...ownStamps, ...cardStamps]),
    tries: found.codeTries ?? [],
  }
}

type Read<Start> = Start & {
  point: PointDocument[]
  route: RouteDocument[]
  event: EventDocument[]
  owned: CardDocument[]
  asked: CardDocument[]
  ownStamps: StampDocument[]
  cardStamps: StampDocument[]
  codeTries?: CodeTry[]
}

export function unique<Document extends { _id: string }>(documents: Document[]): Document[] {
  return [...new Map(documents.map((document) => [document._id, document])).values()]
}
