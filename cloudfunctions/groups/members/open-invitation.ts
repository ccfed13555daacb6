import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { id } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { findConversation, membershipId, type MemberDocument } from '../store'
import { invitationByCode, stateOf } from './invitations'
import { joinRequestId, type JoinRequest } from './join-requests'

/** What the holder of an invitation may know before he agrees to anything. Five database requests, three for a stranger. */
export const openInvitation: ActionSpec<Groups['openInvitation']> = {
  who: 'anyone',
  input: v.strictObject({ code: id }),
  async run({ actor, input, now }) {
    const invitation = await invitationByCode(input.code)
    const { conversationId, role, atOnce, expiresAt } = invitation
    const conversation = await findConversation(conversationId)
    if (!conversation) throw new Refusal('NOT_FOUND')
    const standing = await standingOf(actor.personId, conversationId)
    return {
      conversationId,
      conversationName: conversation.name,
      role,
      atOnce,
      expiresAt: expiresAt.getTime(),
      state: stateOf(invitation, now),
      ...standing,
    }
  },
}

async function standingOf(personId: string | null, conversationId: string) {
  const none = { standing: 'none' as const, reason: '' }
  if (!personId) return none
  const member = await find<MemberDocument>('members', membershipId(conversationId, personId))
  if (member?.state === 'active') return { standing: 'joined' as const, reason: '' }
  const request = await find<JoinRequest>('joinRequests', joinRequestId(conversationId, personId))
  if (request?.state === 'open') return { standing: 'asked' as const, reason: '' }
  return request?.state === 'refused' ? { standing: 'refused' as const, reason: request.reason } : none
}
