/** Looking at what was held or reported: 群主 for his group, operators for what was reported from private chats. */
import type { Action, EpochMs } from '../envelope'

/** A message as a reviewer sees it. */
export interface ReviewedMessage {
  messageId: string
  senderName: string
  text: string
  /** Where its checked pictures are, for ten minutes. */
  pictures: string[]
  at: EpochMs
}

export interface Report {
  reportId: string
  /** The group it came from; 私聊 for a private chat. */
  conversationName: string
  reporterName: string
  reason: string
  /** The reported messages and nothing around them, as they read when reported. */
  messages: ReviewedMessage[]
  state: 'open' | 'withdrawn' | 'kept'
  at: EpochMs
}

export interface Review {
  /** 群主: the messages of his group that wait for review, oldest first, at most 20. */
  listHeld: Action<{ conversationId: string }, { messages: ReviewedMessage[] }>
  /** 群主: shows a held message at its place, or refuses it. `reason` is told to its sender. */
  reviewMessage: Action<
    { messageId: string; verdict: 'show' | 'refuse'; reason?: string; moveId: string },
    { content: 'shown' | 'refused' }
  >
  /** A member: reports messages he can read. `draftId` is made once per report. */
  reportMessages: Action<
    { draftId: string; conversationId: string; messageIds: string[]; reason: string },
    { reported: true }
  >
  /** Reviewers: open reports, oldest first, at most 20. `conversationId` for 群主; without it an operator's. */
  listReports: Action<{ conversationId?: string }, { reports: Report[] }>
  /** Reviewers: withdraws the reported messages or keeps them. Repeating it changes nothing. */
  decideReport: Action<
    { reportId: string; verdict: 'withdrawn' | 'kept'; moveId: string },
    { state: 'withdrawn' | 'kept' }
  >
}
