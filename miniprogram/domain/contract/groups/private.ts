/** 私聊: two members of a group, and nobody else. */
import type { Action } from '../envelope'

export interface PrivateChats {
  /**
   * A member of the group `via`: his conversation with another member of it. The same two always get the same one;
   * the other hears of it with the first message.
   */
  openPrivate: Action<{ via: string; personId: string }, { conversationId: string; name: string }>
  /** One of the two: takes no more messages from the other, or takes them again. The other may still read. */
  block: Action<{ conversationId: string; blocked: boolean; moveId: string }, { blocked: boolean }>
}
