/**
 * The figures of a month's cases, recomputed from the cases themselves. Of the district and, when that was switched on in
 * writing, of units; never of a named person. Nothing is dropped: what nobody rated, disputed or answered to is counted
 * beside the shares, or they would only tell of those who were pleased. Pure. Source: issue of the cases.
 */
import type { CaseState } from './case-states'
import type { CaseEnding } from './cases'

/** So many cases that came in in the month and agree in all of this. */
export interface CaseCount {
  state: CaseState
  ending: CaseEnding | null
  /** Null when the requester gave none. */
  stars: number | null
  savedTrip: boolean
  disputed: boolean
  late: boolean
  unitId: string
  unitName: string
  n: number
}

/** A share with what it is of; null when there is nothing to be a share of. */
export interface Share {
  /** 98.46 */
  percent: number | null
  count: number
  of: number
}

export interface CaseFigures {
  received: number
  /** 办结率: of what came in and is ours; withdrawn, merged and not ours are counted beside it. */
  done: Share
  confirmed: number
  silent: number
  open: number
  withdrawn: number
  declined: number
  merged: number
  /** 满意率: four stars or five, of those rated. */
  satisfied: Share
  /** Done, and not rated: those who confirmed, and those who did not answer. */
  unrated: number
  /** Said at least once that it was not solved. */
  disputed: number
  late: number
  /** 估算: so many tapped 少跑了一趟, half an hour each. */
  saved: { trips: number; minutes: number }
}

/** Minutes of a trip to the town hall, for errands of three; source: row T6. An estimate. */
export const TRIP_MINUTES = 30
const SATISFIED_STARS = 4

export function caseFigures(counts: CaseCount[]): CaseFigures {
  const sum = (is: (count: CaseCount) => boolean) => counts.filter(is).reduce((total, { n }) => total + n, 0)
  const received = sum(() => true)
  const [withdrawn, declined, merged] = (['withdrawn', 'declined', 'merged'] as const).map((state) =>
    sum((count) => count.state === state),
  ) as [number, number, number]
  const closed = sum(({ state }) => state === 'closed')
  const rated = sum(({ stars }) => stars !== null)
  const trips = sum(({ savedTrip }) => savedTrip)
  return {
    received,
    done: shareOf(closed, received - withdrawn - declined - merged),
    confirmed: sum(({ state, ending }) => state === 'closed' && ending === 'confirmed'),
    silent: sum(({ state, ending }) => state === 'closed' && ending === 'silent'),
    open: received - withdrawn - declined - merged - closed,
    ...{ withdrawn, declined, merged },
    satisfied: shareOf(
      sum(({ stars }) => stars !== null && stars >= SATISFIED_STARS),
      rated,
    ),
    unrated: sum(({ state, stars }) => state === 'closed' && stars === null),
    disputed: sum(({ disputed }) => disputed),
    late: sum(({ late }) => late),
    saved: { trips, minutes: trips * TRIP_MINUTES },
  }
}

function shareOf(count: number, of: number): Share {
  return { percent: of === 0 ? null : Math.round((count / of) * 10_000) / 100, count, of }
}
