/** Links to the pictures of points. */
import type { PointPicture } from '../../../miniprogram/domain/contract/rallies/pictures'
import { temporaryLinks } from '../../_kit/cloud'
import type { PictureDocument } from '../../_kit/pictures'
import type { PointDocument } from '../store'

/** Long enough to fetch them over a weak network; what is fetched is kept by the phone. */
export const LINK_SECONDS = 10 * 60

/**
 * What everybody may see: those that passed WeChat's check. One request of the storage, none when the phone keeps all.
 * @param kept ids of pictures that the phone has already
 * @returns the pictures of each point
 */
export async function linksFor(
  points: PointDocument[],
  documents: PictureDocument[],
  kept: string[],
): Promise<(point: PointDocument) => PointPicture[]> {
  const shown = new Set(documents.flatMap(({ _id, state }) => (state === 'shown' ? [_id] : [])))
  const seen = ({ pictures = [] }: PointDocument) => pictures.filter(({ pictureId }) => shown.has(pictureId))
  const missing = points.flatMap(seen).filter(({ pictureId }) => !kept.includes(pictureId))
  const urls = await temporaryLinks(
    missing.map(({ fileId }) => fileId),
    LINK_SECONDS,
  )
  const urlOf = new Map(missing.map(({ pictureId }, at) => [pictureId, urls[at]!]))
  return (point) =>
    seen(point).map(({ pictureId, width, height }) => {
      return { pictureId, width, height, url: urlOf.get(pictureId) ?? '' }
    })
}
