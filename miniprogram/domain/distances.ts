/** Distances between two places, in metres, and as people say them. */
export interface Position {
  latitude: number
  longitude: number
}

const EARTH_RADIUS = 6_371_000

/** Haversine: right to a metre over a district. */
export function metresBetween(one: Position, other: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [up, along] = [
    radians(other.latitude - one.latitude) / 2,
    radians(other.longitude - one.longitude) / 2,
  ]
  const part =
    Math.sin(up) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(along) ** 2
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(part)))
}

/** 300 米 · 1.9 公里 */
export function sayMetres(metres: number): string {
  if (metres < 950) return `${Math.max(10, Math.round(metres / 10) * 10)} 米`
  return `${(metres / 1000).toFixed(1)} 公里`
}
