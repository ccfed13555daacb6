import * as v from 'valibot'
import type { Rallies } from '../../miniprogram/domain/contract/rallies'
import { headOf } from '../../miniprogram/domain/serials'
import { command, db } from '../_kit/cloud'
import { id } from '../_kit/inputs'
import { Refusal } from '../_kit/refusal'
import type { PictureDocument } from '../_kit/pictures'
import type { ActionSpec } from '../_kit/serve'
import { presentAppCard, presentPaperCard } from './app-card'
import { unique } from './arrival'
import { sealPass } from './pass'
import { linksFor } from './pictures/shown-pictures'
import { presentPoint, presentRoute, presentStamp } from './present'
import type { CardDocument, PointDocument, RouteDocument, SheetDocument, StampDocument } from './store'

type Read = RouteDocument & {
  points: PointDocument[]
  sheets: SheetDocument[]
  pictures: PictureDocument[]
  owned: CardDocument[]
  carried: CardDocument[]
  ownStamps: StampDocument[]
  cardStamps: StampDocument[]
}

/** One route with its points, the reader's own cards and those he carries. Two database requests, and one of the storage. */
export const openRoute: ActionSpec<Rallies['openRoute']> = {
  who: 'anyone',
  input: v.strictObject({ routeId: id, keptPictures: v.optional(v.pipe(v.array(id), v.maxLength(200))) }),
  async run({ actor, input, now }) {
    const found = await readRoute(input.routeId, actor.personId)
    if (!found) throw new Refusal('NOT_FOUND')
    const { points, owned, carried, ownStamps, cardStamps } = found
    const reader = actor.personId
    const picturesOf = await linksFor(points, found.pictures, input.keptPictures ?? [])
    const ofRoute = <Kind extends { routeId: string }>(all: Kind[]) =>
      all.filter((each) => each.routeId === found._id)
    const paper = unique([...ofRoute(owned), ...ofRoute(carried)])
    const mine = new Set(ofRoute(owned).map((card) => card._id))
    const stamps = unique([...ofRoute(ownStamps), ...ofRoute(cardStamps)])
    const counted = stamps.filter((stamp) => stamp.personId === reader || mine.has(stamp.cardId))
    return {
      route: presentRoute(found, reader ? counted : [], now),
      treasures: found.treasures,
      points: points
        .sort((one, other) => one.order - other.order)
        .map((point) => {
          const sheets = found.sheets.filter(({ pointId }) => pointId === point._id)
          return {
            ...presentPoint(point),
            pictures: picturesOf(point),
            sheetIds: sheets.map(({ _id }) => _id),
            codeHeads: sheets.flatMap(({ shortCode }) => (shortCode ? headOf(shortCode) : [])),
          }
        }),
      cards: reader
        ? [presentAppCard(reader, found._id), ...paper.map((card) => presentPaperCard(card, reader))]
        : [],
      stamps: stamps.map(presentStamp),
      pass: reader ? `P.${sealPass(reader)}` : '',
    }
  },
}

async function readRoute(routeId: string, personId: string | null): Promise<Read | null> {
  const $ = command.aggregate
  const { data } = await db
    .collection('routes')
    .aggregate()
    .match({ _id: routeId })
    .limit(1)
    .addFields({ reader: $.literal(personId ?? '') })
    .lookup({ from: 'points', localField: '_id', foreignField: 'routeId', as: 'points' })
    .lookup({ from: 'sheets', localField: 'points._id', foreignField: 'pointId', as: 'sheets' })
    .lookup({
      from: 'pictures',
      localField: 'points.pictures.pictureId',
      foreignField: '_id',
      as: 'pictures',
    })
    .lookup({ from: 'cards', localField: 'reader', foreignField: 'joinedTo', as: 'owned' })
    .lookup({ from: 'cards', localField: 'reader', foreignField: 'carriedBy', as: 'carried' })
    .addFields({ cardIds: $.concatArrays(['$owned._id', '$carried._id']) })
    .lookup({ from: 'stamps', localField: 'reader', foreignField: 'personId', as: 'ownStamps' })
    .lookup({ from: 'stamps', localField: 'cardIds', foreignField: 'cardId', as: 'cardStamps' })
    .end()
  return (data[0] as Read | undefined) ?? null
}
