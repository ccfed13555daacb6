/** How a case that came out of a chat stands there: number and state for all, its words for those concerned. Pure. */
import { CASE_STATES, type CaseState } from './case-states'
import type { Case } from './cases'

/** Kept with the @ that the case took over; the groups area shows it in the chat. */
export interface CaseCard {
  caseId: string
  number: string
  /** Of the case that it shows: a later one is never overwritten by an earlier one. */
  revision: number
  state: CaseState
  unitName: string
  /** The newest answer, or why it is not ours; '' before. */
  words: string
  /** Who reads the words, and may open the case: asker and handlers. */
  readerIds: string[]
  /** The asker lets the whole group read the words. */
  shared: boolean
}

export function cardOfCase(current: Case): CaseCard {
  const { requesterId, typedBy, ownerId, senderId, state } = current
  return {
    caseId: current._id,
    number: current.number,
    revision: current.revision,
    state,
    unitName: current.unitName,
    words: isTelling(state) ? wordsOf(current) : '',
    readerIds: [...new Set([requesterId, typedBy, ownerId, senderId].flatMap((id) => id ?? []))],
    shared: current.shared,
  }
}

/** How it stands, to everybody in a chat: 你 would be each of them. */
export function wordInChat(state: CaseState): string {
  const { kind, label, shown } = CASE_STATES[state]
  return kind === 'theirs' ? label : shown
}

/** States in which there is something to say to the group: an answer, or the end. */
export function isTelling(state: CaseState): boolean {
  return state === 'answered' || CASE_STATES[state].kind === 'done'
}

function wordsOf({ state, answer, history, elsewhere }: Case): string {
  if (state === 'answered' || state === 'closed') return answer?.words ?? ''
  if (state !== 'declined') return ''
  const why = [...history].reverse().find(({ move }) => move === 'decline')?.words ?? ''
  return [why, elsewhere].filter(Boolean).join('。')
}
