/** Writes the sample district into an environment, once, through the real SDK: a laptop's or a real test environment. */
import { createHmac } from 'node:crypto'
import { isDuplicate } from '../cloudfunctions/_kit/duplicate'
import { derivedId, identityIdOf } from '../cloudfunctions/_kit/ids'
import { phoneDigest } from '../cloudfunctions/_kit/phone-digest'
import { CALENDAR } from '../cloudfunctions/requests/calendar'
import { speller } from '../cloudfunctions/groups/members/search-key'
import { sampleDistrict } from '../database/sample'
import { sampleNumber } from '../local/cloud/openapi/phone-codes'
import type { Database } from './admin-database'

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
 * @returns true when it was loaded by this call
 */
export async function loadSampleOnce(
  db: Database,
  options: { now: number; keyVersion: string; secret: string },
): Promise<boolean> {
  const { data } = await db.collection('samples').limit(1).get()
  if (data.length > 0) return false
  const documents = sampleDistrict({
    ...options,
    idOf: sampleId,
    identityIdOf,
    phoneDigest,
    numberOf: sampleNumber,
    spell: await speller(),
    calendar: CALENDAR,
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
