/** Cases that came out of a chat, as the chat shows them. */
import type { Action } from '../envelope'
import type { MentionView } from './messages'

export interface ChatCases {
  /**
   * Anyone signed in: shows at once in the chat what the next run of the timer would show. The @ is for members; others,
   * such as the official who answered and is not in that group, are told nothing.
   */
  showCase: Action<{ obligationId: string }, { mention: MentionView | null }>
}
