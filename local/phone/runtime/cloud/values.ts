/** `db.serverDate({ offset })`: the cloud's time when the write arrives, shifted by so many ms. */
export class ServerDate {
  readonly offset: number
  constructor({ offset = 0 }: { offset?: number } = {}) {
    this.offset = offset
  }
}

/** A GeoJSON geometry; a point also tells its longitude and latitude. */
class Geometry {
  constructor(
    readonly type: string,
    readonly coordinates: unknown[],
  ) {}
  get longitude() {
    return this.type === 'Point' ? this.coordinates[0] : undefined
  }
  get latitude() {
    return this.type === 'Point' ? this.coordinates[1] : undefined
  }
  toJSON() {
    return { type: this.type, coordinates: this.coordinates }
  }
}

type Shape = { coordinates: unknown[] }
const several = (type: string) => (parts: Shape[]) =>
  new Geometry(
    type,
    parts.map(({ coordinates }) => coordinates),
  )

/** `db.Geo`: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/database/geo/Geo.html */
export const Geo = {
  Point: (longitude: number, latitude: number) => new Geometry('Point', [longitude, latitude]),
  LineString: several('LineString'),
  Polygon: several('Polygon'),
  MultiPoint: several('MultiPoint'),
  MultiLineString: several('MultiLineString'),
  MultiPolygon: several('MultiPolygon'),
}

/** `db.RegExp({ regexp, options })`. */
export const databaseRegExp = ({ regexp, options = '' }: { regexp: string | RegExp; options?: string }) =>
  new RegExp(regexp, options || (regexp instanceof RegExp ? regexp.flags : ''))

/** What is no plain object to the database, as the wire carries it; undefined for all else. */
export function typedToWire(value: object): unknown {
  if (value instanceof Date) return { $date: value.getTime() }
  if (value instanceof ServerDate) return { $tcb_server_date: { offset: value.offset } }
  if (value instanceof Geometry) return value.toJSON()
  // by name, too: a pattern may be of another window's making
  if (value instanceof RegExp)
    return { $regularExpression: { pattern: value.source, options: value.flags.replace(/[^imsu]/g, '') } }
  return undefined
}

/** Dates and points as the wire writes them back to what an app works with. */
export function fromWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromWire)
  if (!value || typeof value !== 'object') return value
  const entries = Object.entries(value)
  if (entries.length === 1 && entries[0]?.[0] === '$date') {
    const date = entries[0][1] as string | number | { $numberLong: string }
    return new Date(typeof date === 'object' ? Number(date.$numberLong) : date)
  }
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown }
  if (entries.length === 2 && typeof type === 'string' && Array.isArray(coordinates) && type in Geo)
    return new Geometry(type, coordinates)
  return Object.fromEntries(entries.map(([name, inner]) => [name, fromWire(inner)]))
}
