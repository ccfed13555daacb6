/** Letting the group in which it was asked read the answer: the asker's own decision. Pure. */
import type { CaseChange } from './case-moves'
import type { Case } from './cases'

/** It came out of a chat, and is not shared yet. */
export function mayShare({ chat, shared }: Pick<Case, 'chat' | 'shared'>): boolean {
  return chat !== null && !shared
}

export function sharedWithGroup(): CaseChange {
  return { set: { shared: true } }
}
