import { vertices, type Geometry } from './geometry'
import { angle, EARTH_RADIUS_METRES, type Vector } from './sphere'

/** A round piece of the globe. */
export interface Cap {
  center: Vector
  /** In radians. */
  radius: number
}
/** A box in space around a piece of the globe: there is no date line in it and no pole. */
export type Box = [x0: number, x1: number, y0: number, y1: number, z0: number, z1: number]

/** More than any rounding here, less than a centimetre. */
const SLACK = 1e-9

/**
 * A cap around a whole geometry. Up to a quarter of the globe's girth a cap holds the arcs between its points
 * and what they enclose; beyond it nothing smaller than the whole globe is sure.
 */
export function capAround(geometry: Geometry): Cap {
  const points = vertices(geometry)
  const sum = points.reduce<Vector>((all, v) => [all[0] + v[0], all[1] + v[1], all[2] + v[2]], [0, 0, 0])
  const size = Math.hypot(...sum)
  const center: Vector = size < SLACK ? [1, 0, 0] : [sum[0] / size, sum[1] / size, sum[2] / size]
  const radius = Math.max(...points.map((point) => angle(center, point)))
  return { center, radius: size < SLACK || radius > Math.PI / 2 - SLACK ? Math.PI : radius + SLACK }
}

export const capOfMetres = (center: Vector, metres: number): Cap => ({
  center,
  radius: Math.min(Math.PI, metres / EARTH_RADIUS_METRES + SLACK),
})

export function boxAround({ center, radius }: Cap): Box {
  return center.flatMap((part) => {
    const off = Math.acos(Math.max(-1, Math.min(1, part)))
    return [Math.cos(Math.min(Math.PI, off + radius)) - SLACK, Math.cos(Math.max(0, off - radius)) + SLACK]
  }) as Box
}

export const joined = (a: Box | undefined, b: Box): Box =>
  a ? (a.map((edge, i) => (i % 2 ? Math.max(edge, b[i]!) : Math.min(edge, b[i]!))) as Box) : b
