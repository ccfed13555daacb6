/** The door of the chat: an @ becomes a case. */
import type { Action } from '../envelope'
import type { CaseState } from '../../case-states'
import type { Move, Moved } from '../requests'

export interface RaisedFromChat {
  caseId: string
  number: string
  state: CaseState
  /** It was a case already: somebody tapped a moment earlier, and his words stand. */
  already: boolean
  /** The reader may open it. */
  mayOpen: boolean
}

export interface ChatDoor {
  /** The asker of an @, or who owes its answer or was called to it. One message is one case, whoever taps first. */
  raiseFromChat: Action<
    { obligationId: string; text: string; topicId: string; kind: 'urgent' | 'inquiry' | 'ordinary' },
    RaisedFromChat
  >
  /** The requester: the whole group in which it was asked may read the answer. */
  shareCase: Action<Move, Moved>
}
