/** What was done with a message, in its own document: a repeat after a lost answer knows its own work by the move id. */
import type { MessageDocument } from '../messages'

export interface Deed {
  moveId: string
  by: string
  /** The cloud's time in ms. */
  now: number
}

export function wasDone(message: MessageDocument, moveId: string): boolean {
  return (message.history ?? []).some((entry) => entry.moveId === moveId)
}

export function entryOf(
  move: string,
  { moveId, by, now }: Deed,
): NonNullable<MessageDocument['history']>[number] {
  return { moveId, move, by, at: new Date(now) }
}
