/** Every unit by name, to choose from. */
import { db } from '../../_kit/cloud'

/** More units no district's list shows on one sheet. */
const AT_MOST = 200

/** One request. Index name. */
export async function unitNames(): Promise<{ unitId: string; name: string }[]> {
  const { data } = await db
    .collection('units')
    .orderBy('name', 'asc')
    .field({ name: true })
    .limit(AT_MOST)
    .get()
  return (data as { _id: string; name: string }[]).map(({ _id, name }) => ({ unitId: _id, name }))
}

export function named(units: { unitId: string; name: string }[], unitId: string | null) {
  return units.find((unit) => unit.unitId === unitId) ?? null
}
