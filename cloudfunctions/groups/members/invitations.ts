/** Invitations in the database. */
import type { Invitation } from '../../../miniprogram/domain/contract/groups/roster'
import { invitationState } from '../../../miniprogram/domain/invitations'
import { db } from '../../_kit/cloud'
import { Refusal } from '../../_kit/refusal'
import type { MemberDocument } from '../store'

export interface InvitationDocument {
  _id: string
  /** What is shared: random, so that nobody comes in by guessing. */
  code: string
  conversationId: string
  role: string
  atOnce: boolean
  expiresAt: Date
  usesMax: number
  /** Who came in, or asked to, by it. As ids rather than a number: a repeat after a lost answer takes no second place. */
  usedBy: string[]
  withdrawnAt: Date | null
  createdAt: Date
  history: MemberDocument['history']
}

/** One request, by index (code). @throws Refusal NOT_FOUND */
export async function invitationByCode(code: string): Promise<InvitationDocument> {
  const { data } = await db.collection('invitations').where({ code }).limit(1).get()
  const [invitation] = data as InvitationDocument[]
  if (!invitation) throw new Refusal('NOT_FOUND')
  return invitation
}

export function stateOf(invitation: InvitationDocument, now: number) {
  const { expiresAt, usesMax, usedBy, withdrawnAt } = invitation
  const facts = {
    expiresAt: expiresAt.getTime(),
    usesMax,
    used: usedBy.length,
    withdrawn: withdrawnAt !== null,
  }
  return invitationState(facts, now)
}

export function presentInvitation(invitation: InvitationDocument, now: number): Invitation {
  return {
    invitationId: invitation._id,
    code: invitation.code,
    role: invitation.role,
    atOnce: invitation.atOnce,
    expiresAt: invitation.expiresAt.getTime(),
    usesMax: invitation.usesMax,
    used: invitation.usedBy.length,
    state: stateOf(invitation, now),
  }
}
