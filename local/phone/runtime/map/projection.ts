export interface Place {
  latitude: number
  longitude: number
}

/** Pixels around the earth at scale 0; doubles with each step (Web Mercator, as WeChat's map). */
const TILE = 256
const EARTH_METRES = 40_075_016.686
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** A place in pixels of the whole world at a scale; y grows to the south. */
export function toPixels({ latitude, longitude }: Place, scale: number): { x: number; y: number } {
  const size = TILE * 2 ** scale
  const sine = Math.sin(radians(Math.min(Math.max(latitude, -85), 85)))
  const north = Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  return { x: ((longitude + 180) / 360) * size, y: (0.5 - north) * size }
}

/** The reverse of toPixels. */
export function toPlace(x: number, y: number, scale: number): Place {
  const size = TILE * 2 ** scale
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI
  return { latitude, longitude: (x / size) * 360 - 180 }
}

/** Metres a pixel covers at a latitude. */
export const metresPerPixel = (latitude: number, scale: number) =>
  (EARTH_METRES * Math.cos(radians(latitude))) / (TILE * 2 ** scale)

/** Largest scale between 3 and 20 at which all places fit a frame. @param padding px on each side */
export function scaleFor(places: Place[], width: number, height: number, padding: number): number {
  for (let scale = 20; scale > 3; scale -= 0.25) {
    const points = places.map((place) => toPixels(place, scale))
    const across = Math.max(...points.map(({ x }) => x)) - Math.min(...points.map(({ x }) => x))
    const down = Math.max(...points.map(({ y }) => y)) - Math.min(...points.map(({ y }) => y))
    if (across <= width - padding * 2 && down <= height - padding * 2) return scale
  }
  return 3
}

/** Middle of the smallest frame around places. */
export function middleOf(places: Place[]): Place {
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  return {
    latitude: middle(places.map(({ latitude }) => latitude)),
    longitude: middle(places.map(({ longitude }) => longitude)),
  }
}
