/** Adding what may be added twice. */
import { db } from './cloud'
import { isDuplicate } from './duplicate'

/** Reads one document by id, or null. A missing document is an answer here, not an error. */
export async function find<Document>(collection: string, id: string): Promise<Document | null> {
  const { data } = await db.collection(collection).where({ _id: id }).limit(1).get()
  return (data[0] as Document | undefined) ?? null
}

/**
 * Adds a document whose `_id` was made once; a repeat finds the first. One request, two when it was there already.
 * @returns the stored document, and whether this call stored it
 */
export async function addOnce<Document extends { _id: string }>(
  collection: string,
  document: Document,
): Promise<{ document: Document; added: boolean }> {
  try {
    await db.collection(collection).add(document)
    return { document, added: true }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const first = await find<Document>(collection, document._id)
    if (!first) throw error // Another unique index refused it, which is not a repeat.
    return { document: first, added: false }
  }
}
