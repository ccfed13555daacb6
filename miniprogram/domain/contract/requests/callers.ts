/** Doors of the phone and the counter: staff type in what a caller says, and he finds it again by himself. */
import type { Action } from '../envelope'
import type { CaseKind } from '../../cases'
import type { Move, Moved } from '../requests'

/** What is typed in for somebody else. */
export interface TypedIn {
  /** Made once on the phone; a repeat finds the first. */
  draftId: string
  text: string
  topicId: string
  kind: CaseKind
  name: string
  organisation: string
  /** By which he finds it himself; '' when he will not say. Kept apart, and shown to nobody without a record. */
  phone: string
}

export interface CallerDoor {
  /** Staff or head of the intake: by phone, at the counter, or out of the old WeChat group. */
  typeCase: Action<TypedIn & { door: 'phone' | 'counter' }, Moved>
  /** A person with a verified phone: the case he called in, by its number. Five wrong tries a day. */
  claimCase: Action<{ number: string }, Moved>
  /** Who has it, its head, or the intake: the caller's whole number. It stands in the history that he looked. */
  revealCaller: Action<Move, Moved & { phone: string }>
}
