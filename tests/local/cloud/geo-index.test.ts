import { noCost, withCost } from '../../../local/cloud/database/cost'
import { openDatabase } from '../../../local/cloud/database/database'
import type { Document } from '../../../local/cloud/database/ejson'
import { compileFilter } from '../../../local/cloud/database/filter'
import { aFolder, cleanUp } from './support'

afterEach(cleanUp)

const schema = (geo: string[]) => [{ name: 'places', indexes: [], read: false as const, geo }]
const point = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] })
const square = (longitude: number, latitude: number, half: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [longitude - half, latitude - half],
      [longitude + half, latitude - half],
      [longitude + half, latitude + half],
      [longitude - half, latitude + half],
      [longitude - half, latitude - half],
    ],
  ],
})

// All over the globe: the date line and both poles too.
let state = 7
const random = () => ((state = (state * 1664525 + 1013904223) >>> 0), state / 2 ** 32)
const somewhere = () => [random() * 360 - 180, (Math.asin(random() * 2 - 1) * 180) / Math.PI] as const
const inside = (limit: number, value: number) => Math.max(-limit, Math.min(limit, value))

function aPlace(): unknown {
  const [longitude, latitude] = somewhere()
  const kind = random()
  if (kind < 0.6) return point(longitude, latitude)
  if (kind < 0.7) return [point(longitude, latitude), point(...somewhere())]
  if (kind < 0.8) return [longitude, latitude]
  if (kind < 0.9) return square(inside(170, longitude), inside(80, latitude), random() * 9)
  return {
    type: 'LineString',
    coordinates: [
      [longitude, latitude],
      [inside(180, longitude + 20), inside(90, latitude + 10)],
    ],
  }
}

function aQuery(): Document {
  const [longitude, latitude] = somewhere()
  const kind = random()
  const $geometry = square(inside(170, longitude), inside(80, latitude), 1 + random() * 8)
  if (kind < 0.4) {
    const near = { $geometry: point(longitude, latitude), $maxDistance: random() * 3_000_000 }
    return { at: { $nearSphere: near } }
  }
  if (kind < 0.6) return { at: { $geoWithin: { $geometry } } }
  if (kind < 0.8) return { at: { $geoIntersects: { $geometry } } }
  return { at: { $geoWithin: { $centerSphere: [[longitude, latitude], random()] } }, n: { $lt: 200 } }
}

it('finds with a geo index what a scan finds, looking at a fraction', async () => {
  const [plain, indexed] = [openDatabase(undefined, schema([])), openDatabase(undefined, schema(['at']))]
  const documents = Array.from({ length: 400 }, (_, n) => ({ _id: n, n, at: n % 20 ? aPlace() : null }))
  for (const database of [plain, indexed]) await database.insert('places', documents)
  for (const [filter, change] of [
    [{ n: { $mod: [7, 0] } }, { $set: { at: point(179.99, 10) } }],
    [{ n: { $mod: [11, 0] } }, { $unset: { at: '' } }],
  ] as const) {
    for (const database of [plain, indexed]) {
      await database.update('places', { filter: compileFilter(filter), change })
    }
  }
  for (const database of [plain, indexed]) {
    await database.remove('places', { filter: compileFilter({ n: { $mod: [13, 0] } }) })
  }
  let [examined, found] = [0, 0]
  for (let i = 0; i < 80; i++) {
    const condition = aQuery()
    const request = { filter: compileFilter(condition) }
    const [want, got] = [plain.find('places', request), indexed.find('places', request)]
    const ids = (list: typeof want.list) => list.map(({ document }) => document._id)
    expect([condition, got.index, ids(got.list)]).toEqual([condition, 'at_2dsphere', ids(want.list)])
    examined += got.examined
    found += got.list.length
  }
  expect(found).toBeGreaterThan(100)
  expect(examined).toBeLessThan(80 * 400 * 0.3)
  for (const database of [plain, indexed]) database.close()
})

it('builds the index over what is there, keeps it, and uses it in an aggregation', async () => {
  const folder = aFolder()
  const before = openDatabase(folder, schema([]))
  const documents = Array.from({ length: 400 }, (_, n) => ({ _id: n, at: point(100 + n / 100, 20) }))
  await before.insert('places', documents)
  before.close()
  for (let start = 0; start < 2; start++) {
    const database = openDatabase(folder, schema(['at']))
    const cost = noCost()
    const near = { near: point(102, 20), maxDistance: 1100, distanceField: 'far' }
    const list = await withCost(cost, () => database.aggregate('places', [{ $geoNear: near }]))
    expect(list[0]!._id).toBe(200)
    expect(list.map(({ _id }) => _id).sort()).toEqual([199, 200, 201])
    expect(cost).toEqual({ examined: 3, indexes: ['at_2dsphere'], scans: [] })
    database.close()
  }
})
