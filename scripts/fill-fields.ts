/** Writes fields that documents of an earlier version lack, through the real SDK. */
import { FILLS } from '../database/fills'
import type { Database } from './admin-database'

const PAGE = 100
const AT_ONCE = 8

/**
 * Safe to repeat, and to stop in between: only a document without the field is written.
 * @returns how many were filled
 */
export async function fillFields(db: Database): Promise<number> {
  let filled = 0
  for (const { collection, field, valueOf } of FILLS) {
    const missing = { [field]: db.command.exists(false) }
    for (;;) {
      const { data } = await db.collection(collection).where(missing).limit(PAGE).get()
      if (data.length === 0) break
      const rest = [...(data as ({ _id: string } & Record<string, unknown>)[])]
      const write = async () => {
        for (let next = rest.shift(); next; next = rest.shift()) {
          const { _id } = next
          const change = { [field]: db.command.set(valueOf(next)) }
          const { updated } = await db
            .collection(collection)
            .where({ _id, ...missing })
            .update(change)
          filled += updated ?? 0
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, write))
    }
  }
  return filled
}
