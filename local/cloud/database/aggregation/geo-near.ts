import type { Collection } from '../collection'
import { inDoubles, isPlainObject, type Document } from '../ejson'
import { invalidParameter } from '../errors'
import { compileFilter } from '../filter'
import { find, matches } from '../find'
import { distanceAt, nearOf } from '../geo/queries'
import { geometryOf } from '../geo/geometry'
import { leavesAt } from '../paths'
import type { Steps } from '../turns'
import { fieldPath } from './names'

const KNOWN =
  'near distanceField limit num maxDistance minDistance query spherical distanceMultiplier includeLocs uniqueDocs key'

/**
 * Documents by growing distance from `near` (metres for a GeoJSON point), with the distance in
 * `distanceField`. `key` names the field; without it the only geo index does, as on the platform, and without
 * one the first field that holds a geometry.
 */
export function* geoNear(collection: Collection, spec: unknown): Steps<Document[]> {
  if (!isPlainObject(spec)) throw invalidParameter('$geoNear needs an object')
  const unknown = Object.keys(spec).filter((key) => !KNOWN.split(' ').includes(key))
  if (unknown.length) throw invalidParameter(`$geoNear does not know ${unknown.join(', ')}`)
  const { near, distanceField, distanceMultiplier = 1, includeLocs, query = {} } = spec
  const distancePath = fieldPath('$geoNear: distanceField', distanceField)
  const locationPath = includeLocs === undefined ? undefined : fieldPath('$geoNear: includeLocs', includeLocs)
  if (spec.key !== undefined) fieldPath('$geoNear: key', spec.key)
  if (typeof distanceMultiplier !== 'number') throw invalidParameter('$geoNear: distanceMultiplier')
  if (!isPlainObject(query)) throw invalidParameter('$geoNear: query must be an object')
  const limit = spec.limit ?? spec.num ?? Infinity
  if (typeof limit !== 'number' || limit <= 0) throw invalidParameter('$geoNear: limit')
  if (compileFilter(query).near) throw invalidParameter('$geoNear: the query cannot hold $nearSphere')
  const { minDistance, maxDistance } = spec
  const operand = {
    $geometry: near,
    ...(minDistance === undefined ? {} : { $minDistance: minDistance }),
    ...(maxDistance === undefined ? {} : { $maxDistance: maxDistance }),
  }
  const path = typeof spec.key === 'string' ? spec.key : yield* geometryField(collection)
  if (path === undefined) return []
  const wanted = nearOf(path, '$geoNear', operand)
  const filter = compileFilter({ $and: [query, { [path]: { $nearSphere: operand } }] })
  const { list } = yield* find(collection, { filter, limit })
  return list.map(inDoubles).map((document) => {
    const shown = put(document, distancePath, distanceAt(document, wanted)! * distanceMultiplier)
    return locationPath ? put(shown, locationPath, leavesAt(document, path).values[0]) : shown
  })
}

/** The path of the only geo index, else the first field that holds a geometry. */
function* geometryField(collection: Collection): Steps<string | undefined> {
  if (collection.geo.length === 1) return collection.geo[0]!.path
  for (const documents of matches(collection, compileFilter({}))) {
    for (const document of documents) {
      const found = Object.entries(document).find(([, value]) => isPlainObject(value) && geometryOf(value))
      if (found) return found[0]
    }
    yield
  }
  return undefined
}

function put(document: Document, path: string, value: unknown): Document {
  const [name, ...rest] = path.split('.') as [string, ...string[]]
  const inner = isPlainObject(document[name]) ? document[name] : {}
  return { ...document, [name]: rest.length ? put(inner, rest.join('.'), value) : value }
}
