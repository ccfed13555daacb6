import { judgeCheckIn, routeState, stampedPoints } from '../../miniprogram/domain/checkins'

const opensAt = Date.UTC(2026, 3, 13, -8)
const closesAt = Date.UTC(2026, 3, 20, -8)
const judge = (now: number, withdrawn = false) =>
  judgeCheckIn({ now, sheet: { withdrawn }, route: { opensAt, closesAt } })

describe('judging a check-in', () => {
  it('gives the stamp from the first to the last moment of the route', () => {
    expect(judge(opensAt)).toBeNull()
    expect(judge(closesAt - 1)).toBeNull()
  })

  it('says when it opens, and when it was over', () => {
    expect(judge(opensAt - 1)).toEqual({ code: 'ROUTE_NOT_OPEN', facts: { opens: '4月13日' } })
    expect(judge(closesAt)).toEqual({ code: 'ROUTE_OVER', facts: { closed: '4月19日' } })
  })

  it('refuses a withdrawn sheet before anything else', () => {
    expect(judge(closesAt, true)).toEqual({ code: 'CODE_WITHDRAWN', facts: {} })
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
