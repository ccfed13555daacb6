/** Writes what a workbook changes, and only that. Every step finds its own work, so an import that died is done again. */
import { command, db } from '../../_kit/cloud'
import { addOnce } from '../../_kit/once'
import type { PlannedDocument } from './planned-documents'

interface Stored {
  _id: string
  name?: string
  /** What the workbook said last time: what was changed in the app since stays until the workbook itself changes. */
  said?: Record<string, unknown>
}

export interface PlanWritten {
  added: number
  changed: number
  same: number
  missing: string[]
}

const COLLECTIONS = ['events', 'routes', 'points', 'sheets', 'desks', 'gifts'] as const
const AT_ONCE = 8

/** Six database requests, and one for each document that is new or different. */
export async function writePlan(
  documents: PlannedDocument[],
  eventId: string,
  { importId, by, now }: { importId: string; by: string; now: number },
): Promise<PlanWritten> {
  const stored = new Map<string, Stored>()
  const listed = await Promise.all(COLLECTIONS.map((collection) => storedIn(collection, eventId)))
  for (const document of listed.flat()) stored.set(document._id, document)
  const written: PlanWritten = { added: 0, changed: 0, same: 0, missing: [] }
  const rest = [...documents]
  const work = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await write(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const planned = new Set(documents.map(({ _id }) => _id))
  written.missing = listed
    .slice(1)
    .flat()
    .filter(({ _id, said, name }) => said && name && !planned.has(_id))
    .map(({ name }) => name!)
  return written

  async function write({ collection, _id, said, born }: PlannedDocument): Promise<void> {
    const before = stored.get(_id)
    const counts = collection !== 'sheets' // born with its point, and no row of its own
    if (!before) {
      await addOnce(collection, { _id, ...born, ...said, ...(counts ? { said } : {}) })
      written.added += Number(counts)
      return
    }
    const fields = Object.keys(said).filter((name) => !isSame(said[name], before.said?.[name]))
    written.same += Number(counts && fields.length === 0)
    if (fields.length === 0) return
    const changed = Object.fromEntries(fields.map((name) => [name, command.set(said[name])]))
    const step = { moveId: importId, move: 'import', by, at: new Date(now), detail: fields.join(' ') }
    await db
      .collection(collection)
      .where({ _id })
      .update({ ...changed, said: command.set(said), history: command.push([step]) })
    written.changed += 1
  }
}

async function storedIn(collection: string, eventId: string): Promise<Stored[]> {
  const where = collection === 'events' ? { _id: eventId } : { eventId }
  const { data } = await db.collection(collection).where(where).limit(1000).get()
  return data as Stored[]
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

/** The database may keep the fields of an object in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}
