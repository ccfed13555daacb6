/** Writes the sample district into an environment, once, through the real SDK: a laptop's or a real test environment. */
import { randomBytes } from 'node:crypto'
import tcb from '@cloudbase/node-sdk'
import { derivedId, identityIdOf } from '../cloudfunctions/_kit/ids'
import { sampleDistrict } from '../database/sample'

type Database = ReturnType<ReturnType<typeof tcb.init>['database']>

/** Bumped when the sample changes its shape; an environment keeps the sample it was first given. */
const SAMPLE = 'sample-1'
const AT_ONCE = 16

/** An id of the sample by its key: the same in every environment. */
export function sampleId(key: string): string {
  return derivedId('sample', key)
}

/**
 * Loads the sample unless this environment has it. An interrupted loading is done again from the start: every document
 * has a fixed id except the sheets, whose leftovers lead nowhere but to their own point.
 * @returns true when it was loaded by this call
 */
export async function loadSampleOnce(
  db: Database,
  options: { now: number; keyVersion: string },
): Promise<boolean> {
  const { data } = await db.collection('samples').where({ _id: SAMPLE }).limit(1).get()
  if (data.length > 0) return false
  const documents = sampleDistrict({
    ...options,
    idOf: sampleId,
    identityIdOf,
    sheetId: () => randomBytes(9).toString('hex').slice(0, 12),
  })
  const rest = [...documents]
  const write = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      const { _id, ...fields } = next.document
      await db.collection(next.collection).doc(_id).set(fields)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, write))
  await db
    .collection('samples')
    .doc(SAMPLE)
    .set({ loadedAt: new Date(options.now), documents: documents.length })
  return true
}
