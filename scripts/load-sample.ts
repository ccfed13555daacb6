/** Writes the sample district into an environment, once, through the real SDK: a laptop's or a real test environment. */
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDuplicate } from '../cloudfunctions/_kit/duplicate'
import { derivedId, identityIdOf } from '../cloudfunctions/_kit/ids'
import { pictureIdOf } from '../cloudfunctions/_kit/pictures'
import { phoneDigest } from '../cloudfunctions/_kit/phone-digest'
import { CALENDAR } from '../cloudfunctions/requests/calendar'
import { entryIdOf } from '../cloudfunctions/requests/representatives/store'
import { speller } from '../cloudfunctions/groups/members/search-key'
import { sampleDistrict } from '../database/sample'
import { SAMPLE_PICTURES } from '../database/sample/pictures'
import { sampleNumber } from '../local/cloud/openapi/phone-codes'
import type { Database, Upload } from './admin-database'

/** The shape of the sample. An environment keeps the one it was first given: people have written into it since. */
const SAMPLE = 'sample-1'
const AT_ONCE = 16

/** An id of the sample by its key: the same in every environment. */
export function sampleId(key: string): string {
  return derivedId('sample', key)
}

/**
 * Loads the sample unless this environment has one. Every document has a fixed id and is added only where it is missing,
 * so an interrupted loading is simply done again, and nothing that people wrote since is put back.
 * @param options without `upload` the points have no pictures
 * @returns true when it was loaded by this call
 */
export async function loadSampleOnce(
  db: Database,
  { upload, ...options }: { now: number; keyVersion: string; secret: string; upload?: Upload },
): Promise<boolean> {
  const { data } = await db.collection('samples').limit(1).get()
  if (data.length > 0) return false
  const fileIds = upload ? await storedDrawings(upload) : new Map<string, string>()
  const documents = sampleDistrict({
    ...options,
    idOf: sampleId,
    identityIdOf,
    phoneDigest,
    numberOf: sampleNumber,
    spell: await speller(),
    calendar: CALENDAR,
    representativeIdOf: entryIdOf,
    pictureOf(drawing) {
      const fileId = fileIds.get(drawing)
      return fileId ? { pictureId: pictureIdOf(fileId), fileId } : null
    },
    sheetId: (key) => createHmac('sha256', options.secret).update(`sheet ${key}`).digest('hex').slice(0, 12),
  })
  const rest = [...documents]
  const write = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      await db
        .collection(next.collection)
        .add(next.document)
        .catch((error: unknown) => {
          if (!isDuplicate(error)) throw error
        })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, write))
  await db
    .collection('samples')
    .doc(SAMPLE)
    .set({ loadedAt: new Date(options.now), documents: documents.length })
  return true
}

/** Their paths are fixed, so that an interrupted loading puts the same files again. @returns file ids by drawing */
async function storedDrawings(upload: Upload): Promise<Map<string, string>> {
  const folder = join(__dirname, '../miniprogram/packages/rallies/images/vignettes')
  const stored = SAMPLE_PICTURES.map(async (drawing) => {
    const bytes = await readFile(join(folder, `${drawing}.png`))
    return [drawing, await upload(`points/sample-${drawing}.png`, bytes)] as const
  })
  return new Map(await Promise.all(stored))
}
