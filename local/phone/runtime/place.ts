import { setting } from './device'
import type { Place } from './map/projection'

/** Where the phone is, as the desk says (GCJ-02 degrees, as WeChat's map has them). */
export const placeOfPhone = (): Place => setting('place')

/** Degrees of WGS-84 for the phone's place: in China a GPS point lies some hundred metres off the map's point. */
export function gpsPlace(): Place {
  const { latitude, longitude } = placeOfPhone()
  const [dLatitude, dLongitude] = offset(latitude, longitude)
  return { latitude: latitude - dLatitude, longitude: longitude - dLongitude }
}

/** GCJ-02 minus WGS-84, in degrees; the public approximation, good to some metres. */
function offset(latitude: number, longitude: number): [number, number] {
  const AXIS = 6378245
  const ECCENTRICITY = 0.00669342162296594323
  const [x, y] = [longitude - 105, latitude - 35]
  const { PI, sin, cos, sqrt, abs } = Math
  const waves = (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * (2 / 3)
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * sqrt(abs(x)) +
    waves +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
    ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * sqrt(abs(x)) +
    waves +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
    ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3
  const angle = (latitude / 180) * PI
  const magic = 1 - ECCENTRICITY * sin(angle) ** 2
  return [
    (north * 180) / (((AXIS * (1 - ECCENTRICITY)) / (magic * sqrt(magic))) * PI),
    (east * 180) / ((AXIS / sqrt(magic)) * cos(angle) * PI),
  ]
}
