import { isPlainObject, type Document } from '../ejson'
import { invalidParameter } from '../errors'
import { compileFilter } from '../filter'
import { distanceAt, nearOf } from '../geo/queries'
import { geometryOf } from '../geo/geometry'
import { leavesAt } from '../paths'

const KNOWN =
  'near distanceField limit num maxDistance minDistance query spherical distanceMultiplier includeLocs uniqueDocs key'

/**
 * Documents by growing distance from `near` (metres for a GeoJSON point), with the distance in
 * `distanceField`. `key` names the field; without it the first field that holds a geometry is taken, where
 * the platform takes the only geo index.
 */
export function geoNear(documents: Document[], spec: unknown): Document[] {
  if (!isPlainObject(spec)) throw invalidParameter('$geoNear needs an object')
  const unknown = Object.keys(spec).filter((key) => !KNOWN.split(' ').includes(key))
  if (unknown.length) throw invalidParameter(`$geoNear does not know ${unknown.join(', ')}`)
  const { near, distanceField, distanceMultiplier = 1, includeLocs, query = {} } = spec
  if (typeof distanceField !== 'string') throw invalidParameter('$geoNear needs a distanceField')
  if (typeof distanceMultiplier !== 'number') throw invalidParameter('$geoNear: distanceMultiplier')
  if (!isPlainObject(query)) throw invalidParameter('$geoNear: query must be an object')
  const limit = spec.limit ?? spec.num ?? Infinity
  if (typeof limit !== 'number' || limit <= 0) throw invalidParameter('$geoNear: limit')
  const filter = compileFilter(query)
  if (filter.near) throw invalidParameter('$geoNear: the query cannot hold $nearSphere')
  const { minDistance, maxDistance } = spec
  const operand = {
    $geometry: near,
    ...(minDistance === undefined ? {} : { $minDistance: minDistance }),
    ...(maxDistance === undefined ? {} : { $maxDistance: maxDistance }),
  }
  const path = typeof spec.key === 'string' ? spec.key : geometryField(documents)
  if (path === undefined) return []
  const wanted = nearOf(path, '$geoNear', operand)
  return documents
    .flatMap((document) => {
      const metres = filter.matches(document) ? distanceAt(document, wanted) : undefined
      return metres === undefined ? [] : [{ document, metres }]
    })
    .sort((a, b) => a.metres - b.metres)
    .slice(0, limit)
    .map(({ document, metres }) => {
      const shown = put(document, distanceField, metres * distanceMultiplier)
      return typeof includeLocs === 'string'
        ? put(shown, includeLocs, leavesAt(document, path).values[0])
        : shown
    })
}

function geometryField(documents: Document[]): string | undefined {
  for (const document of documents) {
    const found = Object.entries(document).find(([, value]) => isPlainObject(value) && geometryOf(value))
    if (found) return found[0]
  }
  return undefined
}

function put(document: Document, path: string, value: unknown): Document {
  const [name, ...rest] = path.split('.') as [string, ...string[]]
  const inner = isPlainObject(document[name]) ? document[name] : {}
  return { ...document, [name]: rest.length ? put(inner, rest.join('.'), value) : value }
}
