/** What some sample points look like: the app's own drawings, since nobody may take a picture of an invented place. */
import type { SampleContext, SampleDocument } from './index'

/** Some points have one, some two, some none. */
const DRAWN: Record<string, string[]> = {
  'route-1-point-1': ['university-a'],
  'route-1-point-6': ['station-a'],
  'route-2-point-1': ['emblem-a', 'landmark-a'],
  'route-2-point-4': ['emblem-b'],
  'route-2-point-6': ['landmark-b'],
  'route-3-point-1': ['landmark-c', 'landmark-d'],
  'route-3-point-3': ['station-b'],
  'route-3-point-7': ['university-b'],
}
/** In dots. */
const SIZE = { width: 220, height: 220 }

/** Drawings that the sample shows as pictures of points. */
export const SAMPLE_PICTURES = [...new Set(Object.values(DRAWN).flat())]

/** The pictures of a sample point, and for each the document that says it may be seen. */
export function picturesOf(pointKey: string, { idOf, pictureOf }: SampleContext) {
  return (DRAWN[pointKey] ?? []).flatMap((drawing) => {
    const stored = pictureOf(drawing)
    if (!stored) return []
    const { pictureId, fileId } = stored
    const document: SampleDocument['document'] = {
      ...{ _id: pictureId, fileId, personId: idOf('operator-1'), state: 'shown' },
    }
    return { document, picture: { pictureId, fileId, ...SIZE } }
  })
}
