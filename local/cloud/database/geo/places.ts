import type { Change } from '../collection'
import { requestFailed } from '../errors'
import { leavesAt } from '../paths'
import { EMPTY_ARRAY } from '../key'
import { isPlainObject, writeEjson, type Document } from '../ejson'
import { geometryOf } from './geometry'

/** A path with a geo index holds nothing, a geometry or a list of them. @throws PlatformError as MongoDB */
export function refuseBadPlaces({ collection, after }: Change): void {
  for (const { path } of after ? collection.geo : []) {
    for (const value of valuesAt(after!.document, path)) {
      if (value === null || value === EMPTY_ARRAY || geometryOf(value)) continue
      throw requestFailed(`Can't extract geo keys: ${path} holds ${writeEjson(value)}, which is no geometry`)
    }
  }
}

/** A pair of numbers is an old way to write a point, not two values. */
function valuesAt(document: Document, path: string): unknown[] {
  const direct = path
    .split('.')
    .reduce<unknown>((value, part) => (isPlainObject(value) ? value[part] : undefined), document)
  return Array.isArray(direct) && geometryOf(direct) ? [direct] : leavesAt(document, path).values
}
