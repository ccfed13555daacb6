/** Where to go next on a route, and what was typed in place of a scan. */
import type { RoutePoint } from '../../miniprogram/domain/contract/rallies'
import { serialFrom, saySerial } from '../../miniprogram/domain/serials'
import type { Place } from '../../miniprogram/packages/rallies/postcard/places'
import { ownStamps, placesOf } from '../../miniprogram/packages/rallies/postcard/places'
import { nextPoint, pointRows } from '../../miniprogram/packages/rallies/route/point-rows'
import { readTyped } from '../../miniprogram/packages/rallies/type-in/typed'

const NOW = Date.UTC(2026, 3, 13, 2)
const HOUR = 3_600_000
const HERE = { latitude: 30.69, longitude: 104.13 }

/** `metres` north of here. */
function point(order: number, metres: number | null, more: Partial<RoutePoint> = {}): RoutePoint {
  const position = metres === null ? null : { ...HERE, latitude: HERE.latitude + metres / 111_195 }
  const openHours = [{ from: NOW - HOUR, to: NOW + HOUR }]
  return {
    pointId: `p${order}`,
    order,
    name: `点 ${order}`,
    stampName: `点${order}`,
    place: '',
    hours: '',
    activity: '',
    position,
    openHours,
    ...more,
  }
}
const places = (points: RoutePoint[], kinds: Place['kind'][] = []): Place[] =>
  points.map(({ pointId }, at) => ({ pointId, name: '', kind: kinds[at] ?? 'empty', date: '', tilt: 0 }))
const rows = (points: RoutePoint[], kinds: Place['kind'][] = [], here: typeof HERE | null = HERE) =>
  pointRows({ points, places: places(points, kinds), now: NOW, here })

it('lists the nearest first and says how far it is; one without a position comes last', () => {
  const listed = rows([point(1, null), point(2, 900), point(3, 300)])
  expect(listed.map(({ order, distance }) => [order, distance])).toEqual([
    [3, '300 米'],
    [2, '900 米'],
    [1, ''],
  ])
})

it('keeps the order of the route where the reader’s place is not known', () => {
  expect(rows([point(2, 10), point(1, 900)], [], null).map(({ order }) => order)).toEqual([1, 2])
})

it('sends nobody to what is stamped, waiting, or called off, and to what is open before what opens later', () => {
  const later = { openHours: [{ from: NOW + HOUR, to: NOW + 2 * HOUR }] }
  const points = [
    point(1, 100),
    point(2, 200),
    point(3, 300, { closedFrom: NOW }),
    point(4, 400, later),
    point(5, 500),
  ]
  expect(nextPoint(rows(points, ['stamped', 'waiting']))?.order).toBe(5)
  expect(nextPoint(rows(points.slice(0, 4), ['stamped', 'waiting']))?.order).toBe(4)
  expect(nextPoint(rows(points.slice(0, 3), ['stamped', 'waiting']))).toBeNull()
})

it('shows a scan that waits as a hollow place, and never someone else’s stamp as one’s own', () => {
  const points = [point(1, 0), point(2, 0)]
  const cards = [
    { cardId: 'mine', kind: 'app' as const, serial: '', tie: 'mine' as const },
    { cardId: 'hers', kind: 'paper' as const, serial: '', tie: 'carried' as const },
  ]
  const stamps = [{ stampId: 'hers.p1', cardId: 'hers', pointId: 'p1', at: NOW }]
  const kinds = placesOf(points, ownStamps(cards, stamps), ['p2', null]).map(({ kind }) => kind)
  expect(kinds).toEqual(['empty', 'waiting'])
})

describe('what was typed', () => {
  const serial = serialFrom([5, 9, 12, 3, 22, 8, 17])
  it('is the short code however it was written', () => {
    const spaced = ` ${saySerial(serial).toLowerCase()} `
    expect(readTyped(spaced, '')).toEqual({ code: serial })
  })
  it('is known to be a slip without asking the cloud', () => {
    const slip = (serial[0] === '3' ? '4' : '3') + serial.slice(1)
    expect(readTyped(slip, '')).toEqual({ problem: expect.stringContaining('编号不对') })
    expect(readTyped('ABC', '')).toEqual({ problem: expect.stringContaining('还差') })
  })
  it('is six digits only where a point is known', () => {
    expect(readTyped('123 456', 'p1')).toEqual({ digits: '123456' })
    expect(readTyped('123456', '')).toEqual({ problem: expect.stringContaining('点位') })
    expect(readTyped('12345x', 'p1')).toEqual({ problem: expect.stringContaining('六位') })
  })
})
