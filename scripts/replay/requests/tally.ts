/** What a replay of cases counts: how much was played and broken, and, by the reader, what went wrong. */
export interface Tally {
  schedules: number
  /** Entries of histories, of people and of the clock. */
  moves: number
  /** Database requests that failed, timed out, lost their answer or killed their function; runs late, double, missing. */
  faultsInjected: number
  forbiddenMoves: number
  lostEvents: number
  ownerless: number
  doubleNumbers: number
  late: number
}

export const WRONG = ['forbiddenMoves', 'lostEvents', 'ownerless', 'doubleNumbers', 'late'] as const
export type Wrong = (typeof WRONG)[number]

export const nothingYet = (): Tally => ({
  ...{ schedules: 0, moves: 0, faultsInjected: 0 },
  ...{ forbiddenMoves: 0, lostEvents: 0, ownerless: 0, doubleNumbers: 0, late: 0 },
})

export function sumOf(tallies: Tally[]): Tally {
  const sum = nothingYet()
  for (const tally of tallies)
    for (const name of Object.keys(sum) as (keyof Tally)[]) sum[name] += tally[name]
  return sum
}

export const isWrong = (tally: Tally) => WRONG.some((name) => tally[name] > 0)
