import * as v from 'valibot'
import type { Rallies } from '../../../miniprogram/domain/contract/rallies'
import { db, temporaryLinks } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { beginLooseChecks, type PictureDocument } from '../../_kit/pictures'
import type { ActionSpec } from '../../_kit/serve'
import { requireOperator } from '../operator'
import type { PointDocument, RouteDocument } from '../store'
import { LINK_SECONDS } from './shown-pictures'

type Read = RouteDocument & { points: PointDocument[]; pictures: PictureDocument[] }

/**
 * The points of a carnival in the order of its routes, each with all its pictures. Three database requests and one of the
 * storage; two more for each of one's own whose check never answered: who looks asks for it again.
 */
export const listPointPictures: ActionSpec<Rallies['listPointPictures']> = {
  who: 'person',
  input: v.strictObject({ eventId: id }),
  async run({ actor, input, now }) {
    await requireOperator(actor.personId)
    const routes = await readRoutes(input.eventId)
    const documents = new Map(routes.flatMap(({ pictures }) => pictures).map((each) => [each._id, each]))
    const all = routes.flatMap(({ points }) => points.flatMap(({ pictures = [] }) => pictures))
    const urls = await temporaryLinks(
      all.map(({ fileId }) => fileId),
      LINK_SECONDS,
    )
    const urlOf = new Map(all.map(({ pictureId }, at) => [pictureId, urls[at]!]))
    const own = [...documents.values()].filter(({ personId }) => personId === actor.personId)
    await beginLooseChecks(own, actor.openid, now)
    return {
      points: routes.flatMap(({ _id: routeId, name: routeName, points }) =>
        points
          .sort((one, other) => one.order - other.order)
          .map(({ _id: pointId, name, pictures = [] }) => ({
            ...{ pointId, name, routeId, routeName },
            pictures: pictures.map(({ pictureId, width, height }) => ({
              ...{ pictureId, width, height, url: urlOf.get(pictureId) ?? '' },
              state: documents.get(pictureId)?.state ?? ('checking' as const),
            })),
          })),
      ),
    }
  },
}

async function readRoutes(eventId: string): Promise<Read[]> {
  const { data } = await db
    .collection('routes')
    .aggregate()
    .match({ eventId })
    .sort({ order: 1 })
    .limit(100)
    .lookup({ from: 'points', localField: '_id', foreignField: 'routeId', as: 'points' })
    .lookup({
      from: 'pictures',
      localField: 'points.pictures.pictureId',
      foreignField: '_id',
      as: 'pictures',
    })
    .end()
  return data as Read[]
}
