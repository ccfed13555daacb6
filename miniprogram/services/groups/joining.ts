/** Coming into a group: by one's own row of the roster, by an invitation, by asking. One function per action. */
import type { Answer } from '../../domain/contract/envelope'
import type { Groups } from '../../domain/contract/groups'
import type { Invitation, InvitationFace, JoinRequestView } from '../../domain/contract/groups/roster'
import { callAction } from '../cloud'
import { moveOnce } from '../moves'

export function claimRows(): Promise<Answer<Groups['claimRows']['output']>> {
  return callAction('groups', 'claimRows', {})
}

export function openInvitation(code: string): Promise<Answer<InvitationFace>> {
  return callAction('groups', 'openInvitation', { code })
}

export function acceptInvitation(
  input: Groups['acceptInvitation']['input'],
): Promise<Answer<Groups['acceptInvitation']['output']>> {
  return callAction('groups', 'acceptInvitation', input)
}

/** @param about what the invitation says */
export function makeInvitation(
  about: Omit<Groups['makeInvitation']['input'], 'draftId'>,
): Promise<Answer<{ invitation: Invitation }>> {
  const wish = `invitation/${JSON.stringify(about)}`
  return moveOnce(wish, (draftId) => callAction('groups', 'makeInvitation', { ...about, draftId }))
}

export function listInvitations(conversationId: string): Promise<Answer<{ invitations: Invitation[] }>> {
  return callAction('groups', 'listInvitations', { conversationId })
}

export function withdrawInvitation(invitationId: string): Promise<Answer<{ invitation: Invitation }>> {
  const wish = `withdraw/${invitationId}`
  return moveOnce(wish, (moveId) => callAction('groups', 'withdrawInvitation', { invitationId, moveId }))
}

export function listJoinRequests(conversationId: string): Promise<Answer<{ requests: JoinRequestView[] }>> {
  return callAction('groups', 'listJoinRequests', { conversationId })
}

export function decideJoin(
  requestId: string,
  decision: Groups['decideJoin']['input']['decision'],
): Promise<Answer<{ decided: true }>> {
  const wish = `decideJoin/${requestId}/${JSON.stringify(decision)}`
  return moveOnce(wish, (moveId) => callAction('groups', 'decideJoin', { requestId, moveId, decision }))
}
