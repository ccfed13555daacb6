/** 审核 and 举报: what was held, what was reported, and what becomes of it. One function per action. */
import type { Answer } from '../../domain/contract/envelope'
import type { Report, ReviewedMessage } from '../../domain/contract/groups/review'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'
import { putInOutbox } from '../outbox'
import type { WaitingCall } from '../waiting-calls'

export interface ReportInput {
  draftId: string
  conversationId: string
  messageIds: string[]
  reason: string
}

/**
 * Hands a report to the outbox, on a line of its own: a message that waits or was refused must not hold it up.
 * @throws when the phone's storage is full and nothing was kept
 */
export function reportMessages(input: ReportInput): WaitingCall {
  const line = `report/${input.draftId}`
  return putInOutbox({ id: input.draftId, line, area: 'groups', action: 'reportMessages', input })
}

/** 群主: what waits to be shown in his group. */
export function listHeld(conversationId: string): Promise<Answer<{ messages: ReviewedMessage[] }>> {
  return callAction('groups', 'listHeld', { conversationId })
}

/** @param reason told to the sender; '' gives none */
export function reviewMessage(
  messageId: string,
  verdict: 'show' | 'refuse',
  reason: string,
): Promise<Answer<{ content: 'shown' | 'refused' }>> {
  const said = reason ? { reason } : {}
  return moveOnce(`review/${messageId}/${verdict}/${reason}`, (moveId) =>
    callAction('groups', 'reviewMessage', { messageId, verdict, ...said, moveId }),
  )
}

/** Open reports of a group for its 群主; those from private chats for an operator, when no group is named. */
export function listReports(conversationId: string): Promise<Answer<{ reports: Report[] }>> {
  return callAction('groups', 'listReports', conversationId ? { conversationId } : {})
}

export function decideReport(
  reportId: string,
  verdict: 'withdrawn' | 'kept',
): Promise<Answer<{ state: 'withdrawn' | 'kept' }>> {
  return moveOnce(`decide/${reportId}/${verdict}`, (moveId) =>
    callAction('groups', 'decideReport', { reportId, verdict, moveId }),
  )
}
