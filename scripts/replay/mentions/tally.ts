/** What a replay counts: how much was played and broken, and, by the reader, what went wrong. */
export interface Tally {
  schedules: number
  mentions: number
  /** What people, timers and machines did wrong. */
  faultsInjected: number
  /** Functions killed at a database request. */
  kills: number
  /** Runs of the timer that began late, and hours in which none did. */
  timersLate: number
  /** Database requests of the functions. */
  requests: number
  ownerless: number
  late: number
  toldTwice: number
  lost: number
  lateNotice: number
}

export const WRONG = ['ownerless', 'late', 'toldTwice', 'lost', 'lateNotice'] as const

export const nothingYet = (): Tally => ({
  ...{ schedules: 0, mentions: 0, faultsInjected: 0, kills: 0, timersLate: 0, requests: 0 },
  ...{ ownerless: 0, late: 0, toldTwice: 0, lost: 0, lateNotice: 0 },
})

export function sumOf(tallies: Tally[]): Tally {
  const sum = nothingYet()
  for (const tally of tallies)
    for (const name of Object.keys(sum) as (keyof Tally)[]) sum[name] += tally[name]
  return sum
}

export const isWrong = (tally: Tally) => WRONG.some((name) => tally[name] > 0)
