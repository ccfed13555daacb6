import * as v from 'valibot'
import type { Requests } from '../../../miniprogram/domain/contract/requests'
import type { CasePhotoLink } from '../../../miniprogram/domain/contract/requests/photos'
import type { Case, CasePhoto } from '../../../miniprogram/domain/cases'
import { command, db, temporaryLinks } from '../../_kit/cloud'
import { id } from '../../_kit/inputs'
import { beginLooseChecks, pictureIdOf, type PictureDocument } from '../../_kit/pictures'
import type { ActionSpec } from '../../_kit/serve'
import { sceneOf, type CaseScene } from '../move'
import { isOutside, seesStep } from '../present'

/** A link works for whoever has it: who has moved to another unit sees what he kept open for ten minutes at most. */
const SECONDS = 10 * 60
/** In all a case may have more; each move brings its own. */
const PHOTOS_MAX = 60

/** Four database requests and one of the storage; two more for each of one's own whose check never answered. */
export const photoLinks: ActionSpec<Requests['photoLinks']> = {
  who: 'person',
  input: v.strictObject({ caseId: id }),
  async run({ actor, input, now }) {
    const scene = await sceneOf(input.caseId, actor.personId)
    const photos = photosFor(scene)
    if (photos.length === 0) return { photos: [] }
    const documents = await documentsOf(photos)
    const seen = photos.flatMap((photo): (CasePhotoLink & { fileId: string })[] => {
      const { fileId, by } = photo
      const photoId = pictureIdOf(fileId)
      const state = documents.get(photoId)?.state ?? 'checking'
      const may =
        by === actor.personId || state === 'shown' || (state === 'checking' && !isOutside(scene.roles))
      return [{ photoId, state, url: '', fileId: may ? fileId : '' }]
    })
    const links = await temporaryLinks(
      seen.flatMap(({ fileId }) => (fileId ? [fileId] : [])),
      SECONDS,
    )
    const own = photos.filter(({ by }) => by === actor.personId)
    await beginLooseChecks(
      own.flatMap(({ fileId }) => documents.get(pictureIdOf(fileId)) ?? []),
      actor.openid,
      now,
    )
    let next = 0
    return {
      photos: seen.map(({ fileId, ...link }) => ({ ...link, url: fileId ? (links[next++] ?? '') : '' })),
    }
  },
}

/** Everything that was sent with it, as far as the reader sees the move it came with. */
function photosFor({ current, roles }: Pick<CaseScene, 'current' | 'roles'>): CasePhoto[] {
  if (roles.every((role) => role === 'follower')) return []
  const outside = isOutside(roles)
  const all = [...current.photos, ...(current.answer?.photos ?? []), ...ofHistory(current, outside)]
  return [...new Map(all.map((photo) => [photo.fileId, photo])).values()].slice(-PHOTOS_MAX)
}

function ofHistory({ history }: Case, outside: boolean): CasePhoto[] {
  return history.flatMap(({ move, photos = [] }) => (seesStep(move, outside) ? photos : []))
}

async function documentsOf(photos: CasePhoto[]): Promise<Map<string, PictureDocument>> {
  const ids = photos.map(({ fileId }) => pictureIdOf(fileId))
  const { data } = await db
    .collection('pictures')
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .get()
  return new Map((data as PictureDocument[]).map((document) => [document._id, document]))
}
