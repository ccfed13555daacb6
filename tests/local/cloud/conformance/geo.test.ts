import { aCollection, DOORS, end, type Collection } from './environment'

afterAll(end)

// A real environment wants a geo index on `loc` for these; the SDKs cannot make one.
describe.each(DOORS)('places through %s', (door) => {
  let c: Collection
  const METRES_PER_DEGREE = 111_318.845 // of latitude, on MongoDB's earth of 6,378,100 m

  beforeAll(async () => {
    c = await aCollection(door)
    const { Point, LineString, Polygon, MultiPoint } = c.db.Geo
    const p = (x: number, y: number) => new Point(x, y)
    const square = (from: number, to: number) =>
      new LineString([p(from, from), p(to, from), p(to, to), p(from, to), p(from, from)])
    await c.add(
      { _id: 'origin', loc: p(0, 0) },
      { _id: 'north', loc: p(0, 1) },
      { _id: 'far', loc: p(100, 50) },
      { _id: 'line', loc: new LineString([p(4, 4), p(6, 6)]) },
      { _id: 'square', loc: new Polygon([square(2, 3)]) },
      { _id: 'points', loc: new MultiPoint([p(2.5, 2.5), p(9, 9)]) },
      { _id: 'antipode', loc: p(-177.6, -2.4) }, // of a point in the squares below
      { _id: 'nowhere', loc: null },
      { _id: 'text', loc: 'here' },
    )
  })
  const point = (x: number, y: number) => new c.db.Geo.Point(x, y)
  const ring = (...corners: [number, number][]) =>
    new c.db.Geo.LineString([...corners, corners[0]!].map(([x, y]) => point(x, y)))
  const square = (from: number, to: number) => ring([from, from], [to, from], [to, to], [from, to])
  const order = async (where: object) =>
    (await c.raw.where(where).get()).data.map(({ _id }: { _id: string }) => _id)

  it('gives back what went in, as the classes of the SDK', async () => {
    const { loc } = await c.get('square')
    expect(loc.constructor.name).toBe('Polygon') // wx-server-sdk hides the classes behind functions
    expect(loc.toJSON()).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [2, 2],
          [3, 2],
          [3, 3],
          [2, 3],
          [2, 2],
        ],
      ],
    })
    expect((await c.get('north')).loc).toMatchObject({ longitude: 0, latitude: 1 })
    expect((await c.get('line')).loc.constructor.name).toBe('LineString')
    expect((await c.get('points')).loc.constructor.name).toBe('MultiPoint')
  })

  it('finds near by growing distance, within its bounds', async () => {
    const near = (more: object) => ({ loc: c._.geoNear({ geometry: point(0, 0.9), ...more }) })
    expect((await order(near({}))).slice(0, 2)).toEqual(['north', 'origin'])
    expect(await order(near({ maxDistance: 0.5 * METRES_PER_DEGREE }))).toEqual(['north'])
    expect(
      await order(near({ minDistance: 0.5 * METRES_PER_DEGREE, maxDistance: METRES_PER_DEGREE })),
    ).toEqual(['origin'])
    const exactly = 0.9 * METRES_PER_DEGREE
    expect(await order(near({ minDistance: exactly - 1, maxDistance: exactly + 1 }))).toEqual(['origin'])
    expect(await order({ ...near({}), _id: c._.in(['far', 'north']) })).toEqual(['north', 'far'])
  })

  it('finds within polygons, holes left out, and within circles', async () => {
    const { Polygon, MultiPolygon } = c.db.Geo
    const within = (geometry: unknown) => c.ids({ loc: c._.geoWithin({ geometry }) })
    expect(await within(new Polygon([square(1.5, 7)]))).toEqual(['line', 'square'])
    expect(await within(new Polygon([square(1.5, 7), square(4.5, 5)]))).toEqual(['square'])
    expect(await within(new Polygon([square(2.5, 7)]))).toEqual(['line'])
    const two = new MultiPolygon([new Polygon([square(-1, 0.5)]), new Polygon([square(1.5, 3.5)])])
    expect(await within(two)).toEqual(['origin', 'square'])
    const circle = (degrees: number) =>
      c.ids({ loc: c._.geoWithin({ centerSphere: [point(0, 0), (degrees * Math.PI) / 180] }) })
    expect(await circle(0.5)).toEqual(['origin'])
    expect(await circle(1.01)).toEqual(['north', 'origin'])
  })

  it('follows great circles, not lines on a flat map', async () => {
    // The northern edge from (-60, 60) to (60, 60) bulges to about 73.9 degrees north at 0 east.
    const dome = new c.db.Geo.Polygon([ring([-60, 0], [60, 0], [60, 60], [-60, 60])])
    await c.add({ _id: 'bulge', loc: point(0, 70) }, { _id: 'beyond', loc: point(0, 75) })
    expect(await c.ids({ loc: c._.geoWithin({ geometry: dome }), _id: c._.in(['bulge', 'beyond']) })).toEqual(
      ['bulge'],
    )
    await c.raw.where({ _id: c._.in(['bulge', 'beyond']) }).remove()
  })

  it('finds what intersects', async () => {
    const { LineString, Polygon } = c.db.Geo
    const intersects = (geometry: unknown) => c.ids({ loc: c._.geoIntersects({ geometry }) })
    expect(await intersects(new LineString([point(4, 6), point(6, 4)]))).toEqual(['line'])
    expect(await intersects(new LineString([point(0, 2.5), point(4, 2.5)]))).toEqual(['square'])
    expect(await intersects(point(2.5, 2.5))).toEqual(['points', 'square'])
    expect(await intersects(point(0, 1))).toEqual(['north'])
    expect(await intersects(new Polygon([square(2.2, 2.4)]))).toEqual(['square'])
    expect(await intersects(new Polygon([square(20, 21)]))).toEqual([])
  })

  it('aggregates by distance', async () => {
    const near = (more: object) =>
      c.aggregate((pipeline) =>
        pipeline
          .geoNear({ near: point(0, 0), distanceField: 'away', spherical: true, key: 'loc', ...more })
          .project({ away: 1, at: 1 }),
      )
    const [first, second] = await near({ maxDistance: 2 * METRES_PER_DEGREE, includeLocs: 'at' })
    expect(first).toMatchObject({ _id: 'origin', away: 0, at: expect.anything() })
    expect(second._id).toBe('north')
    expect(second.away).toBeCloseTo(METRES_PER_DEGREE, 1)
    const some = await near({ query: { _id: c._.neq('origin') }, limit: 1, distanceMultiplier: 0.001 })
    expect(some).toHaveLength(1)
    expect(some[0].away).toBeCloseTo(METRES_PER_DEGREE / 1000, 3)
  })

  it('refuses what is no geometry and what is misplaced', async () => {
    const refuse = (where: object, message: RegExp) => expect(c.find(where)).rejects.toThrow(message)
    await refuse({ loc: { $geoWithin: { $geometry: { type: 'Point', coordinates: [0, 0] } } } }, /Polygon/)
    await refuse(
      {
        loc: {
          $geoWithin: {
            $box: [
              [0, 0],
              [1, 1],
            ],
          },
        },
      },
      /\$box/,
    )
    await refuse(
      { loc: { $geoIntersects: { $geometry: { type: 'Point', coordinates: [200, 0] } } } },
      /GeoJSON/,
    )
    const near = c._.geoNear({ geometry: point(0, 0) })
    await refuse(c._.or([{ loc: near }, { n: 1 }]), /top of a query/)
    await expect(c.aggregate((p) => p.match({ loc: near }))).rejects.toThrow(/\$nearSphere/)
  })
})
