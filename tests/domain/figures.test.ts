import { figuresOf, type FigureCase } from '../../miniprogram/domain/figures'
import { isOpen, type ObligationState } from '../../miniprogram/domain/obligations'

const MINUTE = 60_000
const START = Date.UTC(2026, 3, 13, 2)
const at = (minutes: number) => new Date(START + minutes * MINUTE)

/** Asked at START, owed 30 minutes later, 收到 within 5. */
function aCase(state: ObligationState, more: { acknowledged?: number; ended?: number } = {}): FigureCase {
  const { acknowledged, ended } = more
  return {
    state,
    startsAt: at(0),
    dueAt: at(30),
    endedAt: ended === undefined || isOpen(state) ? null : at(ended),
    acknowledgeMinutes: 5,
    steps: [
      { state: 'asked', at: at(0), by: 'asker' },
      ...(acknowledged === undefined
        ? []
        : [{ state: 'acknowledged' as const, at: at(acknowledged), by: 'owner' }]),
      ...(ended === undefined ? [] : [{ state: 'answered' as const, at: at(ended), by: 'owner' }]),
    ],
  }
}

it('tells mean, median, p90 and worst apart, each with n', () => {
  const minutes = [1, 2, 2, 3, 3, 4, 4, 5, 6, 240]
  const figures = figuresOf(
    minutes.map((ended) => aCase('answered', { ended })),
    START + 600 * MINUTE,
  )
  expect(figures.minutes).toEqual({ n: 10, mean: 27, median: 3.5, p90: 6, worst: 240 })
  expect(figures.answered).toEqual({ n: 10, within: 9 })
})

it('an odd number has its median in the middle, a single one is everything', () => {
  const of = (minutes: number[]) =>
    figuresOf(
      minutes.map((ended) => aCase('answered', { ended })),
      START + 600 * MINUTE,
    ).minutes
  expect(of([9, 1, 5])).toEqual({ n: 3, mean: 5, median: 5, p90: 9, worst: 9 })
  expect(of([7])).toEqual({ n: 1, mean: 7, median: 7, p90: 7, worst: 7 })
  expect(of([])).toBeNull()
})

it('never drops what was not answered', () => {
  const cases = [aCase('answered', { ended: 4 }), aCase('asked'), aCase('acknowledged', { acknowledged: 2 })]
  const figures = figuresOf(cases, START + 90 * MINUTE)
  expect(figures).toMatchObject({
    n: 3,
    answered: { n: 3, within: 1 },
    acknowledged: { n: 3, within: 2 },
    unanswered: { n: 2, oldest: 90 },
    waiting: 0,
  })
})

it('judges nobody before his time', () => {
  const figures = figuresOf([aCase('asked'), aCase('answered', { ended: 3 })], START + 4 * MINUTE)
  expect(figures).toMatchObject({
    acknowledged: { n: 1, within: 1 },
    answered: { n: 1, within: 1 },
    unanswered: { n: 0, oldest: null },
    waiting: 1,
  })
})

it('counts a promise by the first time, and what was reopened by its last answer', () => {
  const promised = { ...aCase('answered', { ended: 50 }), dueAt: at(60), firstDueAt: at(30) }
  const again = {
    ...aCase('asked', { acknowledged: 1, ended: 10 }),
    dueAt: at(200),
    firstDueAt: at(30),
  }
  const figures = figuresOf([promised, again], START + 100 * MINUTE)
  expect(figures).toMatchObject({
    answered: { n: 2, within: 0 },
    minutes: { n: 1, worst: 50 },
    unanswered: { n: 1, oldest: 100 },
  })
})

it('shows beside them what ended without an answer of its own', () => {
  const states: ObligationState[] = ['released', 'excused', 'excused', 'recalled', 'transferred']
  const figures = figuresOf(
    states.map((state) => aCase(state)),
    START + 600 * MINUTE,
  )
  expect(figures).toMatchObject({
    n: 5,
    ended: { released: 1, excused: 2, recalled: 1, transferred: 1 },
    answered: { n: 0, within: 0 },
    minutes: null,
    unanswered: { n: 0, oldest: null },
  })
})
