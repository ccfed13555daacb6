import * as v from 'valibot'
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { judgeCheckIn } from '../../miniprogram/domain/checkins'
import { parseScene } from '../../miniprogram/domain/scenes'
import { derivedId } from '../_kit/ids'
import { addOnce, find } from '../_kit/once'
import { Refusal } from '../_kit/refusal'
import type { ActionSpec } from '../_kit/serve'
import { presentPoint, presentRoute, presentStamp } from './present'
import { isGenuine, isKeyValid } from './scene-check'
import {
  cardsOf,
  stampsOf,
  type CardDocument,
  type PointDocument,
  type RouteDocument,
  type SheetDocument,
  type StampDocument,
} from './store'

/**
 * Stamps the point whose printed code was scanned. A repeat, even at the same instant, gets the first stamp, since the
 * stamp's id is card + point. Seven database requests, six for a repeat, one for a forged code.
 */
export const checkIn: ActionSpec<Rallies['checkIn']> = {
  who: 'person',
  input: v.strictObject({
    scene: v.pipe(v.string(), v.maxLength(64)),
    scannedAt: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
  }),
  async run({ actor, input, now }) {
    const scene = parseScene(input.scene)
    if (!scene) throw new Refusal('CODE_UNREADABLE')
    if (!isKeyValid(scene.keyVersion)) throw new Refusal('CODE_WITHDRAWN')
    if (!isGenuine(scene)) throw new Refusal('CODE_FORGED')
    const sheet = await find<SheetDocument>('sheets', scene.sheetId)
    if (!sheet || sheet.keyVersion !== scene.keyVersion) throw new Refusal('CODE_WITHDRAWN')
    const [route, point, eventCards] = await Promise.all([
      find<RouteDocument>('routes', sheet.routeId),
      find<PointDocument>('points', sheet.pointId),
      cardsOf(actor.personId, sheet.eventId),
    ])
    if (!route || !point) throw new Refusal('NOT_FOUND')

    const card = appCard(actor.personId, sheet, now)
    const cards = eventCards.filter((each) => each.routeId === route._id)
    const stamps = await stampsOf(cards)
    const stampId = `${card._id}.${point._id}`
    const first = stamps.find((each) => each._id === stampId)
    // A stamp once given is shown again at any time: the judge is for new ones.
    const stored = first
      ? { document: first, added: false }
      : await stampNow({ card, known: cards, sheet, route, stampId, scannedAt: input.scannedAt, now })
    const all = [...stamps.filter((each) => each._id !== stampId), stored.document]
    return {
      stamp: presentStamp(stored.document),
      already: !stored.added,
      card: { cardId: card._id, kind: card.kind, serial: card.serial },
      route: presentRoute(route, all, now),
      point: presentPoint(point),
    }
  },
}

interface NewStamp {
  card: CardDocument
  known: CardDocument[]
  sheet: SheetDocument
  route: RouteDocument
  stampId: string
  scannedAt: number
  now: number
}

async function stampNow({ card, known, sheet, route, stampId, scannedAt, now }: NewStamp) {
  const refused = judgeCheckIn({
    now,
    sheet: { withdrawn: sheet.withdrawnAt !== null },
    route: { opensAt: route.opensAt.getTime(), closesAt: route.closesAt.getTime() },
  })
  if (refused) throw new Refusal(refused.code, refused.facts)
  // The card first: a stamp without its card would count for nobody.
  if (!known.some((each) => each._id === card._id)) await addOnce('cards', card)
  return addOnce<StampDocument>('stamps', {
    _id: stampId,
    cardId: card._id,
    routeId: route._id,
    pointId: sheet.pointId,
    sheetId: sheet._id,
    at: new Date(now),
    scannedAt: new Date(scannedAt),
  })
}

/** The card a person has in the app for one route. Its id follows from both, so it is made once. */
function appCard(personId: string, sheet: SheetDocument, now: number): CardDocument {
  const _id = derivedId('card', personId, sheet.routeId)
  return {
    _id,
    kind: 'app',
    eventId: sheet.eventId,
    routeId: sheet.routeId,
    // For reading aloud at a desk; tells nothing about the person.
    serial: _id
      .replace(/[^0-9A-Za-z]/g, '')
      .slice(0, 8)
      .toUpperCase(),
    joinedTo: personId,
    createdAt: new Date(now),
    history: [],
  }
}
