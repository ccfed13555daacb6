import * as v from 'valibot'
import type { Groups } from '../../../miniprogram/domain/contract/groups'
import { command, db } from '../../_kit/cloud'
import { id, moveId } from '../../_kit/inputs'
import { find } from '../../_kit/once'
import { Refusal } from '../../_kit/refusal'
import type { ActionSpec } from '../../_kit/serve'
import { membershipOf } from '../store'
import { presentInvitation, type InvitationDocument } from './invitations'

/** Five database requests. Withdrawn twice is withdrawn once. */
export const withdrawInvitation: ActionSpec<Groups['withdrawInvitation']> = {
  who: 'person',
  input: v.strictObject({ invitationId: id, moveId }),
  async run({ actor, input, now }) {
    const invitation = await find<InvitationDocument>('invitations', input.invitationId)
    if (!invitation) throw new Refusal('NOT_ALLOWED')
    await membershipOf(invitation.conversationId, actor.personId, 'groups.invite')
    const entry = { moveId: input.moveId, move: 'withdraw', by: actor.personId, at: new Date(now) }
    await db
      .collection('invitations')
      .where({ _id: invitation._id, withdrawnAt: null })
      .update({ withdrawnAt: new Date(now), history: command.push(entry) })
    const after = (await find<InvitationDocument>('invitations', invitation._id)) ?? invitation
    return { invitation: presentInvitation(after, now) }
  },
}
