/** Two cases about the same thing. */
import type { CasePlace } from '../../cases'
import type { Action, EpochMs } from '../envelope'
import type { Move, Moved } from '../requests'

/** As much as anybody may know. Which case it is, only those it concerns. */
export interface SimilarCase {
  /** Its first words; its topic for whom it does not concern, unless it was shared. */
  title: string
  shown: string
  metres: number
  receivedAt: EpochMs
  case: { caseId: string; number: string; photos: number } | null
}

export interface CaseDuplicates {
  /** A person, before he sends his, or a handler: open cases within 50 m, of the same topic or in like words; five at most. */
  findSimilar: Action<
    { text: string; topicId: string; place: CasePlace; notCaseId: string | null },
    { similar: SimilarCase[] }
  >
  /** Whoever the case of this number concerns: what it is, to be read before another is merged into it. */
  findNumbered: Action<{ number: string }, { caseId: string; number: string; title: string; label: string }>
  /** Intake, or who owes both: this one goes on as that one. Its requester follows it there, both numbers lead to it. */
  mergeCase: Action<Move & { number: string }, Moved>
}
