/**
 * The figures of a group's @, from the steps in the obligations themselves. Of the group, never of a person. Nothing is
 * dropped: what was not answered is counted beside the mean, or the mean would only tell of those who were lucky.
 * Pure; times in ms.
 */
import type { MentionFigures, WithinLimit } from './contract/groups/mentions'
import { isOpen, type Obligation } from './obligations'

const MINUTE = 60_000

/** One @ as the figures see it. */
export interface FigureCase extends Pick<
  Obligation,
  'state' | 'steps' | 'startsAt' | 'dueAt' | 'firstDueAt' | 'endedAt'
> {
  /** How long 收到 could take when it was asked, in minutes. */
  acknowledgeMinutes: number
}

const ENDED_OTHERWISE = ['released', 'excused', 'recalled', 'transferred'] as const

/** @param now the cloud's clock, in ms */
export function figuresOf(cases: FigureCase[], now: number): MentionFigures {
  const ended = { released: 0, excused: 0, recalled: 0, transferred: 0 }
  for (const { state } of cases) {
    const other = ENDED_OTHERWISE.find((each) => each === state)
    if (other) ended[other] += 1
  }
  const counted = cases.filter(({ state }) => state === 'answered' || isOpen(state)).map(timesOf)
  const took = counted
    .flatMap(({ startsAt, answeredAt }) => (answeredAt === null ? [] : [(answeredAt - startsAt) / MINUTE]))
    .sort((one, other) => one - other)
  const late = counted.filter(({ answeredAt, limit }) => answeredAt === null && now > limit)
  return {
    n: cases.length,
    ended,
    acknowledged: withinLimit(
      counted.map(({ acknowledgedAt: at, acknowledgeLimit: limit }) => ({ at, limit })),
      now,
    ),
    answered: withinLimit(
      counted.map(({ answeredAt: at, limit }) => ({ at, limit })),
      now,
    ),
    minutes: took.length === 0 ? null : spreadOf(took),
    unanswered: {
      n: late.length,
      oldest:
        late.length === 0 ? null : rounded(Math.max(...late.map(({ startsAt }) => now - startsAt)) / MINUTE),
    },
    waiting: counted.filter(({ answeredAt, limit }) => answeredAt === null && now <= limit).length,
  }
}

function timesOf(each: FigureCase) {
  const startsAt = each.startsAt.getTime()
  const first = each.steps.find(({ state }) => ['acknowledged', 'promised', 'answered'].includes(state))
  return {
    startsAt,
    acknowledgeLimit: startsAt + each.acknowledgeMinutes * MINUTE,
    acknowledgedAt: first?.at.getTime() ?? null,
    // By when it was owed at first: neither a promise nor 没解决 makes an answer more punctual.
    limit: (each.firstDueAt ?? each.dueAt).getTime(),
    // Of one that was reopened only the last answer counts, and none while it is open again.
    answeredAt: each.state === 'answered' ? (each.endedAt?.getTime() ?? null) : null,
  }
}

function withinLimit(times: { at: number | null; limit: number }[], now: number): WithinLimit {
  const judged = times.filter(({ at, limit }) => at !== null || now > limit)
  return { n: judged.length, within: judged.filter(({ at, limit }) => at !== null && at <= limit).length }
}

/** @param sorted minutes, ascending, at least one. p90 is the nearest rank: a time that really happened. */
function spreadOf(sorted: number[]): NonNullable<MentionFigures['minutes']> {
  const n = sorted.length
  const middle = Math.floor(n / 2)
  const median = n % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return {
    n,
    mean: rounded(sorted.reduce((sum, each) => sum + each, 0) / n),
    median: rounded(median),
    p90: rounded(sorted[Math.ceil(0.9 * n) - 1]!),
    worst: rounded(sorted[n - 1]!),
  }
}

/** To a tenth of a minute. */
function rounded(minutes: number): number {
  return Math.round(minutes * 10) / 10
}
