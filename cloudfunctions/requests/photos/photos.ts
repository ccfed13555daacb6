/** Photos that come with a case or a move: whose they are, and WeChat's look at them. */
import * as v from 'valibot'
import type { CasePhotoView, SentPhoto } from '../../../miniprogram/domain/contract/requests/photos'
import { CASE_PHOTOS_MAX, type CasePhoto } from '../../../miniprogram/domain/cases'
import { checkOwnPictures, pictureIdOf, type PictureDocument } from '../../_kit/pictures'

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000))

/** Welcome where something is sent: nothing is the same as none. */
export const photos = v.optional(
  v.pipe(
    v.array(
      v.strictObject({
        fileId: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
        width: side,
        height: side,
      }),
    ),
    v.maxLength(CASE_PHOTOS_MAX),
  ),
  [],
)

export interface TakenPhotos {
  photos: CasePhoto[]
  documents: PictureDocument[]
}

/** Makes them the sender's. One request a photo, and one of the storage. @throws Refusal PICTURE_… */
export async function takePhotos(sent: SentPhoto[], personId: string): Promise<TakenPhotos> {
  if (sent.length === 0) return { photos: [], documents: [] }
  const documents = await checkOwnPictures(
    sent.map(({ fileId }) => fileId),
    personId,
  )
  return { photos: sent.map((photo) => ({ ...photo, by: personId })), documents }
}

/** Where a file lies is nobody's to know: a reader gets links. */
export function photoView({ fileId, width, height }: CasePhoto): CasePhotoView {
  return { photoId: pictureIdOf(fileId), width, height }
}
