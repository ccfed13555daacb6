/** Points on the unit sphere and the great-circle arcs between them. */
export type Vector = readonly [x: number, y: number, z: number]

/** MongoDB's earth. */
export const EARTH_RADIUS_METRES = 6_378_100

/** Below this angle (about half a millimetre on the ground) a point lies on a line. */
const TOUCHING = 1e-10

export function vectorOf(longitude: number, latitude: number): Vector {
  const [lng, lat] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180]
  return [Math.cos(lat) * Math.cos(lng), Math.cos(lat) * Math.sin(lng), Math.sin(lat)]
}

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
const length = (a: Vector) => Math.hypot(...a)
const scaled = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by]

/** The angle between two points in radians; exact for near and far points alike. */
export const angle = (a: Vector, b: Vector) => Math.atan2(length(cross(a, b)), dot(a, b))

export function onArc(point: Vector, a: Vector, b: Vector): boolean {
  if (angle(point, a) < TOUCHING || angle(point, b) < TOUCHING) return true
  const normal = cross(a, b)
  const size = length(normal)
  if (size === 0 || Math.abs(dot(point, normal)) / size > TOUCHING) return false
  return dot(cross(a, point), normal) > 0 && dot(cross(point, b), normal) > 0
}

/** Do two arcs cross at a point inside both? */
export function arcsCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  if ([c, d].some((end) => onArc(end, a, b)) || [a, b].some((end) => onArc(end, c, d))) return false
  const [ab, cd] = [cross(a, b), cross(c, d)]
  const [acb, bda, cbd, dac] = [-dot(ab, c), dot(ab, d), -dot(cd, b), dot(cd, a)]
  return acb * bda > 0 && acb * cbd > 0 && acb * dac > 0
}

/**
 * Does a closed ring hold a point, its border included? The ring's inside is the smaller part of the
 * sphere. Counts how often the ring turns around the point as seen from there.
 */
export function ringHolds(ring: readonly Vector[], point: Vector): boolean {
  for (let i = 1; i < ring.length; i++) if (onArc(point, ring[i - 1]!, ring[i]!)) return true
  const middle = ring
    .slice(1)
    .reduce<Vector>((sum, v) => [sum[0] + v[0], sum[1] + v[1], sum[2] + v[2]], [0, 0, 0])
  if (dot(point, middle) <= 0) return false // the other side of the earth sees the ring turn, too
  const pole: Vector = Math.abs(point[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]
  const east = cross(pole, point)
  const unitEast = scaled(east, 1 / length(east))
  const north = cross(point, unitEast)
  const bearing = (v: Vector) => Math.atan2(dot(v, unitEast), dot(v, north))
  let turned = 0
  for (let i = 1; i < ring.length; i++) {
    const step = bearing(ring[i]!) - bearing(ring[i - 1]!)
    turned += step > Math.PI ? step - 2 * Math.PI : step < -Math.PI ? step + 2 * Math.PI : step
  }
  return Math.abs(turned) > Math.PI
}

/** Is the point on the border of the ring? */
export function onRing(ring: readonly Vector[], point: Vector): boolean {
  return ring.some((vertex, i) => i > 0 && onArc(point, ring[i - 1]!, vertex))
}
