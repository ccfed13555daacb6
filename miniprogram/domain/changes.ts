/**
 * The order of a conversation. Every change that readers can see takes the next number of its conversation, so "what
 * changed after n" finds everything, and all phones show the same order.
 */

/**
 * A number is taken before its message is written. A hole younger than this may still be filled; an older one belongs
 * to a function that died, or to a message that has since moved to a higher number.
 */
export const HOLE_SETTLES_MS = 10_000

export interface Change {
  n: number
  /** When the number was taken, by the cloud's clock, in ms. */
  changedAt: number
}

/**
 * Up to which number a reader may count everything as arrived.
 * @param after the reader's cursor
 * @param changes with n > after, ascending
 * @param now the cloud's clock, in ms
 * @returns `cursor` for the next question; `waiting` when a young hole stopped it
 */
export function settle(after: number, changes: Change[], now: number): { cursor: number; waiting: boolean } {
  let cursor = after
  for (const change of changes) {
    // The hole's number was taken before this change's, so it is at least as old.
    const hole = change.n > cursor + 1
    if (hole && now - change.changedAt <= HOLE_SETTLES_MS) return { cursor, waiting: true }
    cursor = Math.max(cursor, change.n)
  }
  return { cursor, waiting: false }
}
