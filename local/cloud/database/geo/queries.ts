import { isPlainObject, type Document } from '../ejson'
import type { Test } from '../elements'
import { invalidOperator, invalidParameter } from '../errors'
import { someAt } from '../elements'
import { geometryOf, intersects, vertices, within, type Geometry } from './geometry'
import { angle, EARTH_RADIUS_METRES, onArc, type Vector } from './sphere'

/** What $nearSphere asks: documents by growing distance (metres) from a point. */
export interface Near {
  path: string
  center: Vector
  min: number
  max: number
}

/** The test of one value for a geo operator. @throws PlatformError naming what is wrong with the operand */
export function geoTest(field: string, operator: string, operand: unknown): Test {
  if (operator === '$geoWithin') return withinTest(field, operand)
  if (operator === '$geoIntersects') {
    const wanted = wantedGeometry(field, operator, operand)
    return (value) => {
      const geometry = geometryOf(value)
      return !!geometry && intersects(geometry, wanted)
    }
  }
  const { center, min, max } = nearOf(field, operator, operand)
  return (value) => {
    const metres = distance(center, value)
    return metres !== undefined && metres >= min && metres <= max
  }
}

/** Reads { $geometry: Point, $minDistance?, $maxDistance? }; distances in metres. */
export function nearOf(path: string, operator: string, operand: unknown): Near {
  const wanted = wantedGeometry(path, operator, operand)
  const { $minDistance: min = 0, $maxDistance: max = Infinity } = operand as Document
  if (wanted.points.length !== 1 || vertices(wanted).length !== 1) {
    throw invalidParameter(`${operator} at ${path} needs a Point`)
  }
  if (typeof min !== 'number' || typeof max !== 'number' || !(min >= 0) || !(max >= 0)) {
    throw invalidParameter(`${operator} at ${path}: distances must be numbers from 0`)
  }
  return { path, center: wanted.points[0]!, min, max }
}

/** Metres from a point to the nearest part of a geometry, as far as its corners tell; undefined: no geometry. */
export function distance(center: Vector, value: unknown): number | undefined {
  const geometry = geometryOf(value)
  if (!geometry) return undefined
  if (geometry.polygons.length && intersects(geometry, { points: [center], lines: [], polygons: [] }))
    return 0
  return Math.min(...vertices(geometry).map((vertex) => angle(center, vertex))) * EARTH_RADIUS_METRES
}

/** The least distance among the values a path reaches; undefined: there is no geometry. */
export function distanceAt(document: Document, near: Near): number | undefined {
  let least: number | undefined
  someAt(document, near.path.split('.'), 0, false, (value) => {
    const metres = distance(near.center, value)
    if (
      metres !== undefined &&
      metres >= near.min &&
      metres <= near.max &&
      !(metres >= (least ?? Infinity))
    ) {
      least = metres
    }
    return false
  })
  return least
}

function withinTest(field: string, operand: unknown): Test {
  if (isPlainObject(operand) && '$centerSphere' in operand) return circleTest(field, operand.$centerSphere)
  const area = wantedGeometry(field, '$geoWithin', operand)
  if (area.polygons.length === 0)
    throw invalidParameter(`$geoWithin at ${field} needs a Polygon or MultiPolygon`)
  return (value) => {
    const geometry = geometryOf(value)
    return !!geometry && within(geometry, area)
  }
}

/** [[longitude, latitude], radius in radians]. */
function circleTest(field: string, operand: unknown): Test {
  const [center, radius] = Array.isArray(operand) ? (operand as unknown[]) : []
  const at = geometryOf(center)?.points[0]
  if (!at || typeof radius !== 'number' || !(radius >= 0)) {
    throw invalidParameter(`$centerSphere at ${field} needs [[longitude, latitude], radius in radians]`)
  }
  return (value) => {
    const geometry = geometryOf(value)
    return !!geometry && vertices(geometry).every((v) => angle(at, v) <= radius || onArc(v, at, at))
  }
}

function wantedGeometry(field: string, operator: string, operand: unknown): Geometry {
  if (!isPlainObject(operand) || !('$geometry' in operand)) {
    const shape = isPlainObject(operand) ? Object.keys(operand).join(', ') : String(operand)
    throw invalidOperator(`${operator} at ${field} needs $geometry; ${shape} is not supported`)
  }
  const unknown = Object.keys(operand).filter(
    (key) => !['$geometry', '$minDistance', '$maxDistance'].includes(key),
  )
  if (unknown.length) throw invalidOperator(`${operator} at ${field} does not know ${unknown.join(', ')}`)
  const geometry = geometryOf(operand.$geometry)
  if (!geometry)
    throw invalidParameter(
      `${operator} at ${field}: $geometry is not GeoJSON within longitude ±180, latitude ±90`,
    )
  return geometry
}
