import { isPlainObject } from '../ejson'
import { arcsCross, onArc, onRing, ringHolds, vectorOf, type Vector } from './sphere'

type Ring = Vector[]
/** A GeoJSON value on the sphere: points, lines, and polygons (outer ring first, then holes). */
export interface Geometry {
  points: Vector[]
  lines: Vector[][]
  polygons: Ring[][]
}

/** Reads GeoJSON or an old coordinate pair [longitude, latitude]; undefined: it is none. */
export function geometryOf(value: unknown): Geometry | undefined {
  try {
    if (Array.isArray(value)) return { points: [point(value)], lines: [], polygons: [] }
    if (!isPlainObject(value) || typeof value.type !== 'string') return undefined
    return read(value.type, value.coordinates, value.geometries)
  } catch (error) {
    if (error instanceof NotGeometry) return undefined
    throw error
  }
}

class NotGeometry extends Error {}

function read(type: string, coordinates: unknown, geometries: unknown): Geometry | undefined {
  const none: Geometry = { points: [], lines: [], polygons: [] }
  switch (type) {
    case 'Point':
      return { ...none, points: [point(coordinates)] }
    case 'MultiPoint':
      return { ...none, points: list(coordinates, 1).map(point) }
    case 'LineString':
      return { ...none, lines: [line(coordinates)] }
    case 'MultiLineString':
      return { ...none, lines: list(coordinates, 1).map(line) }
    case 'Polygon':
      return { ...none, polygons: [list(coordinates, 1).map(ring)] }
    case 'MultiPolygon':
      return { ...none, polygons: list(coordinates, 1).map((polygon) => list(polygon, 1).map(ring)) }
    case 'GeometryCollection': {
      const parts = list(geometries, 1).map(geometryOf)
      if (parts.some((part) => !part)) return undefined
      const all = parts as Geometry[]
      return {
        points: all.flatMap(({ points }) => points),
        lines: all.flatMap(({ lines }) => lines),
        polygons: all.flatMap(({ polygons }) => polygons),
      }
    }
    default:
      return undefined
  }
}

function list(value: unknown, least: number): unknown[] {
  if (!Array.isArray(value) || value.length < least) throw new NotGeometry()
  return value
}

function point(value: unknown): Vector {
  const [longitude, latitude, ...more] = list(value, 2)
  const numbers = typeof longitude === 'number' && typeof latitude === 'number' && more.length === 0
  if (!numbers || !(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) throw new NotGeometry()
  return vectorOf(longitude, latitude)
}

const line = (value: unknown) => list(value, 2).map(point)

function ring(value: unknown): Ring {
  const corners = list(value, 4) as number[][]
  const [first, last] = [corners[0]!, corners[corners.length - 1]!]
  if (first[0] !== last[0] || first[1] !== last[1]) throw new NotGeometry()
  return corners.map(point)
}

/** Every corner and single point of a geometry. */
export const vertices = ({ points, lines, polygons }: Geometry) => [
  ...points,
  ...lines.flat(),
  ...polygons.flat(2),
]

const arcs = ({ lines, polygons }: Geometry) =>
  [...lines, ...polygons.flat()].flatMap((corners) =>
    corners.slice(1).map((end, i) => [corners[i]!, end] as const),
  )

const polygonHolds = ([outer, ...holes]: Ring[], at: Vector) =>
  ringHolds(outer!, at) && !holes.some((hole) => ringHolds(hole, at) && !onRing(hole, at))

/** Does a point lie on or in a geometry? */
export function touches({ points, lines, polygons }: Geometry, at: Vector): boolean {
  return (
    points.some((other) => onArc(at, other, other)) ||
    lines.some((corners) => onRing(corners, at)) ||
    polygons.some((polygon) => polygonHolds(polygon, at))
  )
}

/** Have two geometries any point in common? Borders count. */
export function intersects(a: Geometry, b: Geometry): boolean {
  if (vertices(a).some((at) => touches(b, at)) || vertices(b).some((at) => touches(a, at))) return true
  return anyCross(a, b)
}

/** Lies a geometry wholly inside an area? Its border belongs to the area. */
export function within(inner: Geometry, area: Geometry): boolean {
  if (!vertices(inner).every((at) => touches(area, at)) || anyCross(inner, area)) return false
  const holes = area.polygons.flatMap(([, ...rest]) => rest)
  return !holes.some((hole) =>
    hole.some((at) => touches({ ...inner, points: [], lines: [] }, at) && !onBorder(inner, at)),
  )
}

const onBorder = ({ polygons }: Geometry, at: Vector) => polygons.flat().some((ring) => onRing(ring, at))

function anyCross(a: Geometry, b: Geometry): boolean {
  const others = arcs(b)
  return arcs(a).some(([from, to]) => others.some(([start, end]) => arcsCross(from, to, start, end)))
}
