import { judgeCheckIn, routeState, stampedPoints, type CheckInFacts } from '../../miniprogram/domain/checkins'
import { timeOfScan } from '../../miniprogram/domain/scan-times'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const opensAt = Date.UTC(2026, 3, 13, -8)
const closesAt = Date.UTC(2026, 3, 20, -8)

/** A scan made and judged at one moment; `over` changes what the test is about. */
function judge(at: number, over: Partial<CheckInFacts> = {}) {
  return judgeCheckIn({
    now: at,
    scan: { at, earliest: at, latest: at },
    proof: { way: 'sheet', withdrawnAt: null },
    event: { closesAt, draft: false, closedFrom: null },
    route: { opensAt, closesAt, closedFrom: null, formerWeeks: [] },
    point: { ways: ['sheet', 'staff'], closedFrom: null, position: null, radius: null },
    position: null,
    before: [],
    ...over,
  })
}
const between = (earliest: number, latest: number) => ({ at: earliest, earliest, latest })
const refusedWith = (code: string) => ({ refused: { code, facts: expect.anything() } })

describe('the weeks of a route', () => {
  it('give the stamp from the first to the last moment', () => {
    expect(judge(opensAt)).toEqual({ at: opensAt, flags: [] })
    expect(judge(closesAt - 1)).toEqual({ at: closesAt - 1, flags: [] })
  })

  it('are told when it is too early or over', () => {
    expect(judge(opensAt - 1)).toEqual({ refused: { code: 'ROUTE_NOT_OPEN', facts: { opens: '4月13日' } } })
    expect(judge(closesAt)).toEqual({ refused: { code: 'ROUTE_OVER', facts: { closed: '4月19日' } } })
  })

  it('take a scan made inside and sent later, until 72 hours after the event closes', () => {
    const scan = between(closesAt - MINUTE, closesAt - MINUTE)
    expect(judge(closesAt + 3 * DAY - 1, { scan })).toEqual({ at: closesAt - MINUTE, flags: [] })
    expect(judge(closesAt + 3 * DAY, { scan })).toEqual(refusedWith('CHECK_IN_TOO_LATE'))
  })

  it('that were moved stay good for scans from before the change', () => {
    const route = {
      opensAt: closesAt + DAY,
      closesAt: closesAt + 5 * DAY,
      closedFrom: null,
      formerWeeks: [{ opensAt, closesAt, changedAt: opensAt + 2 * DAY }],
    }
    const event = { closesAt: closesAt + 5 * DAY, draft: false, closedFrom: null }
    const before = between(opensAt + DAY, opensAt + DAY)
    expect(judge(opensAt + 3 * DAY, { route, event, scan: before })).toHaveProperty('at')
    expect(judge(opensAt + 3 * DAY, { route, event })).toEqual(refusedWith('ROUTE_NOT_OPEN'))
  })
})

describe('a sheet', () => {
  it('that is withdrawn is refused before anything else; a scan from before is good, and flagged', () => {
    const proof = { way: 'sheet' as const, withdrawnAt: opensAt + DAY }
    expect(judge(closesAt, { proof })).toEqual(refusedWith('CODE_WITHDRAWN'))
    expect(judge(opensAt + DAY, { proof })).toEqual(refusedWith('CODE_WITHDRAWN'))
    const scan = between(opensAt + DAY - 1, opensAt + DAY - 1)
    expect(judge(opensAt + 2 * DAY, { proof, scan })).toMatchObject({ flags: [{ kind: 'late' }] })
  })
})

describe('a rotating code', () => {
  const point = { ways: ['rotating' as const], closedFrom: null, position: null, radius: null }
  const slotFrom = opensAt + DAY
  const proof = { way: 'rotating' as const, slotFrom }

  it('is good for two minutes', () => {
    expect(judge(slotFrom + 2 * MINUTE - 1, { point, proof })).toHaveProperty('at')
    expect(judge(slotFrom + 2 * MINUTE, { point, proof })).toEqual(refusedWith('CODE_EXPIRED'))
    expect(judge(slotFrom - MINUTE, { point, proof })).toEqual(refusedWith('CODE_EXPIRED'))
  })

  it('proves its own window: a scan of uncertain time is no longer uncertain', () => {
    const scan = between(slotFrom - 60 * MINUTE, slotFrom + 90 * MINUTE)
    expect(judge(slotFrom + 90 * MINUTE, { point, proof, scan })).toMatchObject({ flags: [] })
  })
})

it('a point that is closed refuses later scans and no earlier one; the way must be one of the point’s', () => {
  const point = { ways: ['sheet' as const], closedFrom: opensAt + DAY, position: null, radius: null }
  expect(judge(opensAt + DAY, { point })).toEqual(refusedWith('POINT_CLOSED'))
  const scan = between(opensAt + DAY - 1, opensAt + DAY + 9)
  expect(judge(opensAt + 2 * DAY, { point, scan })).toHaveProperty('at')
  expect(judge(opensAt, { point: { ...point, ways: ['rotating'] } })).toEqual(refusedWith('WAY_NOT_HERE'))
})

describe('flags, which refuse nothing', () => {
  const here = { latitude: 30.66, longitude: 104.1 }
  const point = { ways: ['sheet' as const], closedFrom: null, position: here, radius: 100 }

  it('more than 30 minutes of uncertainty', () => {
    const kinds = (minutes: number) => {
      const judged = judge(closesAt - 1, { scan: between(opensAt, opensAt + minutes * MINUTE) })
      return 'flags' in judged ? judged.flags.map(({ kind }) => kind) : judged
    }
    expect(kinds(30)).toEqual([])
    expect(kinds(31)).toEqual(['uncertain'])
  })

  it('far from the place, the accuracy taken off', () => {
    const from = (latitude: number, accuracy: number) =>
      judge(opensAt, { point, position: { ...here, latitude, accuracy } })
    expect(from(30.661, 50)).toMatchObject({ flags: [] })
    expect(from(30.68, 50)).toMatchObject({ flags: [{ kind: 'far', detail: '离点位 2.2 公里' }] })
    expect(from(30.68, 3000)).toMatchObject({ flags: [] })
  })

  it('faster than anybody goes', () => {
    const position = { latitude: 30.7, longitude: 104.1 }
    expect(judge(opensAt, { point, before: [{ at: opensAt - 10_000, position }] })).toMatchObject({
      flags: [{ kind: 'travel' }],
    })
    expect(judge(opensAt, { point, before: [{ at: opensAt - 30 * MINUTE, position }] })).toMatchObject({
      flags: [],
    })
  })
})

describe('when a scan was made', () => {
  const now = opensAt + DAY

  it('is known when the phone’s clock ran on, however wrong it is', () => {
    const wrong = 5 * 365 * DAY
    const seen = { cloud: now - 60 * MINUTE, phone: now - 60 * MINUTE - wrong }
    const scan = timeOfScan({ scannedAt: now - 20 * MINUTE - wrong, seen, sentAt: now - wrong }, now)
    expect(scan).toEqual(between(now - 20 * MINUTE, now - 20 * MINUTE))
  })

  it('is open between the two when the clock was set in between', () => {
    const seen = { cloud: now - 60 * MINUTE, phone: now - 60 * MINUTE }
    const scan = timeOfScan({ scannedAt: now - 50 * MINUTE, seen, sentAt: now - 40 * MINUTE }, now)
    expect(scan).toMatchObject({ earliest: now - 50 * MINUTE, latest: now - 10 * MINUTE })
  })

  it('is never later than now, nor earlier than the cloud was seen', () => {
    const seen = { cloud: now - MINUTE, phone: now - MINUTE }
    expect(timeOfScan({ scannedAt: now + DAY, seen }, now)).toEqual(between(now, now))
    expect(timeOfScan({ scannedAt: now - DAY, seen }, now).earliest).toBe(now - MINUTE)
    expect(timeOfScan({ scannedAt: now - DAY }, now)).toMatchObject({ earliest: now - DAY, latest: now })
  })
})

it('a route is soon, open, over', () => {
  expect(
    [opensAt - 1, opensAt, closesAt - 1, closesAt].map((now) => routeState({ opensAt, closesAt }, now)),
  ).toEqual(['soon', 'open', 'open', 'over'])
})

it('progress is the union over cards: a point on two cards counts once', () => {
  expect(stampedPoints([{ pointId: 'a' }, { pointId: 'b' }, { pointId: 'a' }])).toBe(2)
})
