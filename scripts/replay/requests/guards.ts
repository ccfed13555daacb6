/** The guards that a replay of cases can take out, by name. */
import type { Guard } from '../guards'

export const GUARDS: Record<string, Guard> = {
  /** Of two moves at the same instant one finds the case as it read it. */
  conditionalMove: {
    file: 'cloudfunctions/requests/store.ts',
    snippet: '.where({ _id, revision: before.revision, state: before.state })',
    without: '.where({ _id })',
  },
  /** A repeat after a lost answer finds its own work. */
  moveId: {
    file: 'cloudfunctions/requests/move.ts',
    snippet: 'return history.some((entry) => entry.moveId === moveId && entry.by === by)',
    without: 'return history.length < 0 && moveId === by',
  },
  /** Only who may moves it, from where it may be moved. */
  roles: {
    file: 'cloudfunctions/requests/move.ts',
    snippet: '    check(current, move, roles)\n',
    without: '',
  },
  /** The timer finishes what a crash left unfollowed. */
  follow: {
    file: 'cloudfunctions/requests/due.ts',
    snippet: 'await pageOf({ unfollowed: true })',
    without: '[]',
  },
  /** Every move says when the clock looks again. */
  nextLook: {
    file: 'miniprogram/domain/case-clock.ts',
    snippet: 'return rung && new Date(rung.at)',
    without: 'return rung && new Date(rung.at + 86_400_000)',
  },
  /** Days that are free count for nobody. */
  holidays: {
    file: 'miniprogram/domain/workdays.ts',
    snippet: 'return weekdayInShanghai(at) <= 5 && !holidays.has(day)',
    without: 'return weekdayInShanghai(at) <= 5 || holidays.has(day)',
  },
  /** No two cases have a number. The only guard that stands in the database itself. */
  uniqueNumber: {
    file: 'database/collections.json',
    snippet: '{ "name": "number", "fields": [["number", "asc"]], "unique": true }',
    without: '{ "name": "number", "fields": [["number", "asc"]] }',
  },
}

/**
 * Always taken out: of nine million numbers two would never meet in a replay, so here are twenty-four.
 */
export const FEW_NUMBERS: Record<string, Guard> = {
  series: {
    file: 'miniprogram/domain/case-numbers.ts',
    snippet: 'const KINDS = 9_000_000',
    without: 'const KINDS = 24',
  },
}
