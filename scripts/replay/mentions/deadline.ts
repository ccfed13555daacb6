/**
 * By when the ladder must have gone on: the reader's own understanding of the text. Nothing of the functions or
 * of their rules is imported, or the same mistake would stand on both sides. Where the text leaves room it takes the
 * later moment. Times in ms.
 */
import type { Obligation } from '../../../miniprogram/domain/obligations'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR
const ACKNOWLEDGE = 5 * MINUTE
const ANSWER = { day: 30 * MINUTE, night: 60 * MINUTE }
const MORNING = 8.5 * HOUR
const EVENING = 22 * HOUR

const timeOfDay = (at: number) => (at + SHANGHAI) % DAY
export const isNightAt = (at: number) => timeOfDay(at) < MORNING || timeOfDay(at) >= EVENING

/** The next 8:30. */
export function morningAfter(at: number): number {
  const midnight = at - timeOfDay(at)
  return timeOfDay(at) < MORNING ? midnight + MORNING : midnight + DAY + MORNING
}

/** What the reader has seen of an obligation before, since not every moment stands in it. */
export interface Witnessed {
  /** When it was first seen in its round. */
  roundAt: number
  /** When a notice was first seen with an outcome, by the notice's place. */
  reachedAt: Map<number, number>
}

const REACHED = ['sent', 'seen', 'answeredCall']
const UNDER_WAY = ['waiting', 'telling', 'calling']

export function mustMoveBy(obligation: Obligation, { roundAt, reachedAt }: Witnessed): number {
  const { notices, steps, history, state, rung, round, startsAt, dueAt, promisedAt, ownerId } = obligation
  const asked = Math.max(
    startsAt.getTime(),
    ...history.filter(({ move }) => move === 'reopen').map(({ at }) => at.getTime()),
  )
  const moments = [asked]
  // Everybody was told: a new round begins in the morning.
  if (rung < 0 && round > 0) moments.push(morningAfter(roundAt))
  notices.forEach((notice, place) => {
    const offered = notice.why === 'handOver' && notice.personId !== ownerId
    if (notice.why === 'urge' || offered) return
    const reached = reachedAt.get(place)
    if (REACHED.includes(notice.outcome) && reached !== undefined) moments.push(reached + ACKNOWLEDGE)
    // Nobody knows yet whether he was: a minute later that is settled.
    else if (UNDER_WAY.includes(notice.outcome))
      moments.push(Math.max(notice.at.getTime(), notice.triedAt?.getTime() ?? 0) + MINUTE)
    // Passed over: the next run takes the next.
    else moments.push(Math.max(notice.at.getTime(), reached ?? 0) + 1)
  })
  for (const { state: reached, at } of steps) {
    if (reached !== 'acknowledged' && reached !== 'promised') continue
    const said = at.getTime()
    const owed = dueAt.getTime()
    if (said >= asked || said < startsAt.getTime())
      moments.push(owed > said ? owed : said + (isNightAt(said) ? ANSWER.night : ANSWER.day))
  }
  if (state === 'promised' && promisedAt) moments.push(promisedAt.getTime())
  return Math.max(...moments)
}
